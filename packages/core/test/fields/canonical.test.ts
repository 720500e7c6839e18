import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FieldDefinition, FieldType } from "../../src/fields/definition.js";
import { canonicalInterval } from "../../src/fields/interval.js";
import { compareNumbers } from "../../src/fields/limits.js";
import { field, uuid } from "../../src/index.js";

const typeOf = (definition: unknown): FieldType => (definition as FieldDefinition).type as FieldType;
const canonicalOf = (type: FieldType, value: unknown): unknown => type.canonical?.(value as never) ?? value;

/** What an interval is made of: months, days and microseconds, which never turn into each other. */
interface Parts {
  readonly months: bigint;
  readonly days: bigint;
  readonly micros: bigint;
}

/** Reads an interval anew, so that the test does not ask the code that it judges. */
function partsOf(text: string): Parts {
  const [date = "", time = ""] = text.slice(1).split("T");
  const sum = (part: string, units: Readonly<Record<string, bigint>>): bigint => {
    let total = 0n;
    for (const [, sign, whole = "", fraction = "", unit = ""] of part.matchAll(/(-?)(\d+)(?:\.(\d+))?([A-Z])/g)) {
      const scale = units[unit] ?? 0n;
      const amount = BigInt(whole) * scale + (fraction === "" ? 0n : BigInt(fraction.padEnd(6, "0")));
      total += sign === "-" ? -amount : amount;
    }
    return total;
  };
  return {
    months: sum(date, { Y: 12n, M: 1n }),
    days: sum(date, { W: 7n, D: 1n }),
    micros: sum(time, { H: 3_600_000_000n, M: 60_000_000n, S: 1_000_000n }),
  };
}

const amount = fc.oneof(fc.integer({ min: -99, max: 99 }), fc.integer({ min: -9_999_999_999, max: 9_999_999_999 }));
const maybe = (letter: string) =>
  fc.option(amount, { nil: undefined }).map((n) => (n === undefined ? "" : `${n}${letter}`));
const seconds = fc.option(fc.tuple(fc.constantFrom("", "-"), fc.nat(999), fc.option(fc.stringMatching(/^\d{1,6}$/))), {
  nil: undefined,
});
const intervalText = fc
  .tuple(maybe("Y"), maybe("M"), maybe("W"), maybe("D"), maybe("H"), maybe("M"), seconds)
  .map(([years, months, weeks, days, hours, minutes, rest]) => {
    const second = rest === undefined ? "" : `${rest[0]}${rest[1]}${rest[2] === null ? "" : `.${rest[2]}`}S`;
    const time = `${hours}${minutes}${second}`;
    return `P${years}${months}${weeks}${days}${time === "" ? "" : `T${time}`}`;
  })
  .filter((text) => text !== "P");

describe("an interval", () => {
  const { refuse } = typeOf(field.interval());

  test("has one form, which means the same and is its own", () => {
    const property = fc.property(intervalText, (text) => {
      const { months, days, micros } = partsOf(text);
      const size = (n: bigint) => (n < 0n ? -n : n);
      const fits = size(months) < 2n ** 31n && size(days) < 2n ** 31n && size(micros) < 2n ** 63n;
      expect(refuse(text)?.rule).toBe(fits ? undefined : "range");
      if (!fits) return;
      const canonical = canonicalInterval(text);
      expect(refuse(canonical)).toBeUndefined();
      expect(partsOf(canonical)).toEqual(partsOf(text));
      expect(canonicalInterval(canonical)).toBe(canonical);
    });
    fc.assert(property, { numRuns: 2000 });
  });

  test("has equal forms exactly where it means the same", () => {
    const property = fc.property(intervalText, intervalText, (one, other) => {
      const [a, b] = [partsOf(one), partsOf(other)];
      const same = a.months === b.months && a.days === b.days && a.micros === b.micros;
      expect(canonicalInterval(one) === canonicalInterval(other)).toBe(same);
    });
    fc.assert(property, { numRuns: 1000 });
  });

  test.each([
    ["P14M", "P1Y2M"],
    ["P2W", "P14D"],
    ["PT90M", "PT1H30M"],
    ["PT36H", "PT36H"],
    ["P0D", "PT0S"],
    ["PT0.5S", "PT0.5S"],
    ["PT-0.5S", "PT-0.5S"],
    ["P1Y-13M", "P-1M"],
    ["PT1H-61M", "PT-1M"],
    ["PT0.100000S", "PT0.1S"],
  ])("%s is %s", (text, canonical) => {
    expect(canonicalInterval(text)).toBe(canonical);
  });

  test.each([
    "",
    "P",
    "PT",
    "P1",
    "1D",
    "P1.5D",
    "P1DT",
    "PT1.1234567S",
    "P1H",
    "PT1Y",
    "p1d",
    "P1D ",
    "P1D1Y",
    "P+1D",
  ])("%j is none", (text) => {
    expect(refuse(text)).toMatchObject({ rule: "format" });
  });
});

