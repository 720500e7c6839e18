import {
  contains,
  field,
  hasKey,
  icontains,
  includesAll,
  includesAny,
  isNotNull,
  jsonContains,
  jsonPath,
  like,
  Model,
  ne,
  noneOf,
  oneOf,
  startsWith,
} from "@chakra-orm/core";
import { beforeAll, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Victim extends Model {
  static table = "suite_victims";
  id = field.id();
  name = field.text();
  note = field.json<unknown>({ nullable: true });
  list = field.array(field.text(), { nullable: true });
}

const payloads = [
  "' or '1'='1",
  "'; drop table suite_victims; --",
  '"; drop table suite_victims; --',
  "1; delete from suite_victims",
  "') or 1=1 --",
  "\\'; drop table suite_victims; --",
  "' union select * from suite_victims --",
  "admin'/*",
  "*/ or 1=1 /*",
  "$1",
  "$$; drop table suite_victims; $$",
  "?",
  "??",
  ":name",
  ":1",
  "{{name}}",
  "${1+1}",
  "%",
  "%' or '1'='1",
  "_",
  "\u02bc or 1=1",
  "\uff07 or 1=1",
  "0x27206f7220313d31",
  "char(39)",
  "[a-z]*",
  "*",
  "{1,2}",
  '{"a":1}',
  "E'\\x41'",
  "pg_sleep(10)",
  "\n; drop table suite_victims",
];

/** Values are values: no text in one is read as SQL, as a placeholder or as a wildcard. */
export function injection(suite: Suite): void {
  tables(suite, Victim);
  beforeAll(async () => {
    await Victim.create({ name: "bystander" });
    for (const name of payloads) await Victim.create({ name, note: { [name]: name }, list: [name] });
  });

  test.each(payloads)("%j finds itself and nothing else", async (name) => {
    expect(await Victim.where({ name }).pluck("name")).toEqual([name]);
    expect(await Victim.where({ name: oneOf([name]) }).pluck("name")).toEqual([name]);
    expect(await Victim.where({ name: ne(name) }).count()).toBe(payloads.length);
    expect(await Victim.where({ name: noneOf([name]) }).count()).toBe(payloads.length);
    for (const search of [contains, icontains, startsWith]) {
      const found = await Victim.where({ name: search(name) }).pluck("name");
      expect(found).toContain(name);
      expect(found).not.toContain("bystander");
    }
    expect(await Victim.where({ note: jsonPath([name], name) }).pluck("name")).toEqual([name]);
    expect(await Victim.where({ note: jsonPath([name, name, 0], isNotNull) }).count()).toBe(0);
    expect(await Victim.where({ note: hasKey(name) }).pluck("name")).toEqual([name]);
    expect(await Victim.where({ note: jsonContains({ [name]: name }) }).pluck("name")).toEqual([name]);
    expect(await Victim.where({ list: includesAny([name]) }).pluck("name")).toEqual([name]);
    expect(await Victim.where({ list: includesAll([name]) }).pluck("name")).toEqual([name]);
    const row = await Victim.findByOrFail({ name });
    expect([row.note, row.list]).toEqual([{ [name]: name }, [name]]);
  });

  test("a pattern of like has two wildcards, and no more", async () => {
    expect(await Victim.where({ name: like("[a-z]*") }).pluck("name")).toEqual(["[a-z]*"]);
    expect(await Victim.where({ name: like("*") }).pluck("name")).toEqual(["*"]);
    expect(await Victim.where({ name: like("byst_nder%") }).count()).toBe(1);
  });

  test("no statement's text depends on a value", async () => {
    const textOf = async (name: string) => {
      const { statements } = await countQueries(suite.db, async () => {
        await Victim.where({ name, id: oneOf([1, 2, 3].slice(0, (name.length % 3) + 1)) }).limit(name.length + 1);
        await Victim.where({ name: contains(name) }).count();
        await Victim.where({ note: jsonPath([name, 0], name), list: includesAny([name]) }).count();
        await Victim.where({ note: jsonPath([name], hasKey(name)) }).count();
        await Victim.where({ note: jsonContains({ [name]: [name] }), list: includesAll([name, name]) }).count();
        const victim = await Victim.create({ name });
        await victim.update({ name: `${name}!` });
        await victim.delete();
      });
      return statements.map(({ sql }) => sql);
    };
    const texts = await Promise.all(payloads.map(textOf));
    expect(new Set(texts.map((list) => list.join("\n"))).size).toBe(1);
    for (const payload of payloads.filter((text) => text.length > 4)) expect(texts[0]?.join()).not.toContain(payload);
  });

  test("and all are still there", async () => {
    expect(await Victim.count()).toBe(payloads.length + 1);
    expect(await Victim.orderBy("id").pluck("name")).toEqual(["bystander", ...payloads]);
  });
}
