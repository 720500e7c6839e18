import { gte, none, some, ValidationError } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import {
  CardPayment,
  DebitPayment,
  Dispute,
  Label,
  type Paid,
  Payer,
  Payment,
  paymentModels,
  Refund,
  seedPayments,
  Transfer,
} from "./kit/payments.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

/** Relations to classes that share a table, and of them. */
export function inheritanceRelations(suite: Suite): void {
  tables(suite, ...paymentModels);
  let paid: Paid;
  beforeEach(async () => {
    paid = await seedPayments();
  });
  const classes = (records: readonly object[]) => records.map((each) => each.constructor);

  test("to the class at the top they give records of all, to another only its own", async () => {
    const { ann, ben } = paid;
    expect(classes(await ann.payments)).toEqual([Payment, CardPayment, DebitPayment]);
    expect(classes(await ann.cards)).toEqual([CardPayment, DebitPayment]);
    expect(classes(await ann.debits)).toEqual([DebitPayment]);
    expect(await ben.cards).toEqual([]);
    expect([await ann.payments.count(), await ann.cards.count(), await ben.debits.exists()]).toEqual([3, 2, false]);
    expect(await ann.cards.contains(paid.debit)).toBe(true);
    expect(classes(await ann.cards.where({ amount: gte(30) }))).toEqual([DebitPayment]);
  });

  test("loaded with others, in as many statements as ever", async () => {
    const { result, count } = await countQueries(suite.db, () =>
      Payer.with("payments", "cards", "debits").orderBy("name"),
    );
    expect(count).toBe(4);
    const [ann, ben] = result;
    expect([ann?.payments.length, ann?.cards.length, ann?.debits.length]).toEqual([3, 2, 1]);
    expect([classes(ben?.payments ?? []), ben?.cards]).toEqual([[Transfer], []]);
    const counted = await Payer.orderBy("name").withCount("payments", "cards", "debits");
    expect(counted.map((each) => [each.paymentsCount, each.cardsCount, each.debitsCount])).toEqual([
      [3, 2, 1],
      [1, 0, 0],
    ]);
    const limited = await Payer.orderBy("name").with({ payments: (payments) => payments.orderBy("-amount").limit(1) });
    expect(limited.map(({ payments }) => classes(payments))).toEqual([[DebitPayment], [Transfer]]);
  });

  test("those of the class at the top are the same ones below it", async () => {
    const cards = await CardPayment.with("payer");
    expect(cards.map(({ payer }) => payer?.name)).toEqual(["ann", "ann"]);
    expect((await Transfer.where({ payer: { name: "ben" } })).length).toBe(1);
    expect((await DebitPayment.joined("payer").only()).payer?.name).toBe("ann");
    const all = await Payment.all();
    const { count } = await countQueries(suite.db, () => Promise.all(all.map((each) => each.payer)));
    expect(count).toBe(1);
    expect((await Promise.all(all.map((each) => each.payer))).map((each) => each?.name)).toEqual([
      "ann",
      "ann",
      "ann",
      "ben",
    ]);
    const [first] = await paid.ann.payments;
    expect((await countQueries(suite.db, () => first?.payer)).count).toBe(0);
  });

  test("of a class below, asked of records that came with others", async () => {
    await Dispute.create({ reason: "unknown", card: paid.card });
    await Dispute.create({ reason: "double", card: paid.debit });
    const all = await Payment.all();
    const cards = all.filter((each) => each instanceof CardPayment);
    const { result, count } = await countQueries(suite.db, () => Promise.all(cards.map((each) => each.disputes)));
    expect([result.map((each) => each.map(({ reason }) => reason)), count]).toEqual([[["unknown"], ["double"]], 1]);
    const [dispute] = await Dispute.with("card").orderBy("id");
    expect(dispute?.card).toBeInstanceOf(CardPayment);
    expect((await Dispute.joined("card").orderBy("-id"))[0]?.card).toBeInstanceOf(DebitPayment);
    expect((await CardPayment.load(cards, "disputes")).map(({ disputes }) => disputes.length)).toEqual([1, 1]);
    expect((await Payment.load(all, "payer")).length).toBe(4);
  });

  test("to a class below, a row of another is none", async () => {
    await Refund.create({ sum: 1, payment: paid.cash, cardId: paid.cash.id });
    await Refund.create({ sum: 2, payment: paid.debit, cardId: paid.debit.id });
    const refunds = await Refund.with("payment", "cardPayment").orderBy("sum");
    expect(refunds.map(({ payment }) => payment.constructor)).toEqual([Payment, DebitPayment]);
    expect(refunds.map(({ cardPayment }) => cardPayment?.constructor)).toEqual([undefined, DebitPayment]);
    const joined = await Refund.joined("payment", "cardPayment").orderBy("sum");
    expect(joined.map(({ payment, cardPayment }) => [payment.constructor, cardPayment?.constructor])).toEqual([
      [Payment, undefined],
      [DebitPayment, DebitPayment],
    ]);
    expect(joined[1]?.payment).toMatchObject({ last4: "1111" });
    expect(await (await Refund.findByOrFail({ sum: 1 })).cardPayment).toBeNull();
    const sums = async (query: PromiseLike<readonly Refund[]>) => (await query).map(({ sum }) => sum);
    expect(await sums(Refund.where({ cardPayment: { amount: gte(0) } }))).toEqual([2]);
    expect(await sums(Refund.where((refund) => refund.cardPayment.amount.gte(0)))).toEqual([2]);
    expect(await sums(Refund.orderBy("-cardPayment.amount", "sum"))).toHaveLength(2);
    expect([await paid.ann.refunds.count(), await paid.ann.cardRefunds.count()]).toEqual([2, 1]);
    expect((await Payer.with("cardRefunds").find(paid.ann.id)).cardRefunds.map(({ sum }) => sum)).toEqual([2]);
  });

  test("in conditions they are narrowed as well", async () => {
    const names = async (query: PromiseLike<readonly Payer[]>) => (await query).map(({ name }) => name).sort();
    expect(await names(Payer.where({ cards: some() }))).toEqual(["ann"]);
    expect(await names(Payer.where({ cards: { amount: 40 } }))).toEqual([]);
    expect(await names(Payer.where({ cards: none() }))).toEqual(["ben"]);
    expect(await names(Payer.where((payer) => payer.cards.count().eq(2)))).toEqual(["ann"]);
    expect(await names(Payer.where((payer) => payer.debits.exists()))).toEqual(["ann"]);
    expect(await names(Payer.where({ payments: { kind: "transfer" } }))).toEqual(["ben"]);
    expect(await names(Payer.where({ payments: paid.debit }))).toEqual(["ann"]);
    expect(
      await Payer.join({ card: CardPayment }, (payer, { card }) => card.payerId.eq(payer.id))
        .values((payer, { card }) => ({ name: payer.name, amount: card.amount }))
        .orderBy("amount"),
    ).toEqual([
      { name: "ann", amount: 20 },
      { name: "ann", amount: 30 },
    ]);
    expect((await Transfer.where({ returns: { last4: "4242" } })).length).toBe(1);
    expect((await Transfer.where({ returns: paid.card }).only()).returnsId).toBe(paid.card.id);
  });

  test("a record of any class below is taken, and no other", async () => {
    const refund = await Refund.create({ sum: 1, payment: paid.transfer });
    refund.payment = paid.debit;
    await refund.save();
    expect((await Refund.find(refund.id)).paymentId).toBe(paid.debit.id);
    const error = await failure(() => Dispute.create({ reason: "no", card: paid.transfer as never }));
    expect(error).toBeInstanceOf(ValidationError);
    expect(error.message).toContain("takes a record of CardPayment, not one of Transfer");
    const made = await Dispute.create({ reason: "new", card: { amount: 5, last4: "0005" } });
    expect((await made.card).constructor).toBe(CardPayment);
  });

  test("lists that are written to", async () => {
    const { ann, ben, card, debit, transfer } = paid;
    await ben.cards.add(card);
    expect((await CardPayment.find(card.id)).payerId).toBe(ben.id);
    expect([(await ann.reload()).paid, (await ben.reload()).paid]).toEqual([2, 2]);
    await ben.cards.clear();
    expect((await Payment.find(card.id)).payerId).toBeNull();
    expect((await Transfer.find(transfer.id)).payerId).toBe(ben.id);
    const made = await ben.cards.create({ amount: 7, last4: "0007" });
    expect([made.constructor, made.kind]).toEqual([CardPayment, "card_payment"]);
    await ben.cards.set([debit]);
    expect(classes(await Payment.where({ payer: ben }))).toEqual([DebitPayment, Transfer]);
    const label = await Label.create({ name: "big" });
    await label.payments.add(debit, transfer);
    expect(classes(await label.payments)).toEqual([DebitPayment, Transfer]);
    expect((await DebitPayment.with("labels").only()).labels.map(({ name }) => name)).toEqual(["big"]);
    await debit.labels.clear();
    expect((await Label.with("payments").only()).payments.map((each) => each.constructor)).toEqual([Transfer]);
  });

  test("counters, and keys that the database keeps", async () => {
    expect([paid.ann.paid, paid.ben.paid]).toEqual([3, 1]);
    await paid.debit.delete();
    expect((await paid.ann.reload()).paid).toBe(2);
    await Dispute.create({ reason: "kept", card: paid.card });
    await paid.card.delete();
    expect(await Dispute.count()).toBe(0);
    expect((await paid.transfer.reload()).returnsId).toBeNull();
  });
}
