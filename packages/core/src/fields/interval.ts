import { type Builder, builder } from "./builder.js";
import { compareIdentity } from "./compare.js";
import { FieldDefinition, type FieldType, type Refusal } from "./definition.js";
import { describe } from "./numeric-type.js";
import { readSettings } from "./settings.js";

const number = String.raw`(-?\d{1,10})`;
const pattern = new RegExp(
  `^P(?=.)(?:${number}Y)?(?:${number}M)?(?:${number}W)?(?:${number}D)?` +
    String.raw`(?:T(?=.)(?:${number}H)?(?:${number}M)?(?:(-?)(\d{1,10})(?:\.(\d{1,6}))?S)?)?$`,
);

function refuse(value: unknown): Refusal | undefined {
  if (typeof value !== "string") {
    return { rule: "type", message: `must be a duration in a string, such as "P1DT2H", not ${describe(value)}` };
  }
  if (!pattern.test(value)) return { rule: "format", message: 'must be an ISO 8601 duration, such as "P1DT2H"' };
  const { months, days, clock } = partsOf(value);
  const fits = Math.abs(months) <= most && Math.abs(days) <= most && clock <= mostClock && clock >= -mostClock;
  return fits ? undefined : { rule: "range", message: "is longer than databases can hold" };
}

/** What a database keeps an interval in: months and days of 32 bits, microseconds of 64. */
const most = 2 ** 31 - 1;
const mostClock = 2n ** 63n - 1n;

function partsOf(value: string): { readonly months: number; readonly days: number; readonly clock: bigint } {
  const parts = pattern.exec(value) ?? [];
  const part = (i: number): number => Number(parts[i] ?? 0);
  const sign = parts[7] === "-" ? -1n : 1n;
  const fraction = BigInt((parts[9] ?? "").padEnd(6, "0"));
  const minutes = BigInt(part(5)) * 60n + BigInt(part(6));
  return {
    months: part(1) * 12 + part(2),
    days: part(3) * 7 + part(4),
    clock: minutes * 60_000_000n + sign * (BigInt(part(8)) * 1_000_000n + fraction),
  };
}

/**
 * Months, days and microseconds are what an interval is made of, and never turn into each other: a day is not always
 * 24 hours long. Within each, the largest units come first: P14M is P1Y2M, P2W is P14D, PT90M is PT1H30M.
 */
export function canonicalInterval(value: string): string {
  const { months, days, clock } = partsOf(value);
  const date = [unit(Math.trunc(months / 12), "Y"), unit(months % 12, "M"), unit(days, "D")].join("");
  const minus = clock < 0n ? "-" : "";
  const all = clock < 0n ? -clock : clock;
  const seconds = (all % 60_000_000n) / 1_000_000n;
  const micros = String(all % 1_000_000n)
    .padStart(6, "0")
    .replace(/0+$/, "");
  const time = [
    signed(minus, all / 3_600_000_000n, "H"),
    signed(minus, (all / 60_000_000n) % 60n, "M"),
    seconds > 0n || micros !== "" ? `${minus}${seconds}${micros === "" ? "" : `.${micros}`}S` : "",
  ].join("");
  return date === "" && time === "" ? "PT0S" : `P${date}${time === "" ? "" : `T${time}`}`;
}

const unit = (count: number, letter: string): string => (count === 0 ? "" : `${count}${letter}`);
const signed = (minus: string, count: bigint, letter: string): string =>
  count === 0n ? "" : `${minus}${count}${letter}`;

const type: FieldType = {
  name: "interval",
  kind: "interval",
  facets: {},
  rules: [],
  refuse,
  canonical: canonicalInterval,
  comparison: compareIdentity,
  json: { type: "string", pattern: pattern.source },
  samples: ["PT0S", "P1DT2H", "P1Y2M", "P14D", "PT36H", "PT1H30M0.5S", "P-1DT-2H", "P1M-1DT-0.000001S", "P2147483647D"],
};

/** A span of time, in a string of ISO 8601: `P1DT2H`. */
export const interval = builder<Builder<string>>(
  (options?: object) => new FieldDefinition(type, readSettings("interval", options)),
);
