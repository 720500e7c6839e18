import type { StandardSchemaV1 } from "@standard-schema/spec";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { field, Model, uuid, ValidationError } from "../../src/index.js";
import { recordingDatabase } from "../recording/database.js";
import { modelOf } from "../recording/model.js";

/** Saves one value in a field, and gives what was refused as `rule: message`, or what was written. */
async function saved(make: () => unknown, value: unknown): Promise<unknown> {
  const { driver } = await recordingDatabase();
  const Thing = modelOf("Thing", { id: () => field.id(), value: make });
  const record = new Thing({ id: 1 });
  record["value"] = value;
  try {
    await record.save();
  } catch (error) {
    expect(error).toBeInstanceOf(ValidationError);
    expect(driver.requests).toEqual([]);
    const { issues, fields, model, code, status } = error as ValidationError;
    expect([fields, model, code, status]).toEqual([["value"], "Thing", "VALIDATION", 422]);
    return issues.map(({ path, rule, message }) => `${path.slice(1).join(".")}${rule}: ${message}`).join("; ");
  }
  expect(driver.requests).toHaveLength(1);
  return record["value"];
}

describe("what a field refuses, with the rule and the words", () => {
  test.each<[string, () => unknown, unknown, string]>([
    ["nothing", () => field.text(), undefined, "required: is required"],
    ["null", () => field.text(), null, "required: must not be null"],
    ["a number in a text", () => field.text(), 5, "type: must be a string, not a whole number"],
    ["NUL in a text", () => field.text(), "a\0b", "storable: holds the character U+0000, which databases refuse"],
    [
      "half a pair",
      () => field.text(),
      "a\uD800",
      "storable: holds half a surrogate pair, which is no character and cannot be stored",
    ],
    ["a text that is too long", () => field.string(3), "abcd", "maxLength: may have 3 characters, not 4"],
    [
      "a text that is too short",
      () => field.string(9, { minLength: 3 }),
      "ab",
      "minLength: must have at least 3 characters",
    ],
    ["a blank text", () => field.text({ minLength: 1 }), "", "minLength: can't be blank"],
    [
      "two emoji where three characters are asked for",
      () => field.text({ minLength: 3 }),
      "😀😀",
      "minLength: must have at least 3 characters",
    ],
    ["a code of another length", () => field.char(2), "d", "length: must have exactly 2 characters, not 1"],
    ["a text that does not match", () => field.text({ pattern: /^[a-z]+$/ }), "A", "pattern: must match /^[a-z]+$/"],
    ["no e-mail address", () => field.text({ format: "email" }), "a@b@c", "format: must be an e-mail address"],
    ["no URL", () => field.text({ format: "uri" }), "example.com", "format: must be a URL with its scheme"],
    ["no host", () => field.text({ format: "hostname" }), "-a", "format: must be a host name"],
    ["no IPv4 address", () => field.text({ format: "ipv4" }), "1.2.3.256", "format: must be an IPv4 address"],
    ["no IPv6 address", () => field.text({ format: "ipv6" }), "::g", "format: must be an IPv6 address"],
    ["a fraction", () => field.integer(), 1.5, "type: must be a whole number, not a number with a fraction"],
    ["digits in a string", () => field.integer(), "5", "type: must be a whole number, not a string"],
    ["NaN", () => field.integer(), Number.NaN, "type: must be a whole number, not NaN"],
    ["too much", () => field.integer(), 2 ** 31, "range: must be between -2147483648 and 2147483647"],
    ["below min", () => field.integer({ min: 3 }), 2, "min: must be at least 3"],
    ["above max", () => field.integer({ max: 3 }), 4, "max: must be at most 3"],
    ["a number for a bigint", () => field.bigInteger(), 5, "type: must be a bigint, not a whole number"],
    ["65 bits", () => field.bigInteger(), 2n ** 63n, "range: must fit in 64 bits"],
    [
      "a bigint above max",
      () => field.bigInteger({ max: 9007199254740992n }),
      9007199254740993n,
      "max: must be at most 9007199254740992",
    ],
    [
      "an unsafe number",
      () => field.bigInteger({ as: "number" }),
      2 ** 53,
      "range: must be between -9007199254740991 and 9007199254740991",
    ],
    [
      "other digits",
      () => field.bigInteger({ as: "string" }),
      "1e3",
      "type: must be the digits of a whole number, not a string",
    ],
    ["digits above max", () => field.bigInteger({ as: "string", max: "10" }), "11", "max: must be at most 10"],
    [
      "an infinite number",
      () => field.float(),
      Number.POSITIVE_INFINITY,
      "type: must be a finite number, not an infinite number",
    ],
    [
      "a decimal as a number",
      () => field.decimal(5, 2),
      1.5,
      'type: must be a decimal in a string, such as "12.50", not a whole number'.replace(
        "whole number",
        "number with a fraction",
      ),
    ],
    ["too many decimals", () => field.decimal(5, 2), "1.234", "scale: may have 2 digits after the point"],
    ["too many digits", () => field.decimal(5, 2), "1234", "precision: may have 3 digits before the point"],
    ["a decimal below min", () => field.decimal(5, 2, { min: "-0.5" }), "-0.51", "min: must be at least -0.5"],
    ["a number for a boolean", () => field.boolean(), 1, "type: must be true or false, not a whole number"],
    ["text for a Date", () => field.dateTime(), "2024-01-01", "type: must be a Date, not a string"],
    ["an invalid Date", () => field.dateTime(), new Date(Number.NaN), "type: must be a Date, not an invalid Date"],
    [
      "a Date for a day",
      () => field.date(),
      new Date(),
      'type: must be a date in a string, such as "2024-02-29", not a Date',
    ],
    ["30 February", () => field.date(), "2024-02-30", 'format: must be a day of the calendar, such as "2024-02-29"'],
    ["25 o'clock", () => field.time(), "25:00", 'format: must be a time of day, such as "13:45:00"'],
    ["an hour in words", () => field.interval(), "1 hour", 'format: must be an ISO 8601 duration, such as "P1DT2H"'],
    ["no UUID", () => field.uuid(), "abc", "format: must be a UUID"],
    ["no member", () => field.enum(["a", "b"]), "c", 'enum: must be one of "a", "b"'],
    ["a member of Object", () => field.enum(["a"]), "constructor", 'enum: must be one of "a"'],
    ["text for bytes", () => field.binary(), "ab", "type: must be a Uint8Array or Buffer, not a string"],
    ["too many bytes", () => field.binary(2), new Uint8Array(3), "maxLength: may have 2 bytes, not 3"],
    ["no array", () => field.array(field.text()), "a", "type: must be an array, not a string"],
    [
      "a wrong member",
      () => field.array(field.integer()),
      [1, "2"],
      "type: at [1] must be a whole number, not a string",
    ],
    ["a hole", () => field.array(field.integer()), new Array(1), "required: at [0] is undefined"],
    ["null among members", () => field.array(field.integer()), [null], "required: at [0] is null"],
    [
      "undefined in JSON",
      () => field.json(),
      { a: [undefined] },
      "type: at a[0] is undefined, which would not come back from JSON the same",
    ],
    [
      "a Date in JSON",
      () => field.json(),
      { a: { b: new Date() } },
      "type: at a.b is a Date, which would not come back from JSON the same",
    ],
    [
      "a Map in JSON",
      () => field.json(),
      new Map(),
      "type: is an object, which would not come back from JSON the same",
    ],
    ["NaN in JSON", () => field.json(), [Number.NaN], "type: at [0] is NaN, which JSON cannot hold"],
    ["a bigint in JSON", () => field.json(), 5n, "type: is a bigint, which would not come back from JSON the same"],
    [
      "half a pair in a key of JSON",
      () => field.json(),
      { "\uD800": 1 },
      "storable: holds half a surrogate pair, which is no character and cannot be stored",
    ],
  ])("%s", async (_, make, value, refused) => {
    expect(await saved(make, value)).toBe(refused);
  });

  test("JSON that holds itself", async () => {
    const circle: unknown[] = [];
    circle.push(circle);
    expect(await saved(() => field.json(), circle)).toBe("depth: is nested deeper than 500 levels");
  });
});

