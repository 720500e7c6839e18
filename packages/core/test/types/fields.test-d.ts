import type { StandardSchemaV1 } from "@standard-schema/spec";
import {
  type BigIntegerText,
  type Column,
  type Computed,
  type Decimal,
  type Defaulted,
  field,
  type JsonValue,
  type Managed,
  Model,
  type Plain,
  sql,
  uuid,
} from "../../src/index.js";
import type { All, Equal } from "./equal.js";
import { Level, type Money, money, Post, Tag, User } from "./models.js";

const now = () => new Date();

/** Every builder three times: plain, nullable, with a default. */
class Fields extends Model {
  id = field.id();
  small = field.smallInteger();
  smallOrNull = field.smallInteger({ nullable: true });
  integer = field.integer({ min: 0, max: 10 });
  integerOrNull = field.integer({ nullable: true, default: null });
  integerOr0 = field.integer({ default: 0 });
  float = field.float();
  floatOrNull = field.float({ nullable: true });
  floatOr0 = field.float({ default: () => 0 });
  decimal = field.decimal(10, 2, { min: "0" });
  decimalOrNull = field.decimal(10, 2, { nullable: true });
  decimalOr0 = field.decimal(10, 2, { default: "0" });
  string = field.string(50, { nullable: false });
  stringOrNull = field.string(50, { nullable: true, default: "a" });
  stringOrA = field.string(50, { default: "a", nullable: false });
  text = field.text({ onUpdate: () => "touched" });
  textOrNull = field.text({ nullable: true });
  textOrSql = field.text({ default: sql`current_user` });
  char = field.char(2);
  charOrNull = field.char(2, { nullable: true });
  charOrDe = field.char(2, { default: "de" });
  boolean = field.boolean();
  booleanOrNull = field.boolean({ nullable: true });
  booleanOrTrue = field.boolean({ default: true });
  dateTime = field.dateTime({ precision: 6 });
  dateTimeOrNull = field.dateTime({ nullable: true });
  dateTimeOrNow = field.dateTime({ default: now, onUpdate: now });
  date = field.date();
  dateOrNull = field.date({ nullable: true });
  time = field.time();
  timeOrNoon = field.time({ default: "12:00:00" });
  interval = field.interval();
  intervalOrNull = field.interval({ nullable: true });
  uuid = field.uuid();
  uuidOrNew = field.uuid({ default: uuid.v4 });
  binary = field.binary();
  binaryOrNull = field.binary({ nullable: true });
  sizedBinary = field.binary(16, { default: new Uint8Array(16) });
  sizedBinaryOrNull = field.binary(16, { nullable: true });
}

export type PlainFields = All<
  [
    Equal<Fields["id"], Defaulted<number>>,
    Equal<Fields["small"], Column<number>>,
    Equal<Fields["smallOrNull"], Defaulted<number> | null>,
    Equal<Fields["integer"], Column<number>>,
    Equal<Fields["integerOrNull"], Defaulted<number> | null>,
    Equal<Fields["integerOr0"], Defaulted<number>>,
    Equal<Fields["float"], Column<number>>,
    Equal<Fields["floatOrNull"], Defaulted<number> | null>,
    Equal<Fields["floatOr0"], Defaulted<number>>,
    Equal<Fields["decimal"], Column<Decimal>>,
    Equal<Fields["decimalOrNull"], Defaulted<Decimal> | null>,
    Equal<Fields["decimalOr0"], Defaulted<Decimal>>,
    Equal<Fields["string"], Column<string>>,
    Equal<Fields["stringOrNull"], Defaulted<string> | null>,
    Equal<Fields["stringOrA"], Defaulted<string>>,
    Equal<Fields["text"], Column<string>>,
    Equal<Fields["textOrNull"], Defaulted<string> | null>,
    Equal<Fields["textOrSql"], Defaulted<string>>,
    Equal<Fields["char"], Column<string>>,
    Equal<Fields["charOrNull"], Defaulted<string> | null>,
    Equal<Fields["charOrDe"], Defaulted<string>>,
    Equal<Fields["boolean"], Column<boolean>>,
    Equal<Fields["booleanOrNull"], Defaulted<boolean> | null>,
    Equal<Fields["booleanOrTrue"], Defaulted<boolean>>,
    Equal<Fields["dateTime"], Column<Date>>,
    Equal<Fields["dateTimeOrNull"], Defaulted<Date> | null>,
    Equal<Fields["dateTimeOrNow"], Defaulted<Date>>,
    Equal<Fields["date"], Column<string>>,
    Equal<Fields["dateOrNull"], Defaulted<string> | null>,
    Equal<Fields["time"], Column<string>>,
    Equal<Fields["timeOrNoon"], Defaulted<string>>,
    Equal<Fields["interval"], Column<string>>,
    Equal<Fields["intervalOrNull"], Defaulted<string> | null>,
    Equal<Fields["uuid"], Column<string>>,
    Equal<Fields["uuidOrNew"], Defaulted<string>>,
    Equal<Fields["binary"], Column<Uint8Array>>,
    Equal<Fields["binaryOrNull"], Defaulted<Uint8Array> | null>,
    Equal<Fields["sizedBinary"], Defaulted<Uint8Array>>,
    Equal<Fields["sizedBinaryOrNull"], Defaulted<Uint8Array> | null>,
  ]
