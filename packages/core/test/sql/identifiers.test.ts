import { describe, expect, test } from "vitest";
import { field } from "../../src/fields/index.js";
import * as filter from "../../src/query/methods/filter.js";
import { startQuery } from "../../src/query/state.js";
import type { ColumnMeta } from "../../src/schema/column-meta.js";
import { metaOf } from "../../src/schema/registry.js";
import { bind, compile } from "../../src/sql/compile.js";
import type { Statement } from "../../src/statement/statement.js";
import { knexClients, recordingDialect } from "../recording/dialect.js";
import { modelOf } from "../recording/model.js";
import { placeholdersOf } from "../recording/placeholders.js";
import { hostileIdentifiers } from "./hostile.js";

/** Every place of a statement in which a name can stand, for a model whose table, schema and column have this one. */
function statementsWith(name: string): Statement[] {
  const naming = { table: () => name, column: (property: string) => (property === "p" ? name : "the key") };
  const fields = { key: () => field.integer({ primaryKey: true }), p: () => field.integer({ nullable: true }) };
  const meta = metaOf(modelOf("Hostile", fields, { naming, table: { name, schema: name } }));
  const p = meta.byProperty.get("p") as ColumnMeta;
  const read = filter.orderBy(filter.where(startQuery(meta), { p: 1, key: 2 }), ["p", "-key"]);
  const { where } = read.select;
  const common = { meta, columns: [p], values: [3], where, returning: [] };
  return [
    filter.offset(filter.limit(read, 4), 5).select,
    { ...filter.limit(read, 4).select, yields: "count" },
    { type: "insert", ...common },
    { type: "update", ...common },
    { type: "delete", meta, where, returning: meta.columns },
  ];
}

describe.each(knexClients)("a hostile name in a statement by knex's %s", (knexClient) => {
  const dialect = recordingDialect({ knexClient, capabilities: { nullsSortLast: false } });

  test.each(hostileIdentifiers)("%j stands quoted wherever it is named, and nowhere else", (name) => {
    // The same statements under a harmless name show where names stand.
    const harmless = statementsWith("harmless").map((statement) => compile(dialect, statement).text);
    for (const [i, statement] of statementsWith(name).entries()) {
      const compiled = compile(dialect, statement);
      const expected = (harmless[i] as string).replaceAll('"harmless"', () => dialect.quote(name));
      expect(compiled.text).toBe(expected);
      expect(placeholdersOf(compiled.text, knexClient)).toHaveLength(bind(compiled, statement).length);
    }
  });
});
