import { connect, field, Model, manyToMany, manyToOne, oneToMany } from "../../packages/core/src/index.js";
import type { Dialect, Driver } from "../../packages/core/src/internal.js";
import { sqlite } from "../../packages/sqlite/src/index.js";
import type { budgets } from "./budgets.js";

class Writer extends Model {
  id = field.id();
  name = field.string(40);
  texts = oneToMany(() => Text);
}

class Text extends Model {
  id = field.id();
  title = field.string(40);
  views = field.integer({ default: 0 });
  writerId = field.foreignKey(() => Writer, { onDelete: "cascade" });
  writer = manyToOne(() => Writer);
  labels = manyToMany(() => Label);
}

class Label extends Model {
  id = field.id();
  name = field.string(40);
  texts = manyToMany(() => Text);
}

/** How often each call of the budgets goes to the database. SQLite's driver is asked as every other is. */
export async function roundTrips(): Promise<Record<keyof typeof budgets.roundTrips, number>> {
  let trips = 0;
  const db = await connect({ dialect: counting(() => trips++), url: "sqlite::memory:", models: [Writer, Text, Label] });
  await db.createTables();
  const ann = await Writer.create({ name: "Ann", texts: [{ title: "a" }, { title: "b" }] });
  const count = async (work: () => PromiseLike<unknown>): Promise<number> => {
    const before = trips;
    await work();
    return trips - before;
  };
  const text = await Text.firstOrFail();
  const counted = {
    find: await count(() => Text.find(1)),
    "find in vain": await count(() => Text.findOrNull(99)),
    list: await count(() => Text.where({ writerId: 1 }).orderBy("title")),
    count: await count(() => Text.count()),
    create: await count(() => Writer.create({ name: "Bo" })),
    "save of a change": await count(() => text.update({ title: "c" })),
    "save of nothing": await count(() => text.save()),
    delete: await count(() => text.delete()),
    "list with authors": await count(() => Text.with("writer")),
    "list with authors and tags": await count(() => Text.with("writer", "labels")),
    "insertMany of 500": await count(() =>
      Text.insertMany(Array.from({ length: 500 }, (_, i) => ({ title: `t${i}`, writerId: ann.id }))),
    ),
    "update of a set": await count(() => Text.where({ title: "b" }).update({ views: 1 })),
    "transaction of one statement": await count(() => db.transaction(() => Text.count())),
    "create with a list of two": await count(() =>
      Writer.create({ name: "Cy", texts: [{ title: "d" }, { title: "e" }] }),
    ),
  };
  await db.close();
  return counted;
}

/** SQLite, with each call of its connections told. */
function counting(tell: () => void): Dialect {
  return {
    ...sqlite,
    createDriver: (config): Driver => {
      const driver = sqlite.createDriver(config);
      return {
        ...driver,
        connect: async () => {
          const connection = await driver.connect();
          const { run, execute } = connection;
          return Object.assign(connection, {
            run: (...args: Parameters<typeof run>) => {
              tell();
              return run.apply(connection, args);
            },
            execute: (...args: Parameters<typeof execute>) => {
              tell();
              return execute.apply(connection, args);
            },
          });
        },
      };
    },
  };
}
