import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { field, Model } from "../../src/index.js";
import { recordingDatabase } from "../recording/database.js";

class Money {
  cents: number;
  constructor(cents: number) {
    this.cents = cents;
  }
}
const money = {
  name: "money",
  storedAs: field.decimal(10, 2),
  toStored: (value: Money) => (value.cents / 100).toFixed(2),
  fromStored: (stored: string) => new Money(Math.round(Number(stored) * 100)),
};

class Everything extends Model {
  id = field.id();
  name = field.string(50, { nullable: true });
  ratio = field.float();
  at = field.dateTime();
  bytes = field.binary();
  data = field.json<Record<string, unknown>>();
  list = field.array(field.dateTime({ nullable: true }));
  price = field(money);
  amount = field.decimal(10, 2);
}

const at = "2024-02-29T12:00:00.000Z";
const row = [
  1,
  "ada",
  0.5,
  at,
  new Uint8Array([1, 2]),
  '{"a": [1, {"b": 2}], "c": null}',
  `["${at}", null]`,
  "1.50",
  "2.50",
];

async function found(): Promise<Everything> {
  const { driver } = await recordingDatabase();
  driver.answer([row.map((value) => (value instanceof Uint8Array ? value.slice() : value))]);
  return Everything.find(1);
}

const changed = (record: Everything): string[] => Object.keys(record.$changes);

describe("a record that was found", () => {
  test("has not changed, and says what the database has", async () => {
    const record = await found();
    expect([record.$isNew, record.$isDirty, record.$changes]).toEqual([false, false, {}]);
    expect(record.$original).toEqual({ ...record });
  });

  test.each<[string, keyof Everything, (record: Everything) => void]>([
    [
      "a string assigned",
      "name",
      (record) => {
        record.name = "bob";
      },
    ],
    [
      "null assigned",
      "name",
      (record) => {
        record.name = null;
      },
    ],
    [
      "minus zero, which is another number than zero",
      "ratio",
      (record) => {
        record.ratio = -0.5;
      },
    ],
    [
      "NaN assigned",
      "ratio",
      (record) => {
        record.ratio = Number.NaN;
      },
    ],
    [
      "a Date moved in place",
      "at",
      (record) => {
        record.at.setTime(5);
      },
    ],
    [
      "a Date that became invalid",
      "at",
      (record) => {
        record.at.setTime(Number.NaN);
      },
    ],
    [
      "another Date assigned",
      "at",
      (record) => {
        record.at = new Date(0);
      },
    ],
    [
      "something else than a Date assigned",
      "at",
      (record) => {
        record.at = "now" as never;
      },
    ],
    [
      "a byte changed in place",
      "bytes",
      (record) => {
        record.bytes[0] = 9;
      },
    ],
    [
      "fewer bytes",
      "bytes",
      (record) => {
        record.bytes = record.bytes.subarray(1);
      },
    ],
    [
      "JSON changed in place, deeply",
      "data",
      (record) => {
        (record.data["a"] as number[]).push(3);
      },
    ],
    [
      "a key of JSON deleted",
      "data",
      (record) => {
        delete record.data["c"];
      },
    ],
    [
      "a key of JSON added",
      "data",
      (record) => {
        record.data["d"] = 1;
      },
    ],
    [
      "JSON that JSON cannot hold",
      "data",
      (record) => {
        record.data = undefined as never;
      },
    ],
    [
      "a member of an array pushed",
      "list",
      (record) => {
        record.list.push(new Date(0));
      },
    ],
    [
      "a member of an array popped",
      "list",
      (record) => {
        record.list.pop();
      },
    ],
    [
      "a member of an array changed in place",
      "list",
      (record) => {
        record.list[0]?.setTime(0);
      },
    ],
    [
      "a member of an array set to null",
      "list",
      (record) => {
        record.list[0] = null;
      },
    ],
    [
      "a member of an array filled",
      "list",
      (record) => {
        record.list[1] = new Date(0);
      },
    ],
    [
      "an array turned around",
      "list",
      (record) => {
        record.list.reverse();
      },
    ],
    [
      "a custom value changed in place",
      "price",
      (record) => {
        record.price.cents++;
      },
    ],
    [
      "another custom value",
      "price",
      (record) => {
        record.price = new Money(1);
      },
    ],
    [
      "a decimal",
      "amount",
      (record) => {
        record.amount = "2.51";
      },
    ],
    [
      "a property set to undefined",
      "name",
      (record) => {
        record.name = undefined as never;
      },
    ],
  ])("has changed by %s", async (_, property, change) => {
    const record = await found();
    const before = structuredClone(record.$original[property] instanceof Money ? {} : record.$original[property]);
    change(record);
    expect(record.$isDirty).toBe(true);
    expect(changed(record)).toEqual([property]);
    expect(record.$changes[property]?.to).toBe(record[property]);
    if (!(record.$original[property] instanceof Money)) expect(record.$changes[property]?.from).toEqual(before);
  });

  test.each<[string, (record: Everything) => void]>([
    ["the same values", (record) => Object.assign(record, { ...record })],
    [
      "an equal Date",
      (record) => {
        record.at = new Date(at);
      },
    ],
    [
      "equal bytes of another kind",
      (record) => {
        record.bytes = Buffer.from([1, 2]);
      },
    ],
    [
      "equal JSON with its keys in another order",
      (record) => {
        record.data = { c: null, a: [1, { b: 2 }] };
      },
    ],
    [
      "an equal array",
      (record) => {
        record.list = [new Date(at), null];
      },
    ],
    [
      "an equal custom value",
      (record) => {
        record.price = new Money(150);
      },
    ],
    [
      "another way to write a decimal",
      (record) => {
        record.amount = "02.5";
      },
    ],
    [
      "a change that is taken back",
      (record) => {
        record.name = "bob";
        record.name = "ada";
      },
    ],
    [
      "an element pushed and popped",
      (record) => {
        record.list.push(null);
        record.list.pop();
      },
    ],
    [
      "properties that are no columns",
      (record) => {
        Object.assign(record, { note: "mine" });
      },
    ],
  ])("has not changed by %s", async (_, change) => {
    const record = await found();
    change(record);
    expect(changed(record)).toEqual([]);
    expect(record.$isDirty).toBe(false);
  });

  test("sees zero and minus zero, and NaN and NaN, as Object.is does", async () => {
    const { driver } = await recordingDatabase();
    driver.answer([row.with(2, 0)], [row.with(2, Number.NaN)]);
    const zero = await Everything.find(1);
    zero.ratio = -0;
    expect(changed(zero)).toEqual(["ratio"]);
    const nan = await Everything.find(1);
    nan.ratio = Number.NaN;
    expect(changed(nan)).toEqual([]);
  });
});

