import { ValidationError } from "../errors/record.js";
import { underPath } from "../errors/under-path.js";
import { constructWhole } from "../fields/initialise.js";
import type { ModelMeta, RelationMeta } from "../schema/model-meta.js";
import { describeGiven } from "../schema/relations/handle.js";
import { checkAssignable, refuseRecord } from "./assign.js";
import { isAttributes } from "./embedded/values.js";
import { RelatedList } from "./related-list.js";
import { stateIfRecord } from "./state.js";

/**
 * The attributes of a new record, its relations included: a record, or an object of attributes that becomes one, and
 * lists of these. All of them are saved with the new record.
 */
export function readAttributes(meta: ModelMeta, attributes: unknown, owner: object): Readonly<Record<string, unknown>> {
  const given = checkAssignable(meta, attributes);
  if (meta.relations.size === 0) return given;
  let read: Record<string, unknown> | undefined;
  for (const property of Object.keys(given)) {
    const relation = meta.relations.get(property);
    const value = given[property];
    if (relation === undefined || value === undefined) continue;
    read ??= { ...given };
    read[property] = relation.many ? readMany(owner, relation, value) : readOne(relation, value, [property]);
  }
  return read ?? given;
}

function readMany(owner: object, relation: RelationMeta, value: unknown): RelatedList {
  if (!Array.isArray(value)) throw refused(relation, [relation.name], `takes a list, not ${describeGiven(value)}`);
  const records = Array.from(value, (item: unknown, i) => readOne(relation, item, [relation.name, i]));
  return new RelatedList(owner, relation, records as object[]);
}

function readOne(relation: RelationMeta, value: unknown, path: readonly (string | number)[]): object | null {
  if (value === null && !relation.many) {
    if (relation.nullable) return null;
    throw refused(relation, path, "cannot be null");
  }
  const why = refuseRecord(relation, value);
  if (why === undefined) return value as object;
  const targets = relation.targets();
  if (!isAttributes(value) || stateIfRecord(value) !== undefined || targets.length !== 1) {
    throw refused(relation, path, why);
  }
  const { model, name } = targets[0] as ModelMeta;
  try {
    return constructWhole(name, () => Reflect.construct(model as unknown as new (given: object) => object, [value]));
  } catch (error) {
    throw underPath(path, error);
  }
}

function refused(relation: RelationMeta, path: readonly (string | number)[], message: string): ValidationError {
  return new ValidationError(relation.model, [{ path, rule: "type", message }]);
}
