import { sqlite } from "@chakra-orm/sqlite";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decimalOf } from "../src/decimal/arithmetic.js";
import { decimalOrderKey } from "../src/decimal/order-key.js";
import { absoluteDecimal, ceilDecimal, decimalRemainder, floorDecimal, roundDecimal } from "../src/decimal/rounding.js";
import { failure, rows, session } from "./session.js";

const scale = 4;
const text = (units: bigint): string => {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, "0");
  return `${units < 0n ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
};
const units = fc.oneof(fc.bigInt({ min: -50_000n, max: 50_000n }), fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }));
const order = (a: bigint | string, b: bigint | string) => (a < b ? -1 : a > b ? 1 : 0);

test("the key of a decimal sorts as the number does", () => {
  fc.assert(
    fc.property(units, units, (a, b) => {
      expect(order(decimalOrderKey(text(a)), decimalOrderKey(text(b)))).toBe(order(a, b));
    }),
    { numRuns: 5000 },
  );
});

test("numbers written differently have one key", () => {
  for (const same of [
    ["0", "-0", "0.00", "-0.00", "00"],
    ["1.5", "01.50", "1.5000"],
    ["-10", "-10.0", "-010"],
  ]) {
    expect(new Set(same.map(decimalOrderKey)).size).toBe(1);
  }
  for (const none of ["", "-", ".", "1e5", "abc", "1.2.3", "Infinity"]) {
    expect(() => decimalOrderKey(none)).toThrow(/no decimal/);
  }
});

test("a double becomes the decimal of the digits that are sure", () => {
  const cases = { "0": "0", "-2.5": "-2.5", "1e21": `1${"0".repeat(21)}`, "-1.25e-7": "-0.000000125", "100": "100" };
  for (const [given, expected] of Object.entries(cases)) expect(decimalOf(Number(given))).toBe(expected);
  expect(decimalOf(0.1 + 0.2)).toBe("0.3");
  const doubles = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e30, max: 1e30 });
  fc.assert(
    fc.property(doubles, (value) => {
      expect(Number(decimalOf(value))).toBe(Number(value.toPrecision(15)) + 0);
    }),
  );
});

test("ORDER BY through the connection's function is numeric", async () => {
  const connection = await session();
  await connection.execute(
    "create table t (v text) strict; insert into t values ('9.50'), ('10.25'), ('-2.00'), ('-10.00'), ('0.00')",
  );
  const ordered = sqlite.storages.decimal.ordered?.("v");
  expect((await rows(connection, `select v from t order by ${ordered}`)).flat()).toEqual([
    "-10.00",
    "-2.00",
    "0.00",
    "9.50",
    "10.25",
  ]);
  const above = ["10.00", "9.50"].map((bound) =>
    rows(connection, `select count(*) from t where ${ordered} > chakra_decimal(?)`, bound),
  );
  expect((await Promise.all(above)).flat(2)).toEqual([1n, 1n]);
});

test("the CHECK of a decimal takes the canonical form and nothing else", async () => {
  const connection = await session();
  const check = sqlite.storages.decimal.check?.("v", { precision: 6, scale: 2 });
  const accepts = async (value: string) =>
    (await rows(connection, `select ${check} from (select ? as v)`, value))[0]?.[0];
  for (const good of ["0.00", "9999.99", "-9999.99", "-0.01", "10.00", "-10.00"])
    expect([good, await accepts(good)]).toEqual([good, 1n]);
  for (const bad of [
    "",
    "-",
    "1",
    "1.5",
    "1.500",
    "01.50",
    "-0.00",
    "10000.00",
    "1,50",
    "--1.00",
    "1-.00",
    "1.-1",
    ".50",
    "1..50",
    "1.0.50",
    "1e3.00",
    " 1.00",
    "+1.00",
    "NaN",
  ]) {
    expect([bad, await accepts(bad)]).toEqual([bad, 0n]);
  }
  const whole = sqlite.storages.decimal.check?.("v", { precision: 2, scale: 0 });
  for (const [value, verdict] of [
    ["0", 1n],
    ["-99", 1n],
    ["100", 0n],
    ["1.", 0n],
    ["-0", 0n],
    ["00", 0n],
  ] as const) {
    expect(await rows(connection, `select ${whole} from (select ? as v)`, value)).toEqual([[verdict]]);
  }
});

test("limits of a decimal are CHECKs that compare exactly", async () => {
  const connection = await session();
  await fc.assert(
    fc.asyncProperty(units, units, fc.boolean(), async (value, limit, trimmed) => {
      const bound = trimmed ? text(limit).replace(/\.?0+$/, "") : text(limit);
      const min = sqlite.rules.min("v", { rule: "min", value: bound }, "decimal", sqlite.literal);
      const max = sqlite.rules.max("v", { rule: "max", value: bound }, "decimal", sqlite.literal);
      const [row] = await rows(connection, `select ${min}, ${max} from (select ? as v)`, text(value));
      expect(row).toEqual([BigInt(value >= limit), BigInt(value <= limit)]);
    }),
    { numRuns: 1000 },
  );
  const whole = sqlite.rules.max("v", { rule: "max", value: "100" }, "decimal", sqlite.literal);
  for (const [value, verdict] of [
    ["100", 1n],
    ["101", 0n],
    ["20", 1n],
    ["-300", 1n],
  ] as const) {
    expect(await rows(connection, `select ${whole} from (select ? as v)`, value)).toEqual([[verdict]]);
  }
});

test("a decimal that SQLite summed in floating point is refused, not rounded", async () => {
  const connection = await session();
  const [row] = await rows(connection, "select sum(v) from (select '0.10' as v union all select '0.20')");
  const error = await failure(
    Promise.resolve().then(() => sqlite.storages.decimal.codec({ scale: 2 }).decode(row?.[0])),
  );
  expect(String(error)).toMatch(/floating point/);
});

test("a decimal that another program's NUMERIC column holds as a double is read as it was written", async () => {
  const { decode } = sqlite.storages.decimal.codec({ scale: 2 });
  const connection = await session();
  await connection.execute("create table others (v numeric(15, 2))");
  await fc.assert(
    fc.asyncProperty(fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n }), async (cents) => {
      const digits = String(cents < 0n ? -cents : cents).padStart(3, "0");
      const written = `${cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
      await connection.execute(`delete from others; insert into others values (${written})`);
      const [[raw] = []] = await rows(connection, "select v from others");
      expect(decode(raw)).toBe(written);
    }),
  );
  for (const inexact of [0.1 + 0.2, 8.911, 1e21, Number.NaN, 523.0600000000001]) {
    expect(() => decode(inexact), String(inexact)).toThrow(/floating point/);
  }
  expect(decode(-0)).toBe("0.00");
});

