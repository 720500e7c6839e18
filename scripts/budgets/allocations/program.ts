import { writeFileSync } from "node:fs";
import { connect, field, Model, manyToOne, oneToMany, withRequest } from "../../../packages/core/src/index.js";
import { postgres } from "../../../packages/postgres/src/index.js";
import type { budgets } from "../budgets.js";
import { type Counted, countAllocations, repeat } from "./count.js";
import { Places } from "./places.js";
import { recordServer, replayServer } from "./replayed-server.js";

// Run twice: once for the server to be recorded, and once to count, with the same statements answered from the record.
const [exchange = "", result = "", bundle = "", root = ""] = process.argv.slice(2);
const isRecorded = result === "";
const keep = isRecorded ? await recordServer(exchange) : replayServer(exchange);

class Writer extends Model {
  id = field.id();
  name = field.string(40);
  active = field.boolean({ default: true });
  joined = field.dateTime();
  texts = oneToMany(() => Text);
}

class Text extends Model {
  id = field.id();
  title = field.string(40);
  writerId = field.foreignKey(() => Writer);
  writer = manyToOne(() => Writer);
}

class Hooked extends Model {
  id = field.id();
  name = field.string(40);

  beforeSave(): void {}
}

const url = "postgres://postgres@localhost/postgres";
const db = await connect({ dialect: postgres, url, models: [Writer, Text, Hooked] });
await db.createTables();
const joined = new Date("2026-01-01T00:00:00Z");
for (let i = 0; i < 20; i++) {
  const { id: writerId } = await Writer.create({ name: `writer ${i}`, joined });
  await Text.create({ title: `text ${i}`, writerId });
}
const writer = await Writer.find(1);
const hooked = await Hooked.create({ name: "a" });

/** Saves a record under a name that it did not have. */
function rename(record: { name: string; save(): PromiseLike<unknown> }): PromiseLike<unknown> {
  record.name = record.name === "a" ? "b" : "a";
  return record.save();
}

const active = () => Writer.where({ active: true }).orderBy("id");

const calls: Record<keyof typeof budgets.allocations, () => PromiseLike<unknown>> = {
  find: () => Writer.find(1),
  "find in vain": () => Writer.findOrNull(404),
  "find in a request": () => withRequest({ id: "1" }, () => Writer.find(1)),
  "find with a listener": () => Writer.find(1),
  "findMany of two": () => Writer.findMany([2, 1]),
  "list of ten": () => active().limit(10),
  "list of twenty": () => active().limit(20),
  "list of ten with writers": () => Text.orderBy("id").limit(10).with("writer"),
  create: () => Writer.create({ name: "c", joined }),
  "save of a change": () => rename(writer),
  "save of a change with a hook": () => rename(hooked),
  "save of nothing": () => writer.save(),
  "transaction of a find": () => db.transaction(() => Writer.find(1)),
};

const places = isRecorded ? undefined : new Places(bundle, root);
const counted: Record<string, Counted> = {};
for (const [name, call] of Object.entries(calls)) {
  // As soon as something ran in a scope, Node follows every promise of the process, which costs objects of its own.
  scopes().disable();
  const forget = name === "find with a listener" ? db.on("query", () => undefined) : undefined;
  if (places === undefined) await repeat(call, 4);
  else counted[name] = await countAllocations(places, call);
  forget?.();
}
if (keep === undefined) writeFileSync(result, JSON.stringify(counted));
else keep();
process.exit();

/** Where calls have their scope from, which `connection/scope.ts` keeps for the process. */
function scopes(): { disable(): void } {
  const held = globalThis as unknown as Record<symbol, { disable(): void }>;
  return held[Symbol.for("@chakra-orm/scope@1")] as { disable(): void };
}
