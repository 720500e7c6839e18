import { expect, test } from "vitest";
import { prometheusMetrics } from "../../src/index.js";
import { recordingDatabase } from "../recording/database.js";

/** A line of a figure, by the grammar of the exposition format. */
const sample =
  /^([a-zA-Z_:][\w:]*)\{((?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\["\\n])*",?)+)\} (\+Inf|\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/;

/** Reads the exposition format; throws at what Prometheus would not take. */
function parse(text: string): Map<string, { readonly type: string; readonly samples: readonly string[] }> {
  const families = new Map<string, { type: string; samples: string[] }>();
  let current: { name: string; type: string; samples: string[] } | undefined;
  if (!text.endsWith("\n")) throw new Error("The last line does not end.");
  for (const line of text.slice(0, -1).split("\n")) {
    const type = /^# TYPE (\S+) (counter|gauge|histogram)$/.exec(line);
    if (type !== null) {
      const [, name = "", kind = ""] = type;
      if (families.has(name)) throw new Error(`${name} is told of twice.`);
      current = { name, type: kind, samples: [] };
      families.set(name, current);
    } else if (!line.startsWith("# HELP ")) {
      const [, name] = sample.exec(line) ?? [];
      if (name === undefined || current === undefined) throw new Error(`No figure: ${line}`);
      const suffixes = current.type === "histogram" ? ["_bucket", "_sum", "_count"] : [""];
      if (!suffixes.some((suffix) => name === `${current?.name}${suffix}`)) throw new Error(`Out of place: ${line}`);
      current.samples.push(line);
    }
  }
  return families;
}

test("figures are written as Prometheus reads them, each metric once for all databases", async () => {
  const { db } = await recordingDatabase({ metrics: true });
  const hostile = 'a"b\\c\nd{}=,# é';
  const { db: other } = await recordingDatabase({ name: hostile });
  await db.sql`select 1`;
  await other.sql`select 1`;
  await db.transaction(() => undefined);
  const families = parse(prometheusMetrics(db.metrics(), other.metrics()));
  expect(families.get("chakra_statements_total")).toMatchObject({ type: "counter" });
  const counted = families.get("chakra_statements_total")?.samples;
  expect(counted).toContain(`chakra_statements_total{database="${db.name}",operation="sql"} 1`);
  expect(counted).toContain('chakra_statements_total{database="a\\"b\\\\c\\nd{}=,# é",operation="sql"} 1');
  expect(families.get("chakra_transactions_total")?.samples).toContain(
    `chakra_transactions_total{database="${db.name}",outcome="committed"} 1`,
  );
  const buckets = families
    .get("chakra_statement_duration_seconds")
    ?.samples.filter((line) => line.includes('operation="sql"'));
  const labels = `database="${db.name}",operation="sql"`;
  expect(buckets?.at(-3)).toBe(`chakra_statement_duration_seconds_bucket{${labels},le="+Inf"} 1`);
  expect(buckets?.at(-1)).toBe(`chakra_statement_duration_seconds_count{${labels}} 1`);
  expect(families.size).toBe(11);
  expect(parse(prometheusMetrics(other.metrics())).has("chakra_statement_duration_seconds")).toBe(false);
});
