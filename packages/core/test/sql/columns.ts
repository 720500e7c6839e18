import fc from "fast-check";
import { field } from "../../src/fields/index.js";

/** In every text that these tests bind, so that one which slipped into the SQL would be found there. */
export const marker = "vᵛv";

/** Whole numbers that no text of SQL holds by chance. */
const marked = (least: number) => fc.integer({ min: least, max: least + 99_999_999 });

const text = fc.string({ unit: "grapheme", maxLength: 12 }).map((rest) => `${marker}${rest.replaceAll("\0", "")}`);
const instant = fc.date({ min: new Date("1900-01-01"), max: new Date("2400-01-01"), noInvalidDate: true });

/** One kind of field: how it is declared, values it holds, and which operators fit it. */
export interface Sort {
  readonly name: string;
  readonly make: (nullable: boolean) => unknown;
  readonly value: fc.Arbitrary<unknown>;
  readonly operators: readonly ("equality" | "order" | "text" | "instant")[];
}

/** Typed as nullable either way: whether it is, is known only when the test runs. */
const off = (nullable: boolean) => ({ nullable }) as { nullable: true };

/** Every storage kind, by a field that has it. */
export const sorts: readonly Sort[] = [
  { name: "integer", make: (n) => field.integer(off(n)), value: marked(700_000_000), operators: ["equality", "order"] },
  {
    name: "bigInteger",
    make: (n) => field.bigInteger(off(n)),
    value: fc.bigInt(7_000_000_000_000_000n, 7_999_999_999_999_999n),
    operators: ["equality", "order"],
  },
  { name: "float", make: (n) => field.float(off(n)), value: marked(600_000_000), operators: ["equality", "order"] },
  {
    name: "decimal",
    make: (n) => field.decimal(14, 2, off(n)),
    value: marked(500_000_000).map((cents) => `${cents}.25`),
    operators: ["equality", "order"],
  },
  {
    name: "string",
    make: (n) => field.string(50, off(n)),
    value: text,
    operators: ["equality", "order", "text"],
  },
  { name: "text", make: (n) => field.text(off(n)), value: text, operators: ["equality", "order", "text"] },
  { name: "boolean", make: (n) => field.boolean(off(n)), value: fc.boolean(), operators: ["equality"] },
  {
    name: "dateTime",
    make: (n) => field.dateTime(off(n)),
    value: instant,
    operators: ["equality", "order", "instant"],
  },
  {
    name: "date",
    make: (n) => field.date(off(n)),
    value: instant.map((date) => date.toISOString().slice(0, 10)),
    operators: ["equality", "order", "instant"],
  },
  { name: "uuid", make: (n) => field.uuid(off(n)), value: fc.uuid(), operators: ["equality", "order"] },
  {
    name: "enum",
    make: (n) => field.enum([`${marker}a`, `${marker}b`, `${marker}c`], off(n)),
    value: fc.constantFrom(`${marker}a`, `${marker}b`, `${marker}c`),
    operators: ["equality", "text"],
  },
  {
    name: "binary",
    make: (n) => field.binary(off(n)),
    value: fc.uint8Array({ minLength: 1, maxLength: 8 }),
    operators: ["equality"],
  },
  {
    name: "json",
    make: (n) => field.json(off(n)),
    value: fc.record({ [marker]: text, list: fc.array(marked(400_000_000), { maxLength: 3 }) }),
    operators: [],
  },
  { name: "array", make: (n) => field.array(field.string(50), off(n)), value: fc.array(text), operators: [] },
];