>;

/** Builders whose type depends on what they are given. */
class Shaped extends Model {
  bigint = field.bigInteger();
  bigintOrNull = field.bigInteger({ nullable: true, min: 0n });
  bigintOr0 = field.bigInteger({ default: 0n });
  bigintKey = field.bigInteger({ primaryKey: true, autoIncrement: true });
  number = field.bigInteger({ as: "number" });
  numberOrNull = field.bigInteger({ as: "number", nullable: true });
  digits = field.bigInteger({ as: "string", max: "10" });
  digitsOr1 = field.bigInteger({ as: "string", default: "1" });
  integerKey = field.integer({ primaryKey: true, autoIncrement: true });
  role = field.enum(["admin", "member"]);
  roleOrNull = field.enum(["admin", "member"], { nullable: true });
  roleOrMember = field.enum(["admin", "member"], { default: "member", typeName: "role" });
  level = field.enum(Level);
  levelOrNull = field.enum(Level, { nullable: true });
  levelOrLow = field.enum(Level, { default: Level.Low });
  json = field.json();
  typedJson = field.json<{ theme: string }>();
  typedJsonOrNull = field.json<{ theme: string }>({ nullable: true });
  typedJsonOrDark = field.json<{ theme: string }>({ default: { theme: "dark" } });
  labels = field.array(field.string(20));
  labelsOrNull = field.array(field.string(20), { nullable: true });
  labelsOrNone = field.array(field.string(20), { default: [] });
  holes = field.array(field.integer({ nullable: true }));
  price = field(money);
  priceOrNull = field(money, { nullable: true });
  priceOrFree = field(money, { default: (): Money => ({ cents: 0 }) });
  userId = field.foreignKey(() => User);
  userIdOrNull = field.foreignKey(() => User, { nullable: true, onDelete: "set null" });
  userIdOr1 = field.foreignKey(() => User, { default: 1 });
  tagName = field.foreignKey(() => Tag, "name");
  tagNameOrNull = field.foreignKey(() => Tag, "name", { nullable: true });
  tagNameOrNone = field.foreignKey(() => Tag, "name", { default: "none" });
  createdAt = field.createdAt();
  updatedAt = field.updatedAt({ precision: 0 });
  deletedAt = field.deletedAt();
  version = field.version();
  lower = field.generated(sql`lower(${sql.column("title")})`, field.text());
  maybe = field.generated(sql`nullif(1, 1)`, field.integer({ nullable: true }));
}

export type ShapedFields = All<
  [
    Equal<Shaped["bigint"], Column<bigint>>,
    Equal<Shaped["bigintOrNull"], Defaulted<bigint> | null>,
    Equal<Shaped["bigintOr0"], Defaulted<bigint>>,
    Equal<Shaped["bigintKey"], Defaulted<bigint>>,
    Equal<Shaped["number"], Column<number>>,
    Equal<Shaped["numberOrNull"], Defaulted<number> | null>,
    Equal<Shaped["digits"], Column<BigIntegerText>>,
    Equal<Shaped["digitsOr1"], Defaulted<BigIntegerText>>,
    Equal<Shaped["integerKey"], Defaulted<number>>,
    Equal<Shaped["role"], Column<"admin" | "member">>,
    Equal<Shaped["roleOrNull"], Defaulted<"admin" | "member"> | null>,
    Equal<Shaped["roleOrMember"], Defaulted<"admin" | "member">>,
    Equal<Shaped["level"], Column<"low" | "high">>,
    Equal<Shaped["levelOrNull"], Defaulted<"low" | "high"> | null>,
    Equal<Shaped["levelOrLow"], Defaulted<"low" | "high">>,
    Equal<Shaped["json"], Column<JsonValue>>,
    Equal<Shaped["typedJson"], Column<{ theme: string }>>,
    Equal<Shaped["typedJsonOrNull"], Defaulted<{ theme: string }> | null>,
    Equal<Shaped["typedJsonOrDark"], Defaulted<{ theme: string }>>,
    Equal<Shaped["labels"], Column<string[]>>,
    Equal<Shaped["labelsOrNull"], Defaulted<string[]> | null>,
    Equal<Shaped["labelsOrNone"], Defaulted<string[]>>,
    Equal<Shaped["holes"], Column<(number | null)[]>>,
    Equal<Shaped["price"], Column<Money>>,
    Equal<Shaped["priceOrNull"], Defaulted<Money> | null>,
    Equal<Shaped["priceOrFree"], Defaulted<Money>>,
    Equal<Shaped["userId"], Column<number>>,
    Equal<Shaped["userIdOrNull"], Defaulted<number> | null>,
    Equal<Shaped["userIdOr1"], Defaulted<number>>,
    Equal<Shaped["tagName"], Column<string>>,
    Equal<Shaped["tagNameOrNull"], Defaulted<string> | null>,
    Equal<Shaped["tagNameOrNone"], Defaulted<string>>,
    Equal<Shaped["createdAt"], Managed<Date>>,
    Equal<Shaped["updatedAt"], Managed<Date>>,
    Equal<Shaped["deletedAt"], Managed<Date> | null>,
    Equal<Shaped["version"], Managed<number>>,
    Equal<Shaped["lower"], Computed<string>>,
    Equal<Shaped["maybe"], Computed<number> | null>,
  ]
