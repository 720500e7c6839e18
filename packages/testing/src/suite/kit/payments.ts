import { field, Model, manyToMany, manyToOne, oneToMany } from "@chakra-orm/core";
import { empty } from "./tables.js";

/** Pays, in whatever way. */
export class Payer extends Model {
  static table = "suite_pay_payers";
  id = field.id();
  name = field.string(20);
  paid = field.integer({ default: 0 });
  payments = oneToMany(() => Payment, { backPopulates: "payer" });
  cards = oneToMany(() => CardPayment);
  debits = oneToMany(() => DebitPayment);
  refunds = oneToMany(() => Refund, { through: "payments" });
  cardRefunds = oneToMany(() => Refund, { through: "cards", source: "refunds" });
}

/** The class at the top, with rows of its own. */
export class Payment extends Model {
  static table = { name: "suite_pay_payments", orderBy: "id" } as const;
  static discriminator = "kind";
  id = field.id();
  kind = field.discriminator();
  amount = field.integer();
  reference = field.string(20, { unique: true, nullable: true });
  payerId = field.foreignKey(() => Payer, { nullable: true, onDelete: "cascade" });
  payer = manyToOne(() => Payer, { backPopulates: "payments", nullable: true, counterCache: "paid" });
  refunds = oneToMany(() => Refund, { backPopulates: "payment" });
  labels = manyToMany(() => Label, { backPopulates: "payments" });
}

/** Has a column that others need not have, and a subclass. */
export class CardPayment extends Payment {
  last4 = field.char(4);
  disputes = oneToMany(() => Dispute, { backPopulates: "card" });
}

/** Two levels below the top, and shares a column with a class beside its own. */
export class DebitPayment extends CardPayment {
  static discriminatorValue = "debit";
  bank = field.string(20, { nullable: true });
}

/** Refers to a row of another class in the same table. */
export class Transfer extends Payment {
  iban = field.string(34, { minLength: 4 });
  bank = field.string(20, { default: "central" });
  returnsId = field.foreignKey(() => CardPayment, { nullable: true, onDelete: "set null" });
  returns = manyToOne(() => CardPayment, { nullable: true });
}

/** Refers to a payment of any class. */
export class Refund extends Model {
  static table = "suite_pay_refunds";
  id = field.id();
  sum = field.integer();
  paymentId = field.foreignKey(() => Payment, { onDelete: "cascade" });
  payment = manyToOne(() => Payment, { backPopulates: "refunds" });
  /** By the same key, but only where it leads to a card. */
  cardPayment = manyToOne(() => CardPayment, { foreignKey: "cardId", nullable: true });
  cardId = field.foreignKey(() => Payment, { nullable: true });
}

/** Refers to card payments alone. */
export class Dispute extends Model {
  static table = "suite_pay_disputes";
  id = field.id();
  reason = field.string(20);
  cardId = field.foreignKey(() => CardPayment, { onDelete: "cascade" });
  card = manyToOne(() => CardPayment, { backPopulates: "disputes" });
}

/** Is on payments of any class, and lists those by card as well. */
export class Label extends Model {
  static table = "suite_pay_labels";
  id = field.id();
  name = field.string(20);
  payments = manyToMany(() => Payment, { backPopulates: "labels" });
}

/** What `tables` makes for the payments: the table of all classes by the one at the top. */
export const paymentModels = [Payer, Payment, CardPayment, DebitPayment, Transfer, Refund, Dispute, Label] as const;

/** What is there. */
export interface Paid {
  readonly ann: Payer;
  readonly ben: Payer;
  readonly cash: Payment;
  readonly card: CardPayment;
  readonly debit: DebitPayment;
  readonly transfer: Transfer;
}

/** Ann pays 10 in cash, 20 by card and 30 by debit card; Ben 40 by a transfer that returns the 20. */
export async function seedPayments(): Promise<Paid> {
  for (const model of [Label, Dispute, Refund, Transfer, Payment, Payer]) await empty(model);
  const [ann, ben] = [await Payer.create({ name: "ann" }), await Payer.create({ name: "ben" })];
  const cash = await Payment.create({ amount: 10, payer: ann });
  const card = await CardPayment.create({ amount: 20, payer: ann, last4: "4242", reference: "c" });
  const debit = await DebitPayment.create({ amount: 30, payer: ann, last4: "1111", reference: "d" });
  const transfer = await Transfer.create({ amount: 40, payer: ben, iban: "DE00", reference: "t", returns: card });
  await ann.reload();
  await ben.reload();
  return { ann, ben, cash, card, debit, transfer };
}