const digits = (most: number) => fc.stringMatching(new RegExp(`^\\d{1,${most}}$`));

describe("a decimal", () => {
  const sizes = fc
    .tuple(fc.integer({ min: 1, max: 40 }), fc.nat(40))
    .filter(([precision, scale]) => scale <= precision);
  const texts = fc
    .tuple(fc.constantFrom("", "-"), digits(30), fc.option(digits(20)))
    .map(([sign, whole, fraction]) => `${sign}${whole}${fraction === null ? "" : `.${fraction}`}`);

  test("that is not refused has one form, equal in value, of exactly its scale", () => {
    const property = fc.property(sizes, texts, ([precision, scale], text) => {
      const type = typeOf(field.decimal(precision, scale));
      const [whole = "", fraction = ""] = text.replace("-", "").split(".");
      const fits = fraction.replace(/0+$/, "").length <= scale && whole.replace(/^0+/, "").length <= precision - scale;
      expect(type.refuse(text) === undefined).toBe(fits);
      if (!fits) return;
      const canonical = canonicalOf(type, text) as string;
      expect(compareNumbers(canonical, text)).toBe(0);
      expect(canonical).toMatch(scale === 0 ? /^-?(0|[1-9]\d*)$/ : new RegExp(`^-?(0|[1-9]\\d*)\\.\\d{${scale}}$`));
      expect(canonical).not.toMatch(/^-[0.]*$/);
      expect(canonicalOf(type, canonical)).toBe(canonical);
      expect(type.refuse(canonical)).toBeUndefined();
    });
    fc.assert(property, { numRuns: 2000 });
  });

  test.each(["", "-", ".5", "5.", "1e3", "+1", " 1", "1,5", "NaN", "Infinity", "--1", "0x1", "١"])(
    "%j is none",
    (text) => {
      expect(typeOf(field.decimal(10, 2)).refuse(text)).toMatchObject({ rule: "type" });
    },
  );

  test("is ordered as numbers are, exactly", () => {
    const property = fc.property(
      fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
      fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
      (a, b) => {
        const text = (n: bigint) => {
          const all = String(n < 0n ? -n : n).padStart(6, "0");
          return `${n < 0n ? "-" : ""}${all.slice(0, -5)}.${all.slice(-5)}`;
        };
        expect(Math.sign(compareNumbers(text(a), text(b)))).toBe(a < b ? -1 : a > b ? 1 : 0);
      },
    );
    fc.assert(property);
  });
});

