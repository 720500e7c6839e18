import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import {
  field,
  Model,
  manyToOne,
  NotLoadedError,
  oneToMany,
  sql,
  ValidationError,
  type ValidationIssue,
  type Validations,
} from "../../src/index.js";
import { recordingDatabase } from "../recording/database.js";

class Trip extends Model {
  #secret = 7;
  id = field.id();
  name = field.string(20, { minLength: 2, normalize: (value) => value.trim() });
  starts = field.date();
  ends = field.date();
  price = field.decimal(8, 2, { default: "0" });
  deposit = field.decimal(8, 2, { default: "0" });
  note = field.text({ nullable: true });

  get days(): number {
    return (Date.parse(this.ends) - Date.parse(this.starts)) / 86_400_000 + this.#secret - 7;
  }

  static validations = {
    inOrder: (trip: Trip) => trip.starts <= trip.ends || { path: "ends", message: "must not be before the start" },
    deposit: async (trip: Trip) => {
      await Promise.resolve();
      return Number(trip.deposit) <= Number(trip.price) || [{ path: ["deposit"], message: "is more than the price" }];
    },
    short: (trip: Trip) => trip.days < 30 || "A trip takes less than 30 days",
    named: (trip: Trip) => trip.note === null || trip.note !== trip.name,
  } satisfies Validations<Trip>;
}

const good = { name: "Alps", starts: "2025-05-01", ends: "2025-05-09" };

/** The issues with which creation is refused, without a statement; none if it was written. */
async function issuesOf(attributes: object): Promise<readonly ValidationIssue[]> {
  const { driver } = await recordingDatabase();
  try {
    await new Trip({ id: 1, ...good, ...attributes }).save();
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    expect(driver.requests).toEqual([]);
    return error.issues;
  }
  expect(driver.requests).toHaveLength(1);
  return [];
}

const late = { path: ["ends"], rule: "inOrder", message: "must not be before the start" };
const rich = { path: ["deposit"], rule: "deposit", message: "is more than the price" };

describe("rules about several properties", () => {
  test("let pass what they answer true to", async () => {
    expect(await issuesOf({})).toEqual([]);
  });

  test("tell all that is wrong at once, each under its own name", async () => {
    expect(await issuesOf({ ends: "2025-04-01", deposit: "5" })).toEqual([late, rich]);
  });

  test("may be about the record as a whole, in words or without", async () => {
    const long = { path: [], rule: "short", message: "A trip takes less than 30 days" };
    expect(await issuesOf({ ends: "2025-09-01" })).toEqual([long]);
    expect(await issuesOf({ note: "Alps" })).toEqual([{ path: [], rule: "named", message: "is not valid" }]);
    const error = await Trip.create({ ...good, ends: "2025-09-01" }).catch((refused) => refused);
    expect(error.message).toBe("Trip is not valid, nothing was written:\n  Trip: A trip takes less than 30 days");
    expect(error.fields).toBeUndefined();
  });

  test("see normal and canonical forms", async () => {
    expect(await issuesOf({ name: " Alps ", note: "Alps" })).toHaveLength(1);
    const seen: unknown[] = [];
    class Seen extends Model {
      id = field.uuid({ primaryKey: true });
      static validations = { look: (record: Seen) => seen.push(record.id) > 0 };
    }
    await recordingDatabase();
    await Seen.create({ id: "018F4D2E-7C3A-7B1E-9C55-0242AC120002" });
    expect(seen).toEqual(["018f4d2e-7c3a-7b1e-9c55-0242ac120002"]);
  });

  test("stand beside what fields refuse, and are passed over where they read such a value", async () => {
    const short = { path: ["name"], rule: "minLength", message: "must have at least 2 characters" };
    expect(await issuesOf({ name: "x", deposit: "5" })).toEqual([short, rich]);
    const day = { path: ["ends"], rule: "format", message: 'must be a day of the calendar, such as "2024-02-29"' };
    expect(await issuesOf({ ends: "2025-02-30", deposit: "5" })).toEqual([day, rich]);
    expect(await issuesOf({ ends: null, starts: 5, deposit: "5" })).toHaveLength(3);
  });

  test("pass their own failures on, and nothing is written", async () => {
    class Broken extends Model {
      id = field.id();
      static validations = {
        fails: () => {
          throw new RangeError("of the rule's own");
        },
      };
    }
    const { driver } = await recordingDatabase();
    await expect(Broken.create({})).rejects.toThrow(RangeError);
    expect(driver.requests).toEqual([]);
  });

  test("that forget to answer let nothing pass", async () => {
    class Silent extends Model {
      id = field.id();
      static validations = { silent: () => undefined, none: () => null, one: () => 1, some: () => [] };
    }
    await recordingDatabase();
    const error = await Silent.create({}).catch((refused) => refused);
    expect(error.issues.map(({ rule }: ValidationIssue) => rule)).toEqual(["silent", "none", "one"]);
  });

  test("come down from a base, where a rule of the same name replaces another", async () => {
    abstract class Base extends Model {
      static abstract = true;
      static validations: Record<string, () => boolean | string> = { one: () => "base", two: () => "base" };
      id = field.id();
    }
    class Derived extends Base {
      static override validations = { two: () => "derived" };
    }
    await recordingDatabase();
    const error = await Derived.create({}).catch((refused) => refused);
    expect(error.issues.map(({ message }: ValidationIssue) => message)).toEqual(["base", "derived"]);
  });
});