describe("what the database has", () => {
  test("cannot be reached through the record or what it tells", async () => {
    const record = await found();
    const told = record.$original as unknown as Everything;
    told.at.setTime(0);
    told.bytes[0] = 9;
    (told.data["a"] as number[]).push(3);
    told.list.push(null);
    told.price.cents = 0;
    expect(record.$isDirty).toBe(false);
    expect(record.$original).toEqual({ ...record });
    record.at.setTime(1);
    const from = record.$changes["at"]?.from as Date;
    from.setTime(2);
    expect(record.$changes["at"]?.from).toEqual(new Date(at));
  });

  test("is not known of a new record, in which all that is set has changed", () => {
    const record = new Everything({ name: "ada" });
    expect([record.$isNew, record.$isDirty, record.$original]).toEqual([true, true, {}]);
    expect(record.$changes).toEqual({ name: { from: undefined, to: "ada" } });
  });

  test("is what was saved", async () => {
    const { driver } = await recordingDatabase();
    driver.answer([row]);
    const record = await Everything.find(1);
    record.data["c"] = 5;
    record.list.push(null);
    await record.save();
    expect(driver.last.values).toEqual(['{"a":[1,{"b":2}],"c":5}', `["${at}",null,null]`, 1]);
    expect(record.$isDirty).toBe(false);
    await record.save();
    expect(driver.requests).toHaveLength(2);
  });

  test("stays what it was where saving fails", async () => {
    const { driver } = await recordingDatabase();
    driver.answer([row], new Error("lost"));
    const record = await Everything.find(1);
    record.name = "bob";
    await expect(record.save()).rejects.toThrow("lost");
    expect(record.$changes).toEqual({ name: { from: "ada", to: "bob" } });
  });
});

/** Edits of JSON in place, each a path into whatever is there and a value to put. */
const edits = fc.array(fc.tuple(fc.array(fc.nat(5), { minLength: 1, maxLength: 4 }), fc.jsonValue({ maxDepth: 1 })), {
  maxLength: 4,
});

function edit(root: unknown, path: readonly number[], value: unknown): void {
  let at = root as Record<string, unknown>;
  for (const [i, step] of path.entries()) {
    const keys = Object.keys(at);
    const key = keys[step % Math.max(1, keys.length)] ?? (Array.isArray(at) ? "0" : "added");
    const next = at[key];
    if (i === path.length - 1 || typeof next !== "object" || next === null) {
      Object.defineProperty(at, key, { value, enumerable: true, writable: true, configurable: true });
      return;
    }
    at = next as Record<string, unknown>;
  }
}

test("JSON edited in place at random has changed unless it is deeply equal", async () => {
  const { driver } = await recordingDatabase();
  const property = fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), edits, async (data, changes) => {
    driver.answer([row.with(5, JSON.stringify(data))]);
    const record = await Everything.find(1);
    for (const [path, value] of changes) edit(record.data, path, value);
    const before: unknown = JSON.parse(JSON.stringify(data));
    const after: unknown = JSON.parse(JSON.stringify(record.data));
    expect(changed(record)).toEqual(equals(before, after) ? [] : ["data"]);
  });
  await fc.assert(property, { numRuns: 300 });
});

/** Deep equality written anew, so that the test does not ask the code that it judges. */
function equals(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return Object.is(a, b);
  const [ofA, ofB] = [Object.keys(a), Object.keys(b)];
  if (Array.isArray(a) !== Array.isArray(b) || ofA.length !== ofB.length) return false;
  return ofA.every((key) => Object.hasOwn(b, key) && equals(a[key as never], b[key as never]));
}