describe("values take the form that the database gives back", () => {
  test.each<[string, () => unknown, unknown, unknown]>([
    ["a decimal", () => field.decimal(6, 2), "-007.5", "-7.50"],
    ["a UUID", () => field.uuid(), "018F4D2E-7C3A-7B1E-9C55-0242AC120002", "018f4d2e-7c3a-7b1e-9c55-0242ac120002"],
    ["a time", () => field.time(), "12:30", "12:30:00"],
    ["an interval", () => field.interval(), "P1W", "P7D"],
    ["an instant of whole seconds", () => field.dateTime({ precision: 0 }), new Date(1999), new Date(1000)],
    ["members of an array", () => field.array(field.decimal(4, 1)), ["1", "2.0"], ["1.0", "2.0"]],
    ["nothing, where nothing is allowed", () => field.decimal(4, 1, { nullable: true }), null, null],
  ])("%s", async (_, make, value, held) => {
    expect(await saved(make, value)).toEqual(held);
  });

  test("after normalize, and before validate", async () => {
    const seen: unknown[] = [];
    const make = () =>
      field.string(5, { normalize: (value) => value.trim(), validate: (value) => seen.push(value) > 0 });
    expect(await saved(make, "  ada  ")).toBe("ada");
    expect(seen).toEqual(["ada"]);
  });

  test("but normalize is not asked about null, nor validate about what the field refused", async () => {
    const fail = () => {
      throw new Error("should not be asked");
    };
    expect(await saved(() => field.text({ nullable: true, normalize: fail, validate: fail }), null)).toBe(null);
    expect(await saved(() => field.string(2, { validate: fail }), "abc")).toContain("maxLength");
  });
});

