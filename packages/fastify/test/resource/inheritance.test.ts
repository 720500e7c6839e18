import { field, Model, manyToOne, oneToMany } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { type Open, open } from "./library.js";

class Payer extends Model {
  id = field.id();
  name = field.string(20);
  payments = oneToMany(() => Payment, { backPopulates: "payer" });
}

class Payment extends Model {
  static abstract = true;
  static discriminator = "kind";
  id = field.id();
  kind = field.discriminator();
  amount = field.integer();
  payerId = field.foreignKey(() => Payer);
  payer = manyToOne(() => Payer, { backPopulates: "payments" });
}

class CardPayment extends Payment {
  last4 = field.char(4);
}

class Transfer extends Payment {
  iban = field.string(34, { nullable: true });
}

let paid: Open;
beforeEach(async () => {
  paid = await open([Payer, Payment, CardPayment, Transfer]);
  paid.app
    .resource(Payer, { include: ["payments"] })
    .resource(Payment, { include: ["payer"], filter: ["kind"], sort: ["id"] })
    .resource(CardPayment);
  const payer = await Payer.create({ name: "ann" });
  await CardPayment.create({ amount: 1, last4: "4242", payer });
  await Transfer.create({ amount: 2, payer });
});
const json = async (url: string) => (await paid.app.inject(url)).json();

test("records of classes that share a table are shown as what they are", async () => {
  const [card, transfer] = [
    { id: 1, kind: "card_payment", amount: 1, payerId: 1, last4: "4242" },
    { id: 2, kind: "transfer", amount: 2, payerId: 1, iban: null },
  ];
  expect((await json("/payments?sort=id")).data).toEqual([card, transfer]);
  expect(await json("/payments/2")).toEqual(transfer);
  expect(await json("/payments/1?include=payer")).toEqual({ ...card, payer: { id: 1, name: "ann" } });
  expect((await json("/payers/1?include=payments")).payments).toEqual([card, transfer]);
  expect((await json("/payments?filter[kind]=transfer")).data).toEqual([transfer]);
  expect((await json("/card-payments")).data).toEqual([card]);
  expect((await paid.app.inject("/card-payments/2")).statusCode).toBe(404);
});

test("an abstract class takes no new records, those below it do", async () => {
  const payload = { amount: 3, payerId: 1 };
  expect((await paid.app.inject({ method: "POST", url: "/payments", payload })).statusCode).toBe(404);
  const made = await paid.app.inject({ method: "POST", url: "/card-payments", payload: { ...payload, last4: "1111" } });
  expect([made.statusCode, made.json()]).toEqual([
    201,
    { id: 3, kind: "card_payment", amount: 3, payerId: 1, last4: "1111" },
  ]);
  const other = await paid.app.inject({ method: "PATCH", url: "/payments/3", payload: { kind: "transfer" } });
  expect(other.statusCode).toBeGreaterThanOrEqual(400);
  expect(() => paid.app.resource(Payment, { prefix: "/all", only: ["create"] })).toThrow("Payment is abstract");
});