describe("a Standard Schema for the whole record", () => {
  class Order extends Model {
    id = field.id();
    kind = field.enum(["gift", "sale"]);
    price = field.integer({ min: 0 });
    details = field.json<{ lines: number[] }>({ default: { lines: [] } });

    static validations = {
      shape: z
        .object({
          kind: z.string(),
          price: z.number(),
          details: z.object({ lines: z.array(z.number().positive()) }),
        })
        .refine(({ kind, price }) => kind !== "gift" || price === 0, { path: ["price"], message: "A gift is free" }),
    } satisfies Validations<Order>;
  }

  test("is one of Zod's, with paths into JSON", async () => {
    const { driver } = await recordingDatabase();
    await Order.create({ id: 1, kind: "gift", price: 0 });
    const requests = driver.requests.length;
    const gift = await Order.create({ id: 1, kind: "gift", price: 5 }).catch((refused) => refused);
    expect(gift.issues).toEqual([{ path: ["price"], rule: "shape", message: "A gift is free" }]);
    const bad = await Order.create({ id: 1, kind: "sale", price: 5, details: { lines: [1, -1] } }).catch((e) => e);
    expect(bad.issues).toMatchObject([{ path: ["details", "lines", 1], rule: "shape" }]);
    expect(driver.requests).toHaveLength(requests);
  });

  test("is passed over where a value that it reads was refused", async () => {
    await recordingDatabase();
    const error = await Order.create({ id: 1, kind: "gift", price: -1 }).catch((refused) => refused);
    expect(error.issues).toEqual([{ path: ["price"], rule: "min", message: "must be at least 0" }]);
  });
});