describe("a time of day", () => {
  const type = typeOf(field.time());
  const two = (most: number) => fc.nat(most).map((n) => String(n).padStart(2, "0"));
  const times = fc
    .tuple(two(23), two(59), fc.option(fc.tuple(two(59), fc.option(digits(6)))))
    .map(([h, m, rest]) => `${h}:${m}${rest === null ? "" : `:${rest[0]}${rest[1] === null ? "" : `.${rest[1]}`}`}`);

  test("has one form, with seconds and without zeros at the end", () => {
    const property = fc.property(times, (text) => {
      expect(type.refuse(text)).toBeUndefined();
      const canonical = canonicalOf(type, text) as string;
      expect(canonical).toMatch(/^\d\d:\d\d:\d\d(\.\d{0,5}[1-9])?$/);
      expect(canonicalOf(type, canonical)).toBe(canonical);
      const [seconds, micros = ""] = canonical.split(".");
      const [given, fraction = ""] = (text.length === 5 ? `${text}:00` : text).split(".");
      expect([seconds, micros.padEnd(6, "0")]).toEqual([given, fraction.padEnd(6, "0")]);
    });
    fc.assert(property);
  });

  test.each(["24:00", "12:60", "12:00:60", "12", "1:00", "12:00:00.", "12:00:00.1234567", "12:00Z", "12:00:00+01"])(
    "%j is none",
    (text) => {
      expect(type.refuse(text)).toMatchObject({ rule: "format" });
    },
  );
});

describe("a UUID", () => {
  const type = typeOf(field.uuid());

  test("has one form, in lower case", () => {
    const property = fc.property(fc.uuid(), (text) => {
      expect(type.refuse(text.toUpperCase())).toBeUndefined();
      expect(canonicalOf(type, text.toUpperCase())).toBe(text.toLowerCase());
    });
    fc.assert(property);
  });

  test("is made at random or in the order of time", () => {
    const made = Array.from({ length: 1000 }, () => uuid.v7());
    expect(made.toSorted()).toEqual(made);
    expect(made.every((one) => type.refuse(one) === undefined && one[14] === "7")).toBe(true);
    const random = Array.from({ length: 1000 }, () => uuid.v4());
    expect(new Set(random).size).toBe(1000);
    expect(random.every((one) => type.refuse(one) === undefined && one[14] === "4")).toBe(true);
  });

  test.each([
    "",
    "018f4d2e7c3a7b1e9c550242ac120002",
    "{018f4d2e-7c3a-7b1e-9c55-0242ac120002}",
    "018f4d2e-7c3a-7b1e-9c55-0242ac12000g",
  ])("%j is none", (text) => {
    expect(type.refuse(text)).toMatchObject({ rule: "format" });
  });
});

describe("a day", () => {
  const { refuse } = typeOf(field.date());

  test("is one of the calendar, from the year 1 to 9999", () => {
    const days = fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31T23:59:59Z"), noInvalidDate: true });
    const property = fc.property(days, (day) => {
      expect(refuse(day.toISOString().slice(0, 10))).toBeUndefined();
    });
    fc.assert(property);
  });

  test.each([
    "2023-02-29",
    "2024-02-30",
    "2024-13-01",
    "2024-00-01",
    "0000-01-01",
    "2024-1-1",
    "24-01-01",
    "2024-01-01T00:00",
    "",
    "-2024-01-01",
    "10000-01-01",
  ])("%j is none", (text) => {
    expect(refuse(text)).toMatchObject({ rule: "format" });
  });
});

describe("an instant", () => {
  test("keeps as many digits of a second as it says, and no more than a Date has", () => {
    const property = fc.property(
      fc.date({ noInvalidDate: true }),
      fc.integer({ min: 0, max: 6 }),
      (date, precision) => {
        const type = typeOf(field.dateTime({ precision }));
        const canonical = canonicalOf(type, date) as Date;
        const unit = 10 ** (3 - Math.min(3, precision));
        expect(canonical.getTime() % unit).toBe(canonical.getTime() < 0 ? -0 : 0);
        expect(date.getTime() - canonical.getTime()).toBeGreaterThanOrEqual(0);
        expect(date.getTime() - canonical.getTime()).toBeLessThan(unit);
        expect(canonicalOf(type, canonical)).toEqual(canonical);
      },
    );
    fc.assert(property);
  });
});