describe("arithmetic", () => {
  const { aggregate, arithmetic } = sqlite.storages.decimal;

  test("sums, differences and products are exact and canonical", async () => {
    const connection = await session();
    const sums = (["+", "-", "*"] as const).map((operator) => arithmetic?.(operator, "a", "b"));
    await fc.assert(
      fc.asyncProperty(units, units, async (a, b) => {
        const [row] = await rows(connection, `select ${sums} from (select ? as a, ? as b)`, text(a), text(b));
        const product = a * b;
        const digits = String(product < 0n ? -product : product).padStart(2 * scale + 1, "0");
        const written = `${product < 0n ? "-" : ""}${digits.slice(0, -2 * scale)}.${digits.slice(-2 * scale)}`;
        expect(row).toEqual([text(a + b), text(a - b), written]);
      }),
      { numRuns: 500 },
    );
    expect(
      await rows(connection, "select chakra_decimal_add('1.50', 9007199254740993), chakra_decimal_add('1', null)"),
    ).toEqual([["9007199254740994.50", null]]);
    expect(() => arithmetic?.("/", "a", "b")).toThrow(expect.objectContaining({ code: "UNSUPPORTED" }));
  });

  test("aggregates are exact, pass over NULL, and work in windows", async () => {
    const connection = await session();
    await connection.execute(
      "create table t (n integer primary key, v text) strict; insert into t (v) values ('9.50'), (null), ('10.25'), ('-2.00')",
    );
    const all = (["sum", "avg", "min", "max"] as const).map((name) => aggregate?.(name, "v"));
    expect(await rows(connection, `select ${all} from t`)).toEqual([["17.75", "5.9166666666666667", "-2.00", "10.25"]]);
    expect(await rows(connection, `select ${all} from t where v is null`)).toEqual([[null, null, null, null]]);
    const moving = `${aggregate?.("sum", "v")} over (order by n rows between 1 preceding and current row)`;
    expect((await rows(connection, `select ${moving} from t order by n`)).flat()).toEqual([
      "9.50",
      "9.50",
      "10.25",
      "8.25",
    ]);
    await connection.execute("delete from t; insert into t (v) values ('-0.50'), ('-0.75'), ('-1.00')");
    expect(await rows(connection, `select ${aggregate?.("avg", "v")} from t`)).toEqual([["-0.7500000000000000"]]);
  });
});

test("decimals are rounded as whole numbers are divided: exactly, a half away from zero", () => {
  const cents = fc.bigInt(-(10n ** 30n), 10n ** 30n);
  const texts = cents.map((units) => {
    const digits = String(units < 0n ? -units : units).padStart(3, "0");
    return `${units < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
  });
  fc.assert(
    fc.property(texts, (text) => {
      const units = BigInt(text.replace(".", ""));
      const [floor, ceiling, rounded] = [floorDecimal(text), ceilDecimal(text), roundDecimal(text, 0)].map(BigInt);
      expect((floor as bigint) * 100n <= units && units < ((floor as bigint) + 1n) * 100n).toBe(true);
      expect((ceiling as bigint) * 100n >= units && units > ((ceiling as bigint) - 1n) * 100n).toBe(true);
      const off = (rounded as bigint) * 100n - units;
      expect(units < 0n ? off >= -50n && off < 50n : off > -50n && off <= 50n).toBe(true);
      expect(roundDecimal(text, 2)).toBe(units === 0n ? "0.00" : text);
      expect(absoluteDecimal(text)).toBe(units === 0n ? "0.00" : text.replace("-", ""));
    }),
  );
  expect([roundDecimal("-0.4", 0), roundDecimal("1250", -2), roundDecimal("9.995", 2)]).toEqual(["0", "1300", "10.00"]);
  expect([decimalRemainder("-7.5", "2"), decimalRemainder("7", "0")]).toEqual(["-1.5", null]);
});
