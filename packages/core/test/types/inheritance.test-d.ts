import { field, Model, manyToOne, oneToMany, type TableOptions, type Validations } from "../../src/index.js";
import type { All, Equal } from "./equal.js";

class Payer extends Model {
  id = field.id();
  name = field.string(20);
  payments = oneToMany(() => Payment, { backPopulates: "payer" });
  cards = oneToMany(() => Card);
}

class Payment extends Model {
  static table: object = { name: "payments", indexes: [["amount"]] } satisfies TableOptions<Payment>;
  static discriminator = "kind";
  static validations = { positive: (payment: Payment) => payment.amount > 0 } satisfies Validations<Payment>;
  id = field.id();
  kind = field.discriminator(["card", "transfer", "debit"]);
  amount = field.integer();
  payerId = field.foreignKey(() => Payer, { nullable: true });
  payer = manyToOne(() => Payer, { backPopulates: "payments", nullable: true });
}

class Card extends Payment {
  static discriminatorValue = "card";
  static override table = { indexes: [["last4", "amount"]] } satisfies TableOptions<Card>;
  static override validations = {
    ...Payment.validations,
    digits: (card: Card) => /^\d+$/.test(card.last4),
  } satisfies Validations<Card>;
  last4 = field.char(4);
  holderId = field.foreignKey(() => Payer, { nullable: true });
  holder = manyToOne(() => Payer, { nullable: true });
}

class Debit extends Card {
  static override discriminatorValue = "debit";
  bank = field.string(20, { nullable: true });
}

class Transfer extends Payment {
  iban = field.string(34);
}

/** Leaves the column to the ORM, and tells its type alone. */
class Shape extends Model {
  static discriminator = "sort";
  declare readonly sort: "circle" | "square";
  id = field.id();
}
class Circle extends Shape {
  declare readonly sort: "circle";
  radius = field.float();
}

export async function finders() {
  const payment = await Payment.find(1);
  const card = await Card.find(1);
  const debits = await Debit.where({ bank: "x", last4: "1234" }).orderBy("-bank", "amount");
  // @ts-expect-error only cards have it
  await Payment.where({ last4: "1234" });
  // @ts-expect-error cards have none
  await Card.where({ iban: "DE" });
  // @ts-expect-error of all classes only these values are there
  await Payment.where({ kind: "cash" });
  await Payment.where({ kind: "card" }).pluck("kind");
  const withPayer = await Card.with("payer", "holder").firstOrFail();
  const plucked = await Card.pluck("last4");
  type Found = All<
    [
      Equal<typeof payment, Payment>,
      Equal<typeof card, Card>,
      Equal<typeof debits, Debit[]>,
      Equal<typeof plucked, string[]>,
    ]
  >;
  const name: string | undefined = withPayer.payer?.name ?? withPayer.holder?.name;
  const kind: "card" | "transfer" | "debit" = payment.kind;
  const found: Found = [true, true, true, true];
  return { found, kind, name };
}

export async function narrowing(payment: Payment, shape: Shape) {
  if (payment instanceof Debit) return payment.bank;
  if (payment instanceof Card) return payment.last4;
  if (payment instanceof Transfer) return payment.iban;
  // @ts-expect-error not every payment has one
  payment.last4;
  return shape instanceof Circle ? shape.radius : shape.sort;
}

export async function writing(payer: Payer) {
  await Card.create({ amount: 1, last4: "1234" });
  await Debit.createMany([{ amount: 1, last4: "1234", bank: null }]);
  // @ts-expect-error a card needs it
  await Card.create({ amount: 1 });
  // @ts-expect-error what a record is says its class
  await Card.create({ amount: 1, last4: "1234", kind: "card" });
  // @ts-expect-error nor is it changed
  await Card.where({}).update({ kind: "debit" });
  const cards: Card[] = await payer.cards;
  await payer.payments.add(...cards);
  // @ts-expect-error a payment need not be a card
  await payer.cards.add(await Payment.find(1));
  const circle = await Circle.create({ radius: 1 });
  const sort: "circle" = circle.sort;
  return sort;
}
