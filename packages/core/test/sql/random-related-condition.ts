import fc from "fast-check";
import { isNotNull, isNull } from "../../src/operators/is-null.js";
import { and, not, or } from "../../src/statement/combined.js";
import { every, none, some } from "../../src/statement/quantifier.js";
import { randomCondition, type TwoConditions } from "./random-condition.js";
import { type Family, leadsTo, type Member, recordOf } from "./random-family.js";

const quantifiers = [some, every, none] as unknown as readonly ((condition?: unknown) => unknown)[];
const bare = [some, none] as const;
const number = fc.integer({ min: 400_000_000, max: 499_999_999 });
/** The keys of a record, for each of the two sets. */
const keys = fc.tuple(fc.tuple(number, number), fc.tuple(number, number));

/** Conditions on a member of a family that look across its relations, as deep as `depth` says. */
export function randomRelatedCondition(family: Family, member: Member, depth = 3): fc.Arbitrary<TwoConditions> {
  const columns = randomCondition(family.columns[member]);
  const { one, many } = leadsTo[member] as { one: Record<string, Member>; many: Record<string, Member> };
  const parts: fc.Arbitrary<TwoConditions>[] = [];
  for (const [name, target] of Object.entries(one)) {
    parts.push(
      fc.constantFrom(null, isNull, isNotNull).map((value) => same({ [name]: value })),
      record(name, target),
    );
  }
  for (const [name, target] of Object.entries(many)) {
    parts.push(fc.constantFrom(...bare).map((quantifier) => same({ [name]: quantifier() })));
    parts.push(record(name, target));
  }
  if (member === "Note") {
    parts.push(fc.constantFrom(null, isNotNull).map((value) => same({ subject: value })));
    parts.push(record("subject", "Home"), record("subject", "Other"));
  }
  if (depth > 0) {
    for (const [name, target] of Object.entries({ ...one, ...many })) {
      const inner = randomRelatedCondition(family, target, depth - 1);
      parts.push(inner.map(({ at }) => ({ at: (set) => ({ [name]: at(set) }) })));
      if (name in many) {
        parts.push(
          fc
            .tuple(fc.constantFrom(...quantifiers), inner)
            .map(([quantifier, { at }]) => ({ at: (set) => ({ [name]: quantifier(at(set)) }) })),
        );
      }
    }
  }
  if (parts.length === 0) return columns;
  const leaf = fc.oneof({ weight: 1, arbitrary: columns }, { weight: 3, arbitrary: fc.oneof(...parts) });
  return fc.oneof(
    { weight: 3, arbitrary: leaf },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom(or, and), leaf, leaf)
        .map(([combine, one, two]) => ({ at: (set: 0 | 1) => combine(one.at(set) as object, two.at(set) as object) })),
    },
    { weight: 1, arbitrary: leaf.map(({ at }) => ({ at: (set: 0 | 1) => not(at(set) as object) })) },
  );

  function record(name: string, target: Member): fc.Arbitrary<TwoConditions> {
    return keys.map((both) => ({ at: (set) => ({ [name]: recordOf(family, target, both[set]) }) }));
  }
}

const same = (condition: unknown): TwoConditions => ({ at: () => condition });
