import { gte, or, RecordNotFoundError, ValidationError } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import {
  CardPayment,
  DebitPayment,
  type Paid,
  Payment,
  paymentModels,
  seedPayments,
  Transfer,
} from "./kit/payments.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

/** Classes that share a table: which rows each of them has, and of which class the records are. */
export function inheritance(suite: Suite): void {
  tables(suite, ...paymentModels);
  let paid: Paid;
  beforeEach(async () => {
    paid = await seedPayments();
  });
  const amounts = async (query: PromiseLike<readonly { amount: number }[]>) =>
    (await query).map(({ amount }) => amount);

  test("a record is of the class that its row says", async () => {
    const all = await Payment.all();
    expect(all.map((each) => each.constructor)).toEqual([Payment, CardPayment, DebitPayment, Transfer]);
    expect(all.map(({ kind }) => kind)).toEqual(["payment", "card_payment", "debit", "transfer"]);
    const [cash, card, debit, transfer] = all as [Payment, CardPayment, DebitPayment, Transfer];
    expect(debit).toBeInstanceOf(CardPayment);
    expect([Object.keys(cash), Object.keys(card)]).toEqual([
      ["id", "kind", "amount", "reference", "payerId"],
      ["id", "kind", "amount", "reference", "payerId", "last4"],
    ]);
    expect([card.last4, debit.last4, debit.bank, transfer.bank]).toEqual(["4242", "1111", null, "central"]);
    expect(await Payment.find(paid.debit.id)).toBeInstanceOf(DebitPayment);
    expect(await Payment.findBy({ reference: "t" })).toBeInstanceOf(Transfer);
    expect(all.map((each) => each.$isDirty)).toEqual([false, false, false, false]);
  });

  test("a class has its own rows, and those of the classes below it", async () => {
    expect(await amounts(Payment.all())).toEqual([10, 20, 30, 40]);
    expect(await amounts(CardPayment.all())).toEqual([20, 30]);
    expect(await amounts(DebitPayment.all())).toEqual([30]);
    expect(await amounts(Transfer.all())).toEqual([40]);
    expect((await CardPayment.all()).map((each) => each.constructor)).toEqual([CardPayment, DebitPayment]);
    expect(await amounts(CardPayment.where({ amount: gte(30) }))).toEqual([30]);
    expect(await amounts(CardPayment.whereNot({ last4: "4242" }))).toEqual([30]);
    expect(await amounts(CardPayment.where(or({ amount: 10 }, { last4: "4242" })))).toEqual([20]);
    expect(await amounts(Payment.where({ kind: "debit" }))).toEqual([30]);
    expect([await Payment.count(), await CardPayment.count(), await Transfer.count()]).toEqual([4, 2, 1]);
    expect([await CardPayment.sum("amount"), await Transfer.max("amount")]).toEqual([50, 40]);
    expect([await Transfer.exists({ amount: 20 }), await CardPayment.exists({ amount: 20 })]).toEqual([false, true]);
    expect(await CardPayment.orderBy("-amount").pluck("last4")).toEqual(["1111", "4242"]);
  });

  test("nothing lifts that", async () => {
    expect(await amounts(Transfer.unscoped())).toEqual([40]);
    expect(await amounts(Transfer.where({ amount: 40 }).unscoped())).toEqual([40]);
    await expect(Transfer.find(paid.card.id)).rejects.toThrow(RecordNotFoundError);
    expect(await Transfer.findOrNull(paid.cash.id)).toBeNull();
    await expect(CardPayment.findMany([paid.card.id, paid.cash.id])).rejects.toThrow(RecordNotFoundError);
    expect(await CardPayment.findBy({ reference: "t" })).toBeNull();
  });

  test("holds for sets, pages, streams and distinct rows", async () => {
    const cards = CardPayment.where({ amount: gte(0) });
    expect(await amounts(cards.union(CardPayment.where({ amount: 10 })).orderBy("amount"))).toEqual([20, 30]);
    expect(await amounts(cards.except(CardPayment.where({ last4: "4242" })))).toEqual([30]);
    expect(
      await amounts(
        Payment.all()
          .except(Payment.where({ kind: "payment" }))
          .orderBy("id"),
      ),
    ).toEqual([20, 30, 40]);
    const { records, next } = await Payment.orderBy("amount").cursor({ first: 2 });
    expect(records.map((each) => each.constructor)).toEqual([Payment, CardPayment]);
    const rest = await Payment.orderBy("amount").cursor({ first: 9, after: next });
    expect(rest.records.map((each) => each.constructor)).toEqual([DebitPayment, Transfer]);
    expect((await CardPayment.paginate({ page: 1, perPage: 1 })).total).toBe(2);
    const streamed: unknown[] = [];
    for await (const each of Payment.orderBy("id").stream()) streamed.push(each.constructor);
    expect(streamed).toEqual([Payment, CardPayment, DebitPayment, Transfer]);
    expect(await amounts(Payment.orderBy("amount").distinctOn("payerId").orderBy("amount"))).toEqual([10, 40]);
    expect(await amounts(CardPayment.orderBy("-amount").distinctOn("payerId"))).toEqual([30]);
    expect(await CardPayment.groupBy("payerId").aggregate((row) => ({ most: row.amount.max() }))).toEqual([
      { payerId: paid.ann.id, most: 30 },
    ]);
  });

  test("some of the columns", async () => {
    const [cash, card] = await Payment.select("id", "amount").limit(2);
    expect([cash, card].map((each) => each?.constructor)).toEqual([Payment, CardPayment]);
    expect([Object.keys(cash as object), (card as CardPayment).amount]).toEqual([["id", "kind", "amount"], 20]);
    await expect((async () => (card as unknown as CardPayment).last4)()).rejects.toThrow(
      "CardPayment.last4 was not selected",
    );
    const [, whole] = await Payment.omit("reference").limit(2);
    expect((whole as unknown as CardPayment).last4).toBe("4242");
    expect(await Transfer.select("iban")).toMatchObject([{ iban: "DE00" }]);
  });

  test("one statement reads records of all classes", async () => {
    expect((await countQueries(suite.db, () => Payment.all())).count).toBe(1);
    expect((await countQueries(suite.db, () => CardPayment.find(paid.debit.id))).count).toBe(1);
  });

  test("saving sets the class, and nobody else does", async () => {
    const card = new CardPayment({ amount: 1, last4: "0000" });
    expect([card.kind, card.toJSON()["kind"]]).toEqual(["card_payment", "card_payment"]);
    await card.save();
    expect(await Payment.find(card.id)).toBeInstanceOf(CardPayment);
    const given = { amount: 1, last4: "0000", kind: "transfer" };
    for (const work of [
      () => CardPayment.create(given as never),
      () => new CardPayment(given as never),
      () => card.update({ kind: "transfer" } as never),
      () => Payment.where({ amount: 1 }).update({ kind: "transfer" } as never),
      () => CardPayment.insertMany([given] as never),
    ]) {
      const error = await failure(work);
      expect(error).toBeInstanceOf(ValidationError);
      expect(error.message).toContain("of which class");
    }
    (card as { kind: string }).kind = "transfer";
    const error = await failure(() => card.save());
    expect(error.message).toContain('is "card_payment" in a CardPayment, and cannot be changed');
  });

  test("records are written as what they are", async () => {
    const [, card] = (await Payment.all()) as [Payment, CardPayment];
    await card.update({ last4: "9999", amount: 21 });
    expect(await CardPayment.find(card.id)).toMatchObject({ last4: "9999", amount: 21 });
    await CardPayment.where({ id: card.id }).update({ last4: "7777" });
    await card.reload();
    expect(card.last4).toBe("7777");
    await card.increment("amount", 4);
    expect((await Payment.find(card.id)).amount).toBe(25);
    await card.delete();
    expect(await amounts(Payment.all())).toEqual([10, 30, 40]);
    await Promise.all((await Payment.all()).map((each) => each.update({ amount: each.amount + 1 })));
    expect(await amounts(Payment.all())).toEqual([11, 31, 41]);
  });

  test("what a class requires is required of it alone", async () => {
    const error = await failure(() => CardPayment.create({ amount: 1 } as never));
    expect(error).toMatchObject({ code: "VALIDATION", model: "CardPayment", fields: ["last4"] });
    await expect(Transfer.create({ amount: 1, iban: "DE" })).rejects.toThrow(ValidationError);
    await expect(Payment.create({ amount: 1, last4: "1234" } as never)).rejects.toThrow(ValidationError);
    expect(await Payment.count()).toBe(4);
    expect((await Payment.create({ amount: 1 })).kind).toBe("payment");
  });
}