describe("an update", () => {
  const row = [1, "Alps", "2025-05-01", "2025-05-09", "9.00", "1.00", null];

  test("is asked with all values, also those that it does not change", async () => {
    const { driver } = await recordingDatabase();
    driver.answer([row]);
    const trip = await Trip.find(1);
    await expect(trip.update({ starts: "2025-06-01" })).rejects.toMatchObject({ issues: [late] });
    expect(driver.requests).toHaveLength(1);
    await trip.reload().catch(() => undefined);
  });

  test("that changes nothing asks nothing", async () => {
    const look = vi.fn(() => true);
    class Quiet extends Model {
      id = field.id();
      static validations = { look };
    }
    const { driver } = await recordingDatabase();
    driver.answer([[1]]);
    await (await Quiet.find(1)).save();
    expect(look).not.toHaveBeenCalled();
  });

  test("of a record that was read in part says which column a rule needs", async () => {
    const { driver } = await recordingDatabase();
    driver.answer([[1, "2025-05-01"]]);
    const trip = await Trip.select("id", "starts").where({ id: 1 }).only();
    trip.starts = "2025-06-01";
    const error = await trip.save().catch((refused: unknown) => refused);
    expect(error).toBeInstanceOf(NotLoadedError);
    expect(error).toMatchObject({ model: "Trip", fields: ["ends"] });
    expect((error as Error).message).toBe(
      "The rule inOrder of Trip reads ends, and this Trip was read without it, so nothing was written. Select ends as well, or read the whole row first: await record.reload().",
    );
    expect(driver.requests).toHaveLength(1);
  });

  test("of a record that was read in part is written where the rules have what they read", async () => {
    class Part extends Model {
      id = field.id();
      from = field.integer();
      to = field.integer();
      note = field.text({ default: "" });
      static validations = {
        inOrder: (part: Part) => part.from < part.to || { path: "to", message: "is too small" },
        shape: z.object({ from: z.number(), to: z.number() }),
      };
    }
    const { driver } = await recordingDatabase();
    driver.answer([[1, 2, 3]]);
    const part = await Part.omit("note").only();
    part.to = 1;
    await expect(part.save()).rejects.toMatchObject({ issues: [{ path: ["to"] }] });
    part.to = 5;
    await part.save();
    expect(driver.last.values.slice(0, 1)).toEqual([5]);
    driver.answer([[1, 2]]);
    const less = await Part.select("id", "from").only();
    less.from = 3;
    await expect(less.save()).rejects.toMatchObject({ code: "NOT_LOADED", fields: ["to"] });
  });

  test("of many rows asks the fields alone", async () => {
    const { driver } = await recordingDatabase();
    await Trip.where({ id: 1 }).update({ ends: "2020-01-01" });
    expect(driver.requests).toHaveLength(1);
    await expect(Trip.all().update({ name: "x" })).rejects.toThrow("name: must have at least 2 characters");
  });
});

test("a rule may wait for a related record", async () => {
  class Shelf extends Model {
    id = field.id();
    size = field.integer();
    boxes = oneToMany(() => Box, { backPopulates: "shelf" });
  }
  class Box extends Model {
    id = field.id();
    width = field.integer();
    shelfId = field.foreignKey(() => Shelf);
    shelf = manyToOne(() => Shelf, { backPopulates: "boxes" });
    static validations = {
      fits: async (box: Box) => (await box.shelf).size >= box.width || { path: "width", message: "is too wide" },
    };
  }
  const { driver } = await recordingDatabase();
  driver.answer([[1, 2, 1]]);
  const box = await Box.find(1);
  box.width = 9;
  driver.answer([[1, 5]]);
  await expect(box.save()).rejects.toMatchObject({ issues: [{ path: ["width"], message: "is too wide" }] });
});

test("whatever the values, a record is refused if and only if a rule does not hold", async () => {
  const { driver } = await recordingDatabase();
  class Span extends Model {
    id = field.id();
    from = field.integer({ min: -5 });
    to = field.integer({ max: 5 });
    static validations = { inOrder: (span: Span) => span.from <= span.to || { path: "to", message: "is before" } };
    static table = { checks: { in_order: sql`${sql.column("from")} <= ${sql.column("to")}` } };
  }
  const number = fc.integer({ min: -9, max: 9 });
  await fc.assert(
    fc.asyncProperty(number, number, async (from, to) => {
      const before = driver.requests.length;
      const rules = await new Span({ id: 1, from, to }).save().then(
        () => [],
        (error: ValidationError) => error.issues.map(({ rule }) => rule),
      );
      const expected = [from < -5 && "min", to > 5 && "max", from >= -5 && to <= 5 && from > to && "inOrder"];
      expect(rules).toEqual(expected.filter(Boolean));
      expect(driver.requests.length - before).toBe(rules.length === 0 ? 1 : 0);
    }),
  );
});