>;

export type PlainTypes = All<
  [
    Equal<Plain<Column<string>>, string>,
    Equal<Plain<Defaulted<Date> | null>, Date | null>,
    Equal<Plain<Computed<number>>, number>,
    Equal<Plain<Managed<Date>>, Date>,
    Equal<Plain<Column<boolean>>, boolean>,
    Equal<Plain<Column<"a" | "b">>, "a" | "b">,
    Equal<Plain<Column<{ theme: string }>>, { theme: string }>,
    Equal<Plain<string>, string>,
  ]
>;

export function optionsAreAccepted(schema: StandardSchemaV1<string, string>) {
  return [
    field.string(50, { normalize: (value) => value.trim(), validate: (value) => value.length > 1 || "is short" }),
    field.string(50, { validate: schema, hidden: true, readonly: true, comment: "", column: "c", index: true }),
    field.string(50, { nullable: undefined, default: undefined, unique: undefined }),
    field.integer({ nullable: true, validate: (value) => value > 1 }),
  ];
}

export function optionsAreRejected(schema: StandardSchemaV1<Date, Date>, flag: boolean) {
  // @ts-expect-error misspelt option
  field.string(50, { uniqe: true });
  // @ts-expect-error misspelt option beside a good one
  field.string(50, { nullable: true, uniqe: true });
  // @ts-expect-error misspelt option of a field without a length
  field.integer({ minimum: 1 });
  // @ts-expect-error the length is missing
  field.string({ unique: true });
  // @ts-expect-error a default of another type
  field.string(50, { default: 5 });
  // @ts-expect-error null is no default of a column that is not nullable
  field.string(50, { default: null });
  // @ts-expect-error a function that makes another type
  field.integer({ default: () => "a" });
  // @ts-expect-error the type would depend on the run
  field.string(50, { nullable: flag });
  // @ts-expect-error not a member
  field.enum(["a", "b"], { default: "c" });
  // @ts-expect-error members are strings
  field.enum([1, 2]);
  // @ts-expect-error limits have the type of the values
  field.bigInteger({ min: 0 });
  // @ts-expect-error limits of decimals are strings
  field.decimal(10, 2, { min: 0 });
  // @ts-expect-error unknown format
  field.text({ format: "phone" });
  // @ts-expect-error a validator of another type
  field.text({ validate: schema });
  // @ts-expect-error a key of a column that may be left out is already the primary one
  field.id({ nullable: true });
  // @ts-expect-error unknown action
  field.foreignKey(() => User, { onDelete: "destroy" });
  // @ts-expect-error no such property to refer to
  field.foreignKey(() => User, "nope");
  // @ts-expect-error a model whose key is not "id" needs its name
  field.foreignKey(() => Tag);
  // @ts-expect-error not a model
  field.foreignKey(() => 5);
  // @ts-expect-error the expression comes from the sql tag
  field.generated("lower(title)", field.text());
  // @ts-expect-error a generated column has no default
  field.generated(sql`1`, field.integer(), { default: 1 });
  // @ts-expect-error an array of what
  field.array();
  // @ts-expect-error a database numbers a column that has no default
  field.integer({ autoIncrement: true, default: 1 });
  // @ts-expect-error toStored gives what storedAs holds
  field({ ...money, toStored: () => 5 });
  return Post;
}
