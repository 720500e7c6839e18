import { array } from "./array.js";
import { bigInteger } from "./bigint.js";
import { binary } from "./binary.js";
import { boolean } from "./boolean.js";
import { custom } from "./custom.js";
import { date } from "./date.js";
import { createdAt, dateTime, deletedAt, updatedAt } from "./datetime.js";
import { decimal } from "./decimal.js";
import { discriminator } from "./discriminator.js";
import { encrypted } from "./encrypted.js";
import { enumeration } from "./enum.js";
import { float } from "./float.js";
import { foreignKey } from "./foreign-key.js";
import { generated } from "./generated.js";
import { id } from "./id.js";
import { integer, smallInteger } from "./integer.js";
import { interval } from "./interval.js";
import { json } from "./json.js";
import { char, string, text } from "./string.js";
import { time } from "./time.js";
import { uuidField } from "./uuid.js";
import { version } from "./version.js";

/** The registry: a field type is a file, and its line here. */
const builders = {
  id,
  smallInteger,
  integer,
  bigInteger,
  float,
  decimal,
  string,
  text,
  char,
  boolean,
  dateTime,
  date,
  time,
  interval,
  uuid: uuidField,
  json,
  binary,
  array,
  enum: enumeration,
  encrypted,
  foreignKey,
  createdAt,
  updatedAt,
  deletedAt,
  version,
  discriminator,
  generated,
};

/**
 * Declares the columns of a model: `username = field.string(50, { unique: true })` in the class body.
 * Called as a function it takes a type of your own.
 *
 * @example
 * class Account extends Model {
 *   id = field.id();
 *   owner = field.string(50, { unique: true, minLength: 3 });
 *   balance = field.decimal(12, 2, { default: "0" });
 *   openedAt = field.createdAt();
 * }
 * const account = new Account({ owner: "alice" });
 * console.assert(account.balance === "0");
 */
export const field = Object.assign(custom, builders);
