import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { Embedded, embedded, field, Model } from "../../src/index.js";
import { Group } from "../../src/record/peers.js";
import { rowPlan } from "../../src/record/row-plan.js";
import { metaOf } from "../../src/schema/registry.js";
import { recordingDatabase } from "../recording/database.js";
import { recordingDialect } from "../recording/dialect.js";

class Point extends Embedded {
  x = field.integer();
  y = field.integer({ default: 0 });
}

/** Its class keeps a secret of its own, so that it is made by way of its constructor. */
class Counter extends Embedded {
  start = field.integer({ default: 1 });
  #calls = 0;

  next(): number {
    this.#calls += 1;
    return this.start + this.#calls;
  }
}

class Shape extends Model {
  id = field.id();
  at = embedded(Point);
  counter = embedded(Counter, { nullable: true });
}

class Kept extends Model {
  id = field.id();
  #touched = 0;
  at = embedded(Point);
  counter = embedded(Counter, { nullable: true });

  touched(): number {
    return this.#touched;
  }
}

const dialect = recordingDialect();
const hydrate = (model: typeof Shape | typeof Kept, row: unknown[]) =>
  rowPlan(dialect, metaOf(model)).hydrate(row, new Group({}, 1)) as Shape;

describe.each([Shape, Kept])("the embedded objects of %o", (model) => {
  test("are made from a row, by way of their constructor where they need it", () => {
    const record = hydrate(model, [1, 2, 3, 5]);
    expect(record.at).toBeInstanceOf(Point);
    expect([record.at.x, record.at.y, record.counter?.next(), record.counter?.next()]).toEqual([2, 3, 6, 7]);
    expect(hydrate(model, [1, 2, 3, null]).counter).toBeNull();
    expect(record.$isDirty).toBe(false);
  });

  test("of a new record are its own at once, also the last of the class", async () => {
    await recordingDatabase();
    const counter = new Counter({ start: 3 });
    const record = new model({ at: { x: 1 }, counter });
    expect(record.counter?.next()).toBe(4);
    expect(record.counter).not.toBe(counter);
    const first = record.at;
    record.at = new Point({ x: 9 });
    expect([first.x, record.at.x, record.at.y]).toEqual([1, 9, 0]);
    await Promise.resolve();
    const other = new model({ at: { x: 1 } });
    await Promise.resolve();
    other.counter = record.counter;
    (other.counter as Counter).start = 8;
    expect(record.counter?.start).toBe(3);
  });

  test("are seen by whoever looks at a record", () => {
    const record = hydrate(model, [1, 2, 3, null]);
    expect(inspect(record)).toContain("at: Point { x: 2, y: 3 }");
    expect({ ...record }).toEqual({ id: 1, at: record.at, counter: null });
    expect(structuredClone(record)).toEqual({ id: 1, at: { x: 2, y: 3 }, counter: null });
    const proxied = new Proxy(record, {});
    proxied.at.x = 7;
    proxied.counter = new Counter();
    expect([record.at.x, record.counter?.start]).toEqual([7, 1]);
  });
});

test("classes that share a base have its fields", () => {
  class Tagged extends Embedded {
    tag = field.string(5, { default: "t" });
  }
  class Price extends Tagged {
    sum = field.decimal(6, 2);
  }
  class Ware extends Model {
    id = field.id();
    price = embedded(Price);
  }
  const ware = new Ware({ price: { sum: "1.00" } });
  expect([ware.price.tag, ware.price instanceof Tagged]).toEqual(["t", true]);
  expect(() => ware.assign({ price: new Tagged() as Price })).toThrow("price: takes an object of Price");
});
