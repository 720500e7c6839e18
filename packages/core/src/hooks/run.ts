import type { Engine } from "../connection/engine.js";
import { transactionOf } from "../connection/engine.js";
import { putOff } from "../connection/put-off.js";
import { currentScope, withScope } from "../connection/scope.js";
import { QueryError } from "../errors/usage.js";
import type { HookName, SaveEvent } from "./hooks.js";
import type { ModelHooks } from "./hooks-of.js";

/** Runs the hooks of one name, if the record's model has any. Each is told anew, since the one before may set properties. */
export async function runHook(
  hooks: ModelHooks | undefined,
  name: HookName,
  record: object,
  event?: () => SaveEvent,
): Promise<void> {
  const list = hooks?.[name];
  if (list === undefined) return;
  const running = new Map(currentScope().hooks).set(record, name);
  await withScope({ hooks: running }, async () => {
    for (const hook of list) await hook.call(record, event?.());
  });
}

/** The hook of this record that is running in the present call. */
export function runningHook(record: object): string | undefined {
  return currentScope().hooks.get(record);
}

/** A record that is being written cannot be written from before that. */
export function refuseWithinBefore(record: object, model: string, verb: string): void {
  const name = runningHook(record);
  if (name === undefined || !name.startsWith("before")) return;
  throw new QueryError(
    `${model}.${name} calls ${verb} on the record that is being written: it would wait for itself. Set properties instead; they are written after it.`,
    { model },
  );
}

/** Has `afterCommit` or `afterRollback` of a record run once it is known which of them. */
export async function noteWritten(hooks: ModelHooks | undefined, engine: Engine, record: object): Promise<void> {
  if (hooks?.afterCommit === undefined && hooks?.afterRollback === undefined) return;
  const top = transactionOf(engine)?.top;
  const once = (name: "afterCommit" | "afterRollback") => (): Promise<void> | undefined =>
    top === undefined || isFirst(top, name, record) ? runHook(hooks, name, record) : undefined;
  putOff(engine, "rolled back", once("afterRollback"));
  if (!putOff(engine, "committed", once("afterCommit"))) await runHook(hooks, "afterCommit", record);
}

/** Who has heard how a transaction ended: a record that was saved twice in it is told once. */
const told = {
  afterCommit: new WeakMap<object, WeakSet<object>>(),
  afterRollback: new WeakMap<object, WeakSet<object>>(),
};

function isFirst(top: object, name: keyof typeof told, record: object): boolean {
  const records = told[name].get(top) ?? new WeakSet();
  told[name].set(top, records);
  const first = !records.has(record);
  records.add(record);
  return first;
}
