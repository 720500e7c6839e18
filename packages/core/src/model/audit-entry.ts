import { field } from "../fields/index.js";
import type { JsonValue } from "../fields/json.js";
import { tableText } from "../persistence/audit/entries.js";
import { homeOf } from "../persistence/home.js";
import { Query } from "../query/query.js";
import { startQuery } from "../query/state.js";
import { heldBy } from "../record/changes.js";
import { keyText } from "../record/key-text.js";
import { stateOf } from "../record/state.js";
import { auditModel } from "../schema/audited.js";
import { metaOf } from "../schema/registry.js";
import type { TableOptions } from "../schema/table-options.js";
import { Model } from "./model.js";
import type { ModelClass } from "./types.js";

/** What became of one property; of a hidden one only that it changed. */
export interface AuditChange {
  /** What it was, as JSON shows it. Not there where one statement wrote many rows, which does not tell. */
  readonly from?: JsonValue;
  readonly to?: JsonValue;
  readonly redacted?: boolean;
}

/**
 * What happened to one row of an audited model: written in the transaction of the change, and read as any other model.
 * A subclass with a table of its own may have further fields, with defaults.
 *
 * @example
 * class Price extends Model {
 *   id = field.id();
 *   sum = field.decimal(10, 2);
 *
 *   static audited = true;
 * }
 * await db.createTables({ models: [Price] });
 * const price = await Price.create({ sum: "1.00" });
 * await price.update({ sum: "2.00" });
 * const entries = await AuditEntry.of(price);
 * console.assert(entries.map((entry) => entry.action).join() === "create,update");
 * console.assert(entries[1]?.changes["sum"]?.from === "1.00");
 */
export class AuditEntry extends Model {
  static table = {
    name: "audit_entries",
    indexes: [["table", "key"]],
    orderBy: "id",
  } satisfies TableOptions<AuditEntry>;

  id = field.id();
  at = field.dateTime();
  /** Who did it, as `withActor` was told: the key of a record, or a name. */
  actor = field.string(500, { nullable: true });
  /** The actor's model, where it is a record. */
  actorModel = field.string(100, { nullable: true });
  /** An upsert created the row or changed it; its changes are what the row held then. */
  action = field.enum(["create", "update", "delete", "restore", "upsert"]);
  model = field.string(100);
  table = field.string(200, { column: "table_name" });
  /** The row's primary key as text; of a composite one the list of its values in JSON. */
  key = field.string(500, { column: "record_key" });
  /** By property. */
  changes = field.json<Readonly<Record<string, AuditChange>>>();

  /** The entries about a record, the oldest first. Called on a subclass, those in its table. */
  static of<E extends AuditEntry>(this: ModelClass<E>, record: Model): Query<E> {
    const state = stateOf(record);
    const { meta } = state;
    const key = keyText(meta, (column) => heldBy(record, column));
    const start = startQuery(metaOf(this));
    const query = new Query<E>({ ...start, engine: homeOf(state) });
    return query.where({ table: tableText(meta), key } as never);
  }

  static {
    // How what lies below the models finds it.
    Object.defineProperty(Model, auditModel, { value: AuditEntry });
  }
}
