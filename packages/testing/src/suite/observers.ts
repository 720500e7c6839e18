import { type Database, field, Model, observe, type SaveEvent } from "@chakra-orm/core";
import { expect, onTestFinished, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";

class Order extends Model {
  static table = "suite_observed_orders";
  id = field.id();
  note = field.string(20, { minLength: 2 });

  beforeSave(): void {
    heard.push("class beforeSave");
  }
}

class Line extends Model {
  static table = "suite_observed_lines";
  id = field.id();
}

let heard: string[] = [];

/** As a service of an app would be: with something that it was given. */
class OrderObserver {
  readonly #tell: (text: string) => void;

  constructor(tell: (text: string) => void) {
    this.#tell = tell;
  }
  beforeSave(order: Order): void {
    order.note = order.note.trim();
    this.#tell("beforeSave");
  }
  async afterSave(order: Order, { created }: SaveEvent): Promise<void> {
    await Promise.resolve();
    this.#tell(`afterSave ${created ? "new " : ""}${order.note}`);
  }
  afterDelete(order: Order): void {
    this.#tell(`afterDelete ${order.note}`);
  }
  afterCommit(order: Order): void {
    this.#tell(`afterCommit ${order.note}`);
  }
}

/** Observers of the records of one database. */
export function observers(suite: Suite): void {
  const open = async (name: string): Promise<Database> => {
    const db = await suite.open({ name, models: [Order, Line] });
    await db.createTables();
    heard = [];
    return db;
  };
  const observed = (db: Database): (() => void) => {
    const stop = observe(db, Order, new OrderObserver((text) => heard.push(`${db.name} ${text}`)));
    onTestFinished(stop);
    return stop;
  };

  test("hear of records after the hooks of the class, and may set their properties", async () => {
    const db = await open("suite one");
    observed(db);
    const orders = db.model(Order);
    const order = await orders.create({ note: " a note " });
    expect(heard.splice(0)).toEqual([
      "class beforeSave",
      "suite one beforeSave",
      "suite one afterSave new a note",
      "suite one afterCommit a note",
    ]);
    await order.delete();
    expect(heard).toEqual(["suite one afterDelete a note", "suite one afterCommit a note"]);
  });

  test("hear nothing of another database, and nothing once they were ended", async () => {
    const [one, two] = [await open("suite one"), await open("suite two")];
    const stop = observed(one);
    observed(two);
    await one.model(Order).createMany([{ note: "aa" }, { note: "bb" }]);
    expect(heard.filter((line) => line.includes("afterCommit"))).toEqual([
      "suite one afterCommit aa",
      "suite one afterCommit bb",
    ]);
    stop();
    stop();
    heard = [];
    await one.model(Order).create({ note: "cc" });
    expect(heard).toEqual(["class beforeSave"]);
  });

  test("an error undoes the write", async () => {
    const db = await open("suite one");
    const stop = observe(db, Order, {
      afterSave: () => {
        throw new Error("no");
      },
    });
    onTestFinished(stop);
    const order = new (db.model(Order))({ note: "aa" });
    expect((await failure(() => order.save())).message).toBe("no");
    expect([order.$isNew, await db.model(Order).count()]).toEqual([true, 0]);
  });

  test("what observes the commit alone takes no transaction", async () => {
    const db = await open("suite one");
    const lines = db.model(Line);
    onTestFinished(observe(db, Line, { afterCommit: (line) => heard.push(String(line.id)) }));
    const { statements, result } = await countQueries(db, () => lines.create({}));
    expect([statements.length, heard.join()]).toEqual([1, String(result.id)]);
  });

  test("what could never hear of anything is refused", async () => {
    const { db } = suite;
    expect(await failure(() => observe(db, Order, {}))).toMatchObject({ code: "MODEL_DEFINITION", model: "Order" });
    const misspelt = await failure(() => observe(db, Order, { afterComit: () => undefined } as never));
    expect(misspelt.message).toContain('Did you mean "afterCommit"?');
    expect(await failure(() => observe({} as never, Order, {}))).toMatchObject({ code: "CONFIGURATION" });
  });
}
