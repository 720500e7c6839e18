import { QueryError } from "../errors/usage.js";
import { describe } from "../fields/numeric-type.js";
import { heldBy } from "../record/changes.js";
import { keyText } from "../record/key-text.js";
import { stateIfRecord } from "../record/state.js";
import { withScope } from "./scope.js";

/** Who acts: a saved record such as a user, or a name or a number of your own. */
export type Actor = object | string | number | bigint;

/**
 * Runs `work` with `actor` as the one who does it: what it writes to audited models is entered under that name, through
 * timers and parallel awaits too. `null` for nobody. Gives what `work` gives. Throws `QueryError` for what is no actor,
 * or a record that was not saved.
 *
 * @example
 * class Invoice extends Model {
 *   id = field.id();
 *   sum = field.decimal(10, 2);
 *
 *   static audited = true;
 * }
 * await db.createTables({ models: [Invoice] });
 * const alice = await User.findByOrFail({ username: "alice" });
 * const invoice = await withActor(alice, () => Invoice.create({ sum: "25.00" }));
 * const [entry] = await AuditEntry.of(invoice);
 * console.assert(entry?.action === "create" && entry.actorModel === "User" && entry.actor === String(alice.id));
 */
export function withActor<R>(actor: Actor | null, work: () => R): R {
  return withScope({ actor: actor === null ? undefined : readActor(actor) }, work);
}

function readActor(actor: unknown): { readonly key: string; readonly model: string | null } {
  const state = stateIfRecord(actor);
  if (state !== undefined) {
    const { meta } = state;
    if (state.phase === "new") {
      throw new QueryError(`This ${meta.name} was never saved, so nobody could tell later who it was. Save it first.`, {
        model: meta.name,
      });
    }
    return { key: keyText(meta, (column) => heldBy(actor as object, column)), model: meta.name };
  }
  const isName = typeof actor === "string" && actor !== "";
  if (isName || typeof actor === "bigint" || (typeof actor === "number" && Number.isFinite(actor))) {
    return { key: String(actor), model: null };
  }
  throw new QueryError(
    `withActor takes a saved record, a name or a number, or null for nobody; not ${describe(actor)}.`,
  );
}
