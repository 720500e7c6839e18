import { isDeepStrictEqual } from "node:util";
import { field, Model, StaleRecordError } from "@chakra-orm/core";
import { metaOf } from "@chakra-orm/core/internal";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fieldCases, nullable } from "./kit/field-cases.js";
import { type LooseModel, type LooseRecord, loose } from "./kit/loose.js";
import { failure } from "./kit/refusal.js";
import { copyOf, expectSame } from "./kit/same.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

/** A class body cannot be written in a loop, but a class can extend the one before. */
function withEveryField(base: typeof Model): typeof Model {
  return fieldCases.reduce<typeof Model>((Before, { declare }, i) => {
    // The compiler wants to know the name.
    const name = `c${i}` as "c0";
    return class extends Before {
      static abstract = true;
      [name] = declare(nullable);
    } as typeof Model;
  }, base);
}

class Keyed extends Model {
  static abstract = true;
  id = field.id();
}

class Plain extends withEveryField(Keyed) {
  static abstract = false;
  static table = "suite_interleaved";
}

class Versioned extends withEveryField(Keyed) {
  static abstract = false;
  static table = "suite_interleaved_versions";
  version = field.version();
}

const properties = fieldCases.map((_, i) => `c${i}`);

/** By property, values that differ. */
function valuesOf(model: LooseModel): ReadonlyMap<string, readonly unknown[]> {
  const { byProperty } = metaOf(model as never);
  return new Map(
    properties.map((property) => {
      const { samples = [], comparison } = byProperty.get(property)?.type ?? {};
      const values: unknown[] = [null];
      for (const sample of samples) {
        const isOther = values.every(
          (value) => value === null || comparison?.changed(sample as never, comparison.snapshot(value as never)),
        );
        if (isOther) values.push(sample);
      }
      return [property, values];
    }),
  );
}

/** What a user does: sets a property of one of two records of a row, saves it, or reads it again. */
type Step =
  | { readonly who: 0 | 1; readonly set: string; readonly value: number }
  | { readonly who: 0 | 1; readonly verb: "save" | "reload" };

const who = fc.constantFrom<0 | 1>(0, 1);
// Few properties a run, so that the two meet in one.
const steps: fc.Arbitrary<readonly Step[]> = fc.subarray(properties, { minLength: 1, maxLength: 3 }).chain((few) =>
  fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.record({ who, set: fc.constantFrom(...few), value: fc.nat(50) }) },
      {
        weight: 2,
        arbitrary: fc.record({ who, verb: fc.constantFrom<"save" | "reload">("save", "save", "reload") }),
      },
    ),
    { maxLength: 14 },
  ),
);

/** A record as it ought to be: what it holds, and what it knows of the row. */
interface Known {
  readonly held: Map<string, number>;
  readonly seen: Map<string, number>;
  version: number;
}

/** Two records of one row, whatever their fields, in any order of changes and saves. */
export function randomSimultaneousSaves(suite: Suite): void {
  tables(suite, Plain as never, Versioned as never);

  describe.each([
    ["end as the last writer of each column has it", loose(Plain as never), false],
    ["end as one of them has it, where a version tells them apart", loose(Versioned as never), true],
  ] as const)("%s", (_, model, isVersioned) => {
    test("for every type of field", async () => {
      const values = valuesOf(model);
      await fc.assert(
        fc.asyncProperty(steps, (given) => interleave(model, values, given, isVersioned)),
        { numRuns: 60 },
      );
    });
  });
}

async function interleave(
  model: LooseModel,
  values: ReadonlyMap<string, readonly unknown[]>,
  given: readonly Step[],
  isVersioned: boolean,
): Promise<void> {
  const { id } = await model.create({});
  const row = new Map(properties.map((property) => [property, 0]));
  let version = 1;
  const records = [await model.find(id), await model.find(id)] as const;
  const known: readonly Known[] = records.map(() => ({ held: new Map(row), seen: new Map(row), version: 1 }));
  for (const step of given) {
    const [record, self] = [records[step.who], known[step.who] as Known];
    if ("set" in step) {
      const choices = values.get(step.set) ?? [];
      const choice = step.value % choices.length;
      Object.assign(record, { [step.set]: copyOf(choices[choice]) });
      self.held.set(step.set, choice);
    } else if (step.verb === "reload") {
      await record.reload();
      for (const property of properties) {
        self.held.set(property, row.get(property) as number);
        self.seen.set(property, row.get(property) as number);
      }
      self.version = version;
    } else {
      const changed = properties.filter((property) => self.held.get(property) !== self.seen.get(property));
      if (isVersioned && changed.length > 0 && self.version !== version) {
        const error = await failure(() => record.save());
        expect(error).toBeInstanceOf(StaleRecordError);
        expect((error as StaleRecordError).versions).toEqual({ expected: self.version, actual: version });
        continue;
      }
      await record.save();
      for (const property of changed) {
        row.set(property, self.held.get(property) as number);
        self.seen.set(property, self.held.get(property) as number);
      }
      if (changed.length > 0) self.version = ++version;
    }
  }
  await expectRow(await model.find(id), row, values);
  await (records[0] as LooseRecord).destroy().catch(() => undefined);
}

async function expectRow(
  found: LooseRecord,
  row: ReadonlyMap<string, number>,
  values: ReadonlyMap<string, readonly unknown[]>,
): Promise<void> {
  for (const property of properties) {
    const expected = values.get(property)?.[row.get(property) as number];
    if (!isDeepStrictEqual(found[property], expected)) expectSame(found[property], expected, property);
  }
}