describe("normalize", () => {
  const trim = () => field.string(5, { normalize: (value) => value.trim() });

  test("is not asked about what is no value of the field's type", async () => {
    expect(await saved(trim, { trim: 1 })).toBe("type: must be a string, not an object");
    expect(await saved(trim, 7)).toBe("type: must be a string, not a whole number");
  });

  test("is asked about a value that only its other form makes fit", async () => {
    expect(await saved(trim, "   ada    ")).toBe("ada");
  });

  test("that fails is a fault of its own", async () => {
    const fails = () => {
      throw new RangeError("of its own");
    };
    await expect(saved(() => field.text({ normalize: fails }), "a")).rejects.toThrow("of its own");
    expect(await saved(() => field.date({ normalize: fails }), "x")).toMatch(/^format: /);
  });
});

describe("a rule of the user's own", () => {
  test("is a predicate that says true, false, or what is wrong", async () => {
    expect(await saved(() => field.text({ validate: () => true }), "a")).toBe("a");
    expect(await saved(() => field.text({ validate: () => false }), "a")).toBe("custom: is not valid");
    expect(await saved(() => field.text({ validate: (value) => `cannot be ${value.length} long` }), "a")).toBe(
      "custom: cannot be 1 long",
    );
  });

  test("that answers something else than true does not let the value pass", async () => {
    expect(await saved(() => field.text({ validate: (() => undefined) as never }), "a")).toBe("custom: is not valid");
    expect(await saved(() => field.text({ validate: (() => 1) as never }), "a")).toBe("custom: is not valid");
  });

  test("is a schema of Zod", async () => {
    const colour = z.string().startsWith("#").length(7);
    expect(await saved(() => field.text({ validate: colour }), "#aabbcc")).toBe("#aabbcc");
    expect(await saved(() => field.text({ validate: colour }), "red")).toMatch(/^custom: .*#.*; custom: .*7/);
  });

  test("of Zod tells where inside JSON something is wrong", async () => {
    const shape = z.object({ theme: z.object({ sizes: z.array(z.number()) }) });
    const refused = await saved(() => field.json({ validate: shape as never }), { theme: { sizes: [1, "2"] } });
    expect(refused).toMatch(/^theme\.sizes\.1custom: /);
  });

  test("is any Standard Schema, also one that takes its time", async () => {
    const slow: StandardSchemaV1<string> = {
      "~standard": {
        version: 1,
        vendor: "test",
        validate: async (value) =>
          value === "ok" ? { value } : { issues: [{ message: "is not ok", path: [{ key: "deep" }, 0] }] },
      },
    };
    expect(await saved(() => field.text({ validate: slow }), "ok")).toBe("ok");
    expect(await saved(() => field.text({ validate: slow }), "no")).toBe("deep.0custom: is not ok");
  });
});

describe("all issues come at once", () => {
  class User extends Model {
    id = field.uuid({ primaryKey: true, default: uuid.v7 });
    username = field.string(10, { minLength: 3 });
    email = field.string(50, { format: "email" });
    age = field.integer({ min: 18, nullable: true });
  }

  test("each on its path, none with a value in its message", async () => {
    const { driver } = await recordingDatabase();
    const error = await User.create({ username: "x1", email: "s3cret", age: 5 }).catch((refused) => refused);
    expect(error).toBeInstanceOf(ValidationError);
    expect(error.issues).toEqual([
      { path: ["username"], rule: "minLength", message: "must have at least 3 characters" },
      { path: ["email"], rule: "format", message: "must be an e-mail address" },
      { path: ["age"], rule: "min", message: "must be at least 18" },
    ]);
    expect(error.fields).toEqual(["username", "email", "age"]);
    expect(error.message).toContain("User is not valid, nothing was written:\n  username: must have");
    expect(error.message).not.toMatch(/s3cret|x1/);
    expect(driver.requests).toEqual([]);
  });

  test("and an update is asked only about what it changes", async () => {
    const { driver } = await recordingDatabase();
    driver.answer([["018f4d2e-7c3a-7b1e-9c55-0242ac120002", "x", "no address", 5]]);
    const user = await User.find("018f4d2e-7c3a-7b1e-9c55-0242ac120002");
    await user.update({ age: 20 });
    expect(driver.last.values).toEqual([20, user.id]);
    await expect(user.update({ username: "y" })).rejects.toThrow("username: must have at least 3 characters");
  });
});
