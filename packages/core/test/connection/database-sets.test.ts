import { describe, expect, onTestFinished, test } from "vitest";
import { connectBeside } from "../../src/connection/connect.js";
import { type DatabaseSet, withDatabases } from "../../src/connection/registry.js";
import { ConfigurationError, connect, type Database, field, Model } from "../../src/index.js";
import { recordingDialect } from "../recording/dialect.js";
import { RecordingDriver } from "../recording/driver.js";

class Note extends Model {
  id = field.id();
}
class Visit extends Model {
  static table = { connection: "analytics" };
  id = field.id();
}

interface Opened {
  readonly db: Database;
  readonly driver: RecordingDriver;
}

async function open(set?: DatabaseSet, name?: string): Promise<Opened> {
  const driver = new RecordingDriver();
  const options = { dialect: recordingDialect({ driver }), name };
  const db = await (set === undefined ? connect(options) : connectBeside(set, options));
  onTestFinished(() => db.close({ timeout: 0 }));
  return { db, driver };
}

const heard = ({ driver }: Opened): number => driver.requests.filter(({ text }) => text.startsWith("select")).length;
const message = async (work: () => Promise<unknown>): Promise<string> => {
  const error = await work().catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ConfigurationError);
  return (error as Error).message;
};

describe("databases of an app", () => {
  test("are found by what the app runs, also with names that another app has", async () => {
    const [a, b]: DatabaseSet[] = [new Map(), new Map()] as const;
    const [one, two] = [await open(a), await open(b)];
    const [visitsOne, visitsTwo] = [await open(a, "analytics"), await open(b, "analytics")];
    await withDatabases(a as DatabaseSet, () => Promise.all([Note.all(), Visit.all()]));
    expect([heard(one), heard(two), heard(visitsOne), heard(visitsTwo)]).toEqual([1, 0, 1, 0]);
    await two.db.use(() => Visit.all());
    expect([heard(visitsOne), heard(visitsTwo)]).toEqual([1, 1]);
    await two.db.model(Note).all();
    expect([heard(one), heard(two)]).toEqual([1, 1]);
  });

  test("what one app chose does not hold in another that it calls", async () => {
    const [a, b]: DatabaseSet[] = [new Map(), new Map()] as const;
    const [one, two] = [await open(a), await open(b)];
    await one.db.use(() => withDatabases(b as DatabaseSet, () => Note.all()));
    expect([heard(one), heard(two)]).toEqual([0, 1]);
  });

  test("are found from outside while there is one app, and never by chance with two", async () => {
    const [a, b]: DatabaseSet[] = [new Map(), new Map()] as const;
    const one = await open(a);
    await Note.all();
    expect(heard(one)).toBe(1);
    const two = await open(b);
    expect(await message(async () => Note.all())).toContain("2 apps of this process have a database for it");
    await two.db.close();
    await Note.all();
    expect(heard(one)).toBe(2);
  });

  test("those of the process come after the app's own, and before those of apps", async () => {
    const a: DatabaseSet = new Map();
    const [own, shared] = [await open(a), await open()];
    const visits = await open(undefined, "analytics");
    await withDatabases(a, () => Promise.all([Note.all(), Visit.all()]));
    await Note.all();
    expect([heard(own), heard(shared), heard(visits)]).toEqual([1, 1, 1]);
  });

  test("without a default, one is meant and of two none", async () => {
    const a: DatabaseSet = new Map();
    const one = await open(a, "one");
    await withDatabases(a, () => Note.all());
    expect(heard(one)).toBe(1);
    await open(a, "two");
    expect(await message(() => withDatabases(a, async () => Note.all()))).toContain("Note has no database yet");
    expect(await message(() => withDatabases(a, async () => Visit.all()))).toContain("Connected are: one, two.");
  });

  test("have names of their own", async () => {
    const a: DatabaseSet = new Map();
    await open(a);
    await open();
    expect(await message(() => open(a))).toContain('A database named "default" is connected already');
  });
});
