import fc from "fast-check";
import type { Engine } from "../../src/connection/engine.js";
import { finish, narrow, startQuery } from "../../src/query/state.js";
import type { Group } from "../../src/relations/group.js";
import { readFor, want } from "../../src/relations/want.js";
import type { ModelMeta, RelationMeta } from "../../src/schema/model-meta.js";
import { metaOf } from "../../src/schema/registry.js";
import { linkedCondition } from "../../src/statement/exists.js";
import { type Read, readsOf } from "../../src/statement/read.js";
import type { Statement } from "../../src/statement/statement.js";
import { type Family, leadsTo, type Member, recordOf } from "./random-family.js";
import { applied, neighbours, number, refined, type Statements } from "./random-related-query.js";

/** Some parents' keys, for each of the two sets. */
const parents = fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 3 });

/** What is read to load a relation for some parents: by keys, by way of other tables, limited for each. */
export function loads(family: Family, member: Member): fc.Arbitrary<Statements> {
  const { one, many } = leadsTo[member] as { one: Record<string, Member>; many: Record<string, Member> };
  const choices = [
    ...Object.entries({ ...one, ...many }),
    ...(member === "Note" ? ([["subject", "Home"]] as const) : []),
  ];
  return fc.constantFrom(...choices).chain(([name, target]) =>
    fc.tuple(refined(family, target), parents, parents).map(([refine, ...keys]) =>
      neighbours(refine, (steps, set) => {
        const relation = metaOf(family.models[member]).relations.get(name) as RelationMeta;
        const records = keys[set].map((key) => recordOf(family, member, key));
        const reads = new Map<ModelMeta, Read>(readsOf(relation));
        const meta = metaOf(family.models[target]);
        reads.set(meta, applied(reads.get(meta) as Read, steps, set));
        return readOf(records, relation, reads);
      }),
    ),
  );
}

/** The statement that loading would run. */
export function readOf(
  records: readonly object[],
  relation: RelationMeta,
  reads: ReadonlyMap<ModelMeta, Read>,
): Statement {
  const engine = { dialect: { list: {} } } as Engine;
  const load = { relation, reads, refined: false };
  const [group] = want(records, load).groups;
  return finish(readFor(engine, load, group as Group));
}

/** What a handle of a list queries. */
export function handles(family: Family, member: Member): fc.Arbitrary<Statements> {
  return fc.constantFrom(...(Object.entries(leadsTo[member].many) as [string, Member][])).chain(([name, target]) =>
    fc.tuple(refined(family, target), fc.tuple(number, number), fc.tuple(number, number)).map(([refine, ...keys]) =>
      neighbours(refine, (steps, set) => {
        const link = (metaOf(family.models[member]).relations.get(name) as RelationMeta).link();
        const record = recordOf(family, member, keys[set]);
        const key = (link.steps[0]?.from ?? []).map((column) => record[column.property]);
        return finish(applied(narrow(startQuery(link.target), linkedCondition(link, key)), steps, set));
      }),
    ),
  );
}
