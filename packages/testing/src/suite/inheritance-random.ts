import { and, gte, isNull, not, oneOf, or } from "@chakra-orm/core";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { type LooseModel, loose } from "./kit/loose.js";
import { CardPayment, DebitPayment, Payer, Payment, paymentModels, Transfer } from "./kit/payments.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

/** A row as JavaScript has it: with the properties of its class. */
interface Row {
  readonly made: typeof Payment;
  readonly amount: number;
  readonly payer: number;
  readonly bank?: string | null;
  readonly last4?: string;
}

/** A condition, and what JavaScript makes of the same. */
interface Asked {
  readonly condition: unknown;
  readonly holds: (row: Row) => boolean;
}

const banks = ["north", "south"];
const classes = [Payment, CardPayment, DebitPayment, Transfer];
const ofAll: fc.Arbitrary<Asked>[] = [
  fc.nat(4).map((least) => ({ condition: { amount: gte(least) }, holds: ({ amount }) => amount >= least })),
  fc.uniqueArray(fc.nat(4)).map((some) => ({
    condition: { amount: oneOf(some) },
    holds: ({ amount }) => some.includes(amount),
  })),
  fc.nat(2).map((place) => ({ condition: { payer: { name: `p${place}` } }, holds: ({ payer }) => payer === place })),
  fc.constantFrom(...classes).map((made) => ({
    condition: { kind: kindOf(made) },
    holds: (row) => row.made === made,
  })),
];
const ofCards: fc.Arbitrary<Asked> = fc
  .constantFrom("1111", "2222")
  .map((last4) => ({ condition: { last4 }, holds: (row) => row.last4 === last4 }));
const ofBanks: fc.Arbitrary<Asked>[] = [
  fc.constantFrom(...banks).map((bank) => ({ condition: { bank }, holds: (row) => row.bank === bank })),
  fc.constant({ condition: { bank: isNull }, holds: ({ bank }: Row) => bank === null }),
];

/** What can be asked of each class: of what it and those above it declare. */
const leaves = new Map<typeof Payment, fc.Arbitrary<Asked>[]>([
  [Payment, ofAll],
  [CardPayment, [...ofAll, ofCards]],
  [DebitPayment, [...ofAll, ofCards, ...ofBanks]],
  [Transfer, [...ofAll, ...ofBanks]],
]);

function kindOf(made: typeof Payment): string {
  if (made === DebitPayment) return "debit";
  return { Payment: "payment", CardPayment: "card_payment" }[made.name] ?? "transfer";
}

function conditionOn(made: typeof Payment): fc.Arbitrary<Asked> {
  const { tree } = fc.letrec<{ tree: Asked }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      ...(leaves.get(made) as fc.Arbitrary<Asked>[]),
      tie("tree").map(({ condition, holds }) => ({
        condition: not(condition as never),
        holds: (row: Row) => !holds(row),
      })),
      fc.tuple(tie("tree"), tie("tree")).map(([a, b]) => ({
        condition: and(a.condition as never, b.condition as never),
        holds: (row: Row) => a.holds(row) && b.holds(row),
      })),
      fc.tuple(tie("tree"), tie("tree")).map(([a, b]) => ({
        condition: or(a.condition as never, b.condition as never),
        holds: (row: Row) => a.holds(row) || b.holds(row),
      })),
    ),
  }));
  return tree;
}

/** Random conditions on each of the classes, held against a list in memory. */
export function randomInheritance(suite: Suite): void {
  tables(suite, ...paymentModels);
  const rows = new Map<number, Row>();

  beforeAll(async () => {
    const payers = await Payer.createMany([{ name: "p0" }, { name: "p1" }, { name: "p2" }]);
    for (let i = 0; i < 24; i++) {
      const made = classes[i % 4] as typeof Payment;
      const payer = (i * 7) % 3;
      const bank = [...banks, null][(i >> 2) % 3] as string | null;
      const last4 = i % 8 < 4 ? "1111" : "2222";
      const own =
        made === Payment
          ? {}
          : made === Transfer
            ? { bank: bank ?? "central" }
            : made === DebitPayment
              ? { bank, last4 }
              : { last4 };
      const given = { amount: i % 5, payerId: payers[payer]?.id, ...own };
      const record = await loose(made).create(made === Transfer ? { ...given, iban: "DE00" } : given);
      rows.set(record.id, { made, amount: i % 5, payer, ...own });
    }
  });

  test("which rows there are, of which class, and how many", async () => {
    const asked = fc.constantFrom(...classes).chain((made) => fc.tuple(fc.constant(made), conditionOn(made)));
    await fc.assert(
      fc.asyncProperty(asked, fc.boolean(), async ([made, { condition, holds }], isNot) => {
        const isOf = (row: Row) => row.made === made || row.made.prototype instanceof made;
        const wanted = [...rows].filter(([, row]) => isOf(row) && holds(row) !== isNot);
        const model: LooseModel = loose(made);
        const query = isNot ? model.whereNot(condition) : model.where(condition);
        const found = await query.orderBy("id");
        expect(found.map((each) => [each.id, each.constructor.name])).toEqual(
          wanted.map(([id, row]) => [id, row.made.name]),
        );
        expect(found.map((each) => [each["amount"], each["bank"], each["last4"]])).toEqual(
          wanted.map(([, { amount, bank, last4 }]) => [amount, bank, last4]),
        );
        expect(await query.count()).toBe(wanted.length);
        expect(await query.orderBy("-amount", "id").limit(2).pluck("id")).toEqual(
          wanted
            .toSorted(([a, one], [b, other]) => other.amount - one.amount || a - b)
            .slice(0, 2)
            .map(([id]) => id),
        );
      }),
      { numRuns: 60 },
    );
  });

  test("which rows there are at the other end of relations", async () => {
    const relations = [
      ["payments", Payment],
      ["cards", CardPayment],
      ["debits", DebitPayment],
    ] as const;
    const asked = fc
      .constantFrom(...relations)
      .chain(([name, made]) => fc.tuple(fc.constant(name), fc.constant(made), conditionOn(made)));
    await fc.assert(
      fc.asyncProperty(asked, async ([name, made, { condition, holds }]) => {
        const isOf = (row: Row) => row.made === made || row.made.prototype instanceof made;
        const wanted = [...rows].filter(([, row]) => isOf(row) && holds(row));
        const payers = await loose(Payer).where({ [name]: condition });
        const named = (places: readonly number[]) => [...new Set(places.map((place) => `p${place}`))].sort();
        expect(payers.map((payer) => payer["name"]).sort()).toEqual(named(wanted.map(([, { payer }]) => payer)));
        const loaded = await loose(Payer).with({
          [name]: (query: { where(given: unknown): unknown }) => query.where(condition),
        });
        const records = loaded.flatMap((payer) => payer[name] as { id: number }[]);
        expect(records.map(({ id }) => id).sort((a, b) => a - b)).toEqual(wanted.map(([id]) => id));
      }),
      { numRuns: 40 },
    );
  });
}
