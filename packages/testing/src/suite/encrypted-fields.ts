import {
  AuditEntry,
  contains,
  eq,
  field,
  gt,
  hasKey,
  isNotNull,
  Model,
  ne,
  noneOf,
  not,
  oneOf,
  or,
  sql,
} from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { forge, Letter, Patient, storedTexts } from "./kit/clinic.js";
import { texts } from "./kit/hostile-texts.js";
import { loose } from "./kit/loose.js";
import { failure, refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Secret extends Model {
  static table = "suite_secrets";
  id = field.id();
  known = field.encrypted(field.text(), { deterministic: true });
  other = field.encrypted(field.text());
}

const sealed = /^1\.[0-9a-f]{8}\.[\w-]{38,}$/;

/** Properties that are encrypted before they are stored. */
export function encryptedFields(suite: Suite): void {
  tables(suite, Patient, Secret, Letter, AuditEntry);
  beforeEach(() => Patient.all().delete());

  test("are texts in the database that tell nothing", async () => {
    const history = { visits: ["2024-01-01"] };
    await Patient.create({ ssn: "111-11", email: "Ann@example.com", diagnosis: "flu", history });
    await Patient.create({ ssn: "222-22", diagnosis: "flu" });
    for (const column of ["ssn", "diagnosis"]) {
      const stored = await storedTexts(suite.db, column);
      for (const text of stored) expect(text).toMatch(sealed);
      expect(new Set(stored).size).toBe(2);
    }
    expect(await storedTexts(suite.db, "history")).toEqual([expect.stringMatching(sealed), null]);
    const [ann, bob] = await Patient.orderBy("id");
    expect(ann).toMatchObject({ ssn: "111-11", email: "ann@example.com", diagnosis: "flu", history });
    expect(bob).toMatchObject({ ssn: "222-22", email: null, diagnosis: "flu", history: null });
    expect(ann?.toJSON()).not.toHaveProperty("history");
  });

  test("hold every text, in one statement for many", async () => {
    await Secret.all().delete();
    await Secret.createMany(texts.map((text) => ({ known: text, other: text })));
    const found = await Secret.orderBy("id");
    expect(found.map(({ known }) => known)).toEqual(texts);
    expect(found.map(({ other }) => other)).toEqual(texts);
    for (const text of texts.slice(0, 50)) expect(await Secret.where({ known: text }).count()).toBe(1);
    expect(await Secret.where({ known: oneOf(texts) }).count()).toBe(texts.length);
  });

  test("that are deterministic are looked up by equality", async () => {
    await Patient.createMany(["1", "2", "3"].map((ssn) => ({ ssn, email: ssn === "3" ? null : `${ssn}@b.org` })));
    const found = async (condition: object) => (await Patient.where(condition).orderBy("id").pluck("ssn")).join("");
    expect(await found({ ssn: "2" })).toBe("2");
    expect(await found({ ssn: eq("9") })).toBe("");
    expect(await found({ ssn: ne("2") })).toBe("13");
    expect(await found({ ssn: oneOf(["1", "3", "no digits"]) })).toBe("13");
    expect(await found({ ssn: noneOf(["1"]) })).toBe("23");
    expect(await found({ email: "2@B.org" })).toBe("2");
    expect(await found({ email: "no address" })).toBe("");
    expect(await found({ email: ne("2@b.org") })).toBe("13");
    expect(await found({ email: oneOf(["1@b.org", null]) })).toBe("13");
    expect(await found({ email: noneOf(["1@b.org", null]) })).toBe("2");
    expect(await found({ email: null })).toBe("3");
    expect(await found({ email: isNotNull })).toBe("12");
    expect(await found(not({ email: "1@b.org" }))).toBe("23");
    expect(await found(or({ ssn: "1" }, { email: "2@b.org" }))).toBe("12");
    const asked = Patient.where((row) => row.ssn.eq("1").or(row.email.oneOf(["2@B.org"])));
    expect(await asked.count()).toBe(2);
    expect(await Patient.where((row) => row.email.ne("1@b.org")).count()).toBe(2);
    expect(await Patient.where((row) => row.diagnosis.isNull()).count()).toBe(0);
    expect(await Patient.findBy({ ssn: "3" })).toMatchObject({ ssn: "3" });
  });

  test("are written in every way", async () => {
    const { id } = await Patient.findOrCreate({ ssn: "1" }, { diagnosis: "flu" });
    expect((await Patient.findOrCreate({ ssn: "1" })).id).toBe(id);
    await Patient.updateOrCreate({ ssn: "1" }, { diagnosis: "cough" });
    expect(await Patient.pluck("diagnosis")).toEqual(["cough"]);
    await Patient.upsert([{ ssn: "1", diagnosis: "cold" }, { ssn: "2" }], { onConflict: "ssn" });
    await Patient.import([{ ssn: "3", diagnosis: "tab\there" }]);
    await Patient.where({ ssn: "2" }).update({ diagnosis: "well", email: "2@b.org" });
    const all = await Patient.orderBy("id").values((row) => ({ ssn: row.ssn, now: row.diagnosis, mail: row.email }));
    expect(all).toEqual([
      { ssn: "1", now: "cold", mail: null },
      { ssn: "2", now: "well", mail: "2@b.org" },
      { ssn: "3", now: "tab\there", mail: null },
    ]);
    const patient = await Patient.find(id);
    const before = await storedTexts(suite.db, "ssn");
    patient.history = { visits: [] };
    await patient.save();
    patient.history.visits.push("today");
    expect(patient.$changes).toHaveProperty("history");
    await patient.save();
    await patient.reload();
    expect(patient.history).toEqual({ visits: ["today"] });
    expect(await storedTexts(suite.db, "ssn")).toEqual(before);
    expect(await Patient.where({ ssn: "1" }).delete()).toBe(1);
  });

  test("are checked before they are encrypted, and unique", async () => {
    for (const ssn of ["123456789012", "a"]) {
      expect(await refusal(suite.db, () => Patient.create({ ssn }))).toMatchObject({ code: "VALIDATION" });
    }
    await Patient.create({ ssn: "1", email: "a@b.org" });
    const double = await failure(() => Patient.create({ ssn: "1" }));
    expect(double).toMatchObject({ code: "UNIQUE_VIOLATION", fields: ["ssn"] });
    const second = await failure(() => Patient.create({ ssn: "2", email: "a@b.org" }));
    expect(second).toMatchObject({ code: "UNIQUE_VIOLATION", fields: ["ward", "email"] });
    expect(`${second.message} ${String(second.cause)}`).not.toContain("a@b.org");
  });

  const patients = loose(Patient);
  const refused: readonly (readonly [string, () => unknown])[] = [
    ["a condition on what is random", () => patients.where({ diagnosis: "flu" })],
    ["a list of what is random", () => patients.where({ diagnosis: oneOf(["flu"]) })],
    ["a callback on what is random", () => patients.where((row: typeof Any) => row.diagnosis?.eq?.("flu"))],
    ["a list in a callback", () => patients.where((row: typeof Any) => row.diagnosis?.oneOf?.(["flu"]))],
    ["a condition on JSON", () => patients.where({ history: hasKey("visits") })],
    ["a pattern", () => patients.where({ ssn: contains("1") })],
    ["an order of values", () => patients.where({ ssn: gt("1") })],
    ["two columns", () => patients.where((row: typeof Any) => row.ssn?.eq?.(row.email))],
    ["a column and a text", () => patients.where((row: typeof Any) => row.ward?.eq?.(row.ssn))],
    ["a query", () => patients.where((row: typeof Any) => row.ssn?.oneOf?.(Patient.select("ssn")))],
    ["a function", () => patients.all().values((row) => ({ it: row["ssn"]?.["upper"]?.() }))],
    ["an aggregate", () => patients.all().aggregate((row) => ({ it: row["ssn"]?.["countDistinct"]?.() }))],
    ["a minimum", () => patients.all().min("ssn")],
    ["an order", () => patients.orderBy("ssn")],
    ["an order by a callback", () => patients.orderBy((row: typeof Any) => row.ssn?.desc?.())],
    ["a group", () => patients.groupBy("ssn").aggregate((row) => ({ n: row["id"]?.["count"]?.() }))],
    ["distinctOn", () => Patient.all().distinctOn("ssn")],
    ["an expression to be set", () => patients.all().update({ ssn: (row: typeof Any) => row.ward })],
    ["SQL to be set", () => patients.all().update({ ssn: () => sql`'1'` })],
    ["an encrypted value elsewhere", () => patients.all().update({ ward: (row: typeof Any) => row.ssn })],
    ["a filter of a request", () => Patient.permit({ filter: ["ssn"] } as never)],
  ];
  test.each(refused)("refuse %s", async (_, work) => {
    const error = await refusal(suite.db, async () => await work());
    expect(error.code).toBe("QUERY");
    expect(error.message).toMatch(/encrypted/);
    expect(error.message).toMatch(/Patient\.(ssn|email|diagnosis|history)/);
  });

  test("are counted, and refused where the value is of another type", async () => {
    await Patient.create({ ssn: "1" });
    expect(await Patient.all().aggregate((row) => ({ all: row.ssn.count(), mails: row.email.count() }))).toEqual({
      all: 1,
      mails: 0,
    });
    expect(await refusal(suite.db, () => patients.where({ ssn: 1 }))).toMatchObject({ code: "QUERY" });
    expect(await refusal(suite.db, () => patients.where({ ssn: { eq: "1" } }))).toMatchObject({ code: "QUERY" });
  });

  test("are no part of a history", async () => {
    const letter = await Letter.create({ title: "a", text: "whispered" });
    await letter.update({ text: "said" });
    await Letter.all().update({ text: "shouted" });
    const entries = await AuditEntry.of(letter);
    expect(entries).toHaveLength(3);
    for (const { changes } of entries) expect(changes["text"]).toEqual({ redacted: true });
  });

  test("tell of what was changed, moved, or never encrypted, and not of the value", async () => {
    const { id } = await Patient.create({ ssn: "111-11", email: "ann@b.org", diagnosis: "flu" });
    const [[text = ""], [moved = ""]] = [await storedTexts(suite.db, "ssn"), await storedTexts(suite.db, "email")];
    const last = text.at(-1) === "A" ? "B" : "A";
    const forged = [`${text.slice(0, -1)}${last}`, `${text}A`, text.slice(0, -4), moved, "111-11", "1.00.", ""];
    for (const each of forged) {
      await forge(suite.db, "ssn", each);
      const error = await failure(() => Patient.find(id));
      expect(error).toMatchObject({ code: "VALUE", model: "Patient", fields: ["ssn"] });
      expect(error.message).toMatch(/^Patient\.ssn cannot be read from its column: it /);
      expect(error.message).not.toContain("111-11");
    }
    expect(await Patient.select("id", "diagnosis")).toHaveLength(1);
    await forge(suite.db, "ssn", text);
    expect((await Patient.find(id)).ssn).toBe("111-11");
  });
}

declare const Any: Record<string, Record<string, (...given: unknown[]) => unknown> | undefined>;
