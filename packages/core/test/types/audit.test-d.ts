import { AuditEntry, type AuditOptions, field, Model, type Plain, withActor } from "../../src/index.js";
import type { All, Equal } from "./equal.js";

class Bill extends Model {
  id = field.id();
  sum = field.decimal(8, 2);
  static audited = { only: ["sum"], model: () => BillHistory } satisfies AuditOptions<Bill>;
}

class BillHistory extends AuditEntry {
  static override table = { ...AuditEntry.table, name: "bill_history" };
  host = field.string(20, { default: "" });
}

class Wrong extends Model {
  id = field.id();
  static audited = {
    // @ts-expect-error: no property of the model
    only: ["sum"],
  } satisfies AuditOptions<Wrong>;
}

const bill = new Bill({ sum: "1.00" });
const entries = await BillHistory.of(bill);
const [entry] = entries;

export type Cases = All<
  [
    Equal<typeof entries, BillHistory[]>,
    Equal<Plain<NonNullable<typeof entry>["action"]>, "create" | "update" | "delete" | "restore" | "upsert">,
    Equal<ReturnType<typeof acts>, Promise<number>>,
  ]
>;

function acts() {
  return withActor(bill, () => Wrong.count());
}

// @ts-expect-error: a record is wanted
AuditEntry.of({ id: 1 });
// @ts-expect-error: nobody is null
withActor(undefined, acts);
