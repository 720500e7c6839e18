import { field, Model, manyToMany, manyToOne, oneToMany, oneToOne } from "../../src/index.js";

/** A column of each kind that queries reckon with, and a relation of each kind. */
export class Customer extends Model {
  id = field.id();
  name = field.string(50);
  tier = field.enum(["basic", "gold"], { default: "basic" });
  age = field.integer({ nullable: true });
  active = field.boolean({ default: true });
  joinedAt = field.createdAt();
  referrerId = field.foreignKey(() => Customer, { nullable: true });

  referrer = manyToOne(() => Customer, { nullable: true });
  orders = oneToMany(() => Order, { backPopulates: "customer" });
  card = oneToOne(() => Card, { backPopulates: "customer", nullable: true });

  get label() {
    return `${this.name} (${this.tier})`;
  }
}

export class Card extends Model {
  id = field.id();
  customerId = field.foreignKey(() => Customer, { unique: true });
  points = field.bigInteger({ default: 0n });
  customer = oneToOne(() => Customer, { backPopulates: "card" });
}

export class Order extends Model {
  id = field.id();
  customerId = field.foreignKey(() => Customer);
  total = field.decimal(12, 2);
  discount = field.decimal(12, 2, { nullable: true });
  weight = field.float();
  count = field.integer();
  clicks = field.bigInteger();
  digits = field.bigInteger({ as: "string" });
  note = field.text({ nullable: true });
  paid = field.boolean({ nullable: true });
  placedAt = field.dateTime();
  shippedAt = field.dateTime({ nullable: true });
  day = field.date();
  extra = field.json<{ gift: boolean }>({ nullable: true });

  customer = manyToOne(() => Customer, { backPopulates: "orders" });
  labels = manyToMany(() => Label, { backPopulates: "orders" });
}

export class Label extends Model {
  id = field.id();
  name = field.string(20, { unique: true });
  orders = manyToMany(() => Order, { backPopulates: "labels" });
}

export class Remark extends Model {
  id = field.id();
  body = field.text();
  aboutType = field.string(20);
  aboutId = field.bigInteger({ as: "number" });
  about = manyToOne(() => [Order, Customer]);
}
