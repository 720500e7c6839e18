import { field } from "@chakra-orm/core";

/** Nothing, or `nullable: true`. Typed as what all overloads of all builders take: they allow one or the other. */
export interface MoreOptions {
  readonly comment?: string;
}

/** A way to declare a field, with room for one more option such as `nullable`. */
export interface FieldCase {
  /** The builder of the registry that it is about. */
  readonly builder: string;
  readonly title: string;
  readonly declare: (options: MoreOptions) => unknown;
  /** Decimals of more digits than a double has: an expression of the database may lose some. */
  readonly wide?: boolean;
}

class Celsius {
  readonly degrees: number;
  constructor(degrees: number) {
    this.degrees = degrees;
  }
}

const celsius = {
  name: "celsius",
  storedAs: field.float(),
  toStored: ({ degrees }: Celsius) => degrees + 273.15,
  fromStored: (kelvin: number) => new Celsius(kelvin - 273.15),
};

const money = {
  name: "money",
  storedAs: field.decimal(20, 2),
  toStored: (cents: bigint) =>
    `${cents < 0n ? "-" : ""}${String(cents < 0n ? -cents : cents)
      .padStart(3, "0")
      .replace(/(\d\d)$/, ".$1")}`,
  fromStored: (text: string) => BigInt(text.replace(".", "")),
};

/** No further option. */
export const none: MoreOptions = {};
/** The column takes NULL. */
export const nullable: MoreOptions = { nullable: true } as MoreOptions;

type Declare = FieldCase["declare"];
const wide = ["(65, 30)", "type stored as decimal"];
const of = (builder: string, declare: Declare, title = ""): FieldCase => ({
  builder,
  wide: wide.includes(title),
  title: title === "" ? builder : `${builder} ${title}`,
  declare,
});

// What a TypeScript enum with string values is at run time.
const Colour = { Red: "red", DarkBlue: "dark blue" } as const;

const scalars: readonly FieldCase[] = [
  of("smallInteger", (o) => field.smallInteger({ ...o })),
  of("integer", (o) => field.integer({ ...o })),
  of("bigInteger", (o) => field.bigInteger({ ...o })),
  of("bigInteger", (o) => field.bigInteger({ as: "string", ...o }), 'as "string"'),
  of("bigInteger", (o) => field.bigInteger({ as: "number", ...o }), 'as "number"'),
  of("float", (o) => field.float({ ...o })),
  of("decimal", (o) => field.decimal(10, 2, { ...o }), "(10, 2)"),
  of("decimal", (o) => field.decimal(1, 0, { ...o }), "(1, 0)"),
  of("decimal", (o) => field.decimal(5, 5, { ...o }), "(5, 5)"),
  of("decimal", (o) => field.decimal(65, 30, { ...o }), "(65, 30)"),
  of("string", (o) => field.string(50, { ...o }), "(50)"),
  of("string", (o) => field.string(1, { ...o }), "(1)"),
  of("text", (o) => field.text({ ...o })),
  of("char", (o) => field.char(1, { ...o }), "(1)"),
  of("char", (o) => field.char(7, { ...o }), "(7)"),
  of("boolean", (o) => field.boolean({ ...o })),
  of("dateTime", (o) => field.dateTime({ ...o })),
  of("dateTime", (o) => field.dateTime({ precision: 0, ...o }), "precision 0"),
  of("dateTime", (o) => field.dateTime({ precision: 6, ...o }), "precision 6"),
  of("date", (o) => field.date({ ...o })),
  of("time", (o) => field.time({ ...o })),
  of("interval", (o) => field.interval({ ...o })),
  of("uuid", (o) => field.uuid({ ...o })),
  of("binary", (o) => field.binary({ ...o })),
  of("binary", (o) => field.binary(3, { ...o }), "(3)"),
  of("enum", (o) => field.enum(["a", "it's", "ünï 日本", "%_"], { ...o })),
  of("enum", (o) => field.enum(["a", "it's", "ünï 日本"], { typeName: "suite_sample", ...o }), "with a typeName"),
  of("enum", (o) => field.enum(Colour, { ...o }), "of TypeScript"),
];

/** Scalars whose values are texts. */
const texts = ["decimal", "string", "text", "char", "date", "time", "interval", "uuid", "enum"];

const encrypted: readonly FieldCase[] = [
  ...scalars
    .filter(({ builder }) => texts.includes(builder))
    .map(({ title, declare }) =>
      of("encrypted", (o) => field.encrypted(declare(o), { deterministic: true }), `${title}, deterministic`),
    ),
  of("encrypted", (o) => field.encrypted(field({ ...money }, { ...o }), { deterministic: true }), "custom type"),
  of("encrypted", (o) => field.encrypted(field.text({ ...o })), "text"),
  of("encrypted", (o) => field.encrypted(field.json({ ...o })), "json"),
];

/** Every builder whose columns a record writes, in every variation that is stored differently. */
export const fieldCases: readonly FieldCase[] = [
  ...scalars,
  of("json", (o) => field.json({ ...o })),
  of("custom", (o) => field(celsius, { ...o }), "type stored as float"),
  of("custom", (o) => field(money, { ...o }), "type stored as decimal"),
  ...encrypted,
  ...scalars.map(({ title, declare }) => of("array", (o) => field.array(declare(none), { ...o }), `of ${title}`)),
  ...scalars.map(({ title, declare }) =>
    of("array", (o) => field.array(declare(nullable), { ...o }), `of nullable ${title}`),
  ),
];

/** Builders that are kept by other behaviours: keys, references and columns that the ORM or the database fill. */
export const otherBuilders = [
  "id",
  "foreignKey",
  "createdAt",
  "updatedAt",
  "deletedAt",
  "version",
  "discriminator",
  "generated",
] as const;
