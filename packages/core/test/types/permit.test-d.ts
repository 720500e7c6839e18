import { field, Model, manyToOne, oneToMany } from "../../src/index.js";

class Maker extends Model {
  id = field.id();
  name = field.string(20);
  things = oneToMany(() => Thing, { backPopulates: "maker" });
}

class Thing extends Model {
  id = field.id();
  name = field.string(20);
  size = field.integer({ nullable: true });
  open = field.boolean({ default: true });
  since = field.dateTime();
  makerId = field.foreignKey(() => Maker);
  maker = manyToOne(() => Maker, { backPopulates: "things" });
}

Thing.permit({ filter: ["name", "size", "makerId"], sort: ["id", "since"], include: ["maker", "maker.things"] });
Thing.permit({ filter: { size: ["gte", "isNull"], name: ["contains", "eq"], open: ["eq"], since: ["lt", "oneOf"] } });
Maker.permit({ include: ["things"] }).single("include=things");

// @ts-expect-error no such property
Thing.permit({ filter: ["nam"] });
// @ts-expect-error a relation is no column
Thing.permit({ filter: ["maker"] });
// @ts-expect-error no such property
Thing.permit({ filter: { nam: ["eq"] } });
// @ts-expect-error no such operator
Thing.permit({ filter: { size: ["matches"] } });
// @ts-expect-error a number has no parts to look for
Thing.permit({ filter: { size: ["contains"] } });
// @ts-expect-error it is never missing
Thing.permit({ filter: { name: ["isNull"] } });
// @ts-expect-error true is not greater than false
Thing.permit({ filter: { open: ["gte"] } });
// @ts-expect-error the minus stands in the request
Thing.permit({ sort: ["-id"] });
// @ts-expect-error no such relation
Thing.permit({ include: ["makers"] });
// @ts-expect-error no such relation of a maker
Thing.permit({ include: ["maker.owner"] });
