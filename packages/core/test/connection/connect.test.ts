import { describe, expect, test } from "vitest";
import { loadDialect } from "../../src/connection/schemes.js";
import { ConfigurationError, connect, field, Model, ModelDefinitionError } from "../../src/index.js";
import { recordingDatabase } from "../recording/database.js";
import { recordingDialect } from "../recording/dialect.js";
import { RecordingDriver } from "../recording/driver.js";

class User extends Model {
  id = field.id();
}
class Event extends Model {
  static table = { connection: "analytics" };
  id = field.id();
}

/** The message of what connect refuses. */
const refused = async (...given: readonly unknown[]): Promise<string> => {
  const error = await (connect as (...all: readonly unknown[]) => Promise<unknown>)(...given).catch((caught) => caught);
  expect(error).toBeInstanceOf(ConfigurationError);
  return (error as Error).message;
};
const dialect = recordingDialect();

describe("connect refuses", () => {
  test.each<[string, unknown[], string]>([
    ["nothing", [{}], 'connect needs a URL, such as connect("sqlite:app.db"), or a dialect'],
    ["a misspelt option", [{ dialect, modles: [] }], 'connect has no option "modles". Did you mean "models"?'],
    ["an option of the driver", [{ dialect, host: "x" }], "Options of the driver go into driver: { … }"],
    ["a misspelt option of the pool", [{ dialect, pool: { maximum: 5 } }], 'pool has no option "maximum"'],
    ["a pool of none", [{ dialect, pool: { max: 0 } }], "pool.max must be a number from 1 on, not 0"],
    ["a pool of text", [{ dialect, pool: { max: "5" } }], "pool.max must be a number from 1 on, not 5"],
    [
      "a time that is no number",
      [{ dialect, pool: { idleTimeout: Number.NaN } }],
      "pool.idleTimeout must be a number from 0 on",
    ],
    ["a URL without a scheme", ["blog.db"], "The database URL has no scheme. Known are postgres:"],
    ["a file's path", ["./blog.db"], "has no scheme"],
    ["an unknown scheme", ["postgers://localhost"], 'has the scheme "postgers"'],
    ["a scheme of Object's own", ["constructor:x"], 'has the scheme "constructor"'],
    ["another scheme of Object's own", ["toString:x"], 'has the scheme "tostring"'],
  ])("%s", async (_, given, message) => {
    expect(await refused(...given)).toContain(message);
  });

  test("a misspelt scheme with the nearest one", async () => {
    expect(await refused("postgers://localhost")).toContain('Did you mean "postgres"?');
  });

  test("a database whose package is not installed, and says how to install it", async () => {
    await expect(loadDialect("@chakra-orm/no-such-database")).rejects.toThrow(
      "The package @chakra-orm/no-such-database is not installed. Run: npm install @chakra-orm/no-such-database",
    );
  });

  test("never with the password of a URL", async () => {
    expect(await refused("mysqll://root:s3cret@localhost/blog")).not.toContain("s3cret");
  });

  test("a model that cannot work, and leaves nothing open", async () => {
    class Keyless extends Model {
      name = field.text();
    }
    const driver = new RecordingDriver();
    const connecting = connect({ dialect: recordingDialect({ driver }), name: "keyless", models: [Keyless] });
    await expect(connecting).rejects.toThrow(ModelDefinitionError);
    expect(driver.closed).toBe(true);
    const again = await connect({ dialect, name: "keyless" });
    await again.close();
  });

  test("a server that cannot be reached, and leaves nothing open", async () => {
    const driver = new RecordingDriver();
    driver.connect = async () => {
      throw new Error("refused by 10.0.0.1");
    };
    const readError = () => ({ kind: "connection", summary: "the server refused the connection" }) as const;
    const connecting = connect({ dialect: recordingDialect({ driver, readError }), name: "down" });
    await expect(connecting).rejects.toMatchObject({ code: "CONNECTION", status: 503 });
    expect(driver.closed).toBe(true);
  });

  test("nothing that is only tried later", async () => {
    const driver = new RecordingDriver();
    const db = await connect({ dialect: recordingDialect({ driver }), name: "lazy", lazy: true });
    expect(driver.connections).toHaveLength(0);
    await db.close();
  });
});

describe("the database of a model", () => {
  test("is not there before connect, which the error shows how to call", async () => {
    await expect(User.count()).rejects.toThrow(
      'User has no database yet. Connect one first: await connect("sqlite:app.db", { models: [User] }).',
    );
  });

  test("is the one that it declares", async () => {
    const { driver: main } = await recordingDatabase({ name: "main" });
    await expect(Event.find(1)).rejects.toThrow(
      'Event lives in the database "analytics", which is not connected. Connected are: main.',
    );
    const { driver: analytics } = await recordingDatabase({ name: "analytics" });
    analytics.answer([[1]]);
    await Event.find(1);
    expect([main.requests.length, analytics.requests.length]).toEqual([0, 1]);
  });

  test("is the default one, whoever came first", async () => {
    const { driver: first } = await recordingDatabase({ name: "first" });
    const { driver: standard } = await recordingDatabase({ name: "default" });
    await User.all();
    expect([first.requests.length, standard.requests.length]).toEqual([0, 1]);
  });

  test("is the one that use chose, for as long as its work runs, also in parallel", async () => {
    const one = await recordingDatabase();
    const two = await recordingDatabase();
    const work = (db: typeof one.db) =>
      db.use(async () => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        await User.all();
        await Event.all().then(undefined, () => undefined);
      });
    await Promise.all([work(one.db), work(two.db), work(two.db)]);
    await User.all();
    expect([one.driver.requests.length, two.driver.requests.length]).toEqual([2, 2]);
  });

  test("stays that of a record, wherever it is saved", async () => {
    const { driver: main } = await recordingDatabase();
    const other = await recordingDatabase();
    class Note extends Model {
      id = field.id();
      text = field.text();
    }
    other.driver.answer([[1, "a"]]);
    const note = await other.db.use(() => Note.find(1));
    note.text = "b";
    await note.save();
    expect([main.requests.length, other.driver.requests.length]).toEqual([0, 2]);
  });

  test("has a name that is taken once at a time", async () => {
    const { db } = await recordingDatabase({ name: "twice" });
    await expect(connect({ dialect, name: "twice" })).rejects.toThrow('A database named "twice" is connected already');
    await db.close();
    await recordingDatabase({ name: "twice" });
  });

  test("is gone when it is closed", async () => {
    const { db } = await recordingDatabase();
    await db.close();
    await db.close();
    await expect(User.count()).rejects.toThrow("User has no database yet");
    expect(await db.health()).toMatchObject({ ok: false });
  });
});
