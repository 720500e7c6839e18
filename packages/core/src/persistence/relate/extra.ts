import { ValidationError } from "../../errors/record.js";
import { QueryError } from "../../errors/usage.js";
import { describe } from "../../fields/numeric-type.js";
import type { JoinLink, RelationMeta } from "../../schema/model-meta.js";

/** Refuses further columns of a joining row where there are none, or where they say which records are joined. */
export function refuseExtra(relation: RelationMeta, join: JoinLink, extra: unknown): void {
  const { isModel } = join;
  if (extra === undefined) return;
  const where = `${relation.model}.${relation.name}`;
  if (typeof extra !== "object" || extra === null || Array.isArray(extra)) {
    const message = `takes further columns in an object, not in ${describe(extra)}`;
    throw new ValidationError(relation.model, [{ path: [relation.name], rule: "type", message }]);
  }
  const key = isModel ? Object.keys(extra).find((property) => saysWhich(join, property)) : undefined;
  if (key !== undefined) {
    const message = "is set by the relation, since it says which records are joined";
    throw new ValidationError(relation.model, [{ path: [relation.name, key], rule: "relation", message }]);
  }
  if (isModel || Object.keys(extra).length === 0) return;
  throw new QueryError(
    `${where} goes through a table with nothing but keys, so it has no columns for ${Object.keys(extra).join(", ")}. Give it a model: { through: () => Membership }.`,
    { model: relation.model, fields: [relation.name] },
  );
}

/** Whether a property of a join model refers to one of the two sides. */
function saysWhich({ meta, own, other }: JoinLink, property: string): boolean {
  const keys = [...own.columns, ...other.columns];
  if (keys.some((column) => column.property === property)) return true;
  const link = meta.relations.get(property)?.link();
  return link?.owned === true && link.steps.some((step) => step.from.some((column) => keys.includes(column)));
}
