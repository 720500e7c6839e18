import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { speedChart } from "../../src/report/chart.js";
import { toMarkdown } from "../../src/report/markdown.js";
import { speedSection, writeReadme } from "../../src/report/readme.js";
import { duration, speedGrids } from "../../src/report/speed-grids.js";
import type { SpeedReport } from "../../src/report/speed-report.js";
import { toTerminal } from "../../src/report/terminal.js";
import { typesGrid } from "../../src/report/types-grid.js";
import { circumstances, writeResults } from "../../src/report/write-results.js";

const same = (figure: number) => ({ p10: figure, median: figure, p90: figure });

const report: SpeedReport = {
  users: 10,
  pool: 2,
  database: "PostgreSQL 18.0",
  versions: { pg: "8.0.0" },
  labels: { pg: "pg", fast: "Fast one" },
  base: "pg",
  scenarios: [
    {
      name: "find",
      title: "find by key, one at a time",
      short: "find",
      rounds: 3,
      peers: [
        {
          peer: "fast",
          ratio: { p10: 1.5, median: 2, p90: 2.512 },
          millisecondsPerOperation: same(0.06),
          cpuMillisecondsPerOperation: same(12.345678),
        },
      ],
    },
  ],
};

test("a line for each peer, a column for each scenario, a dash for what was not measured", () => {
  const [ratios, times, cpu] = speedGrids(report);
  expect(ratios).toEqual({
    title: "Speed, in times pg of the same round: median (p10–p90)",
    head: ["", "find by key,\none at a time"],
    rows: [
      ["pg", "–"],
      ["Fast one", "2.00 (1.50–2.51)"],
    ],
  });
  expect(times?.rows[1]).toEqual(["Fast one", "60 µs"]);
  expect(cpu?.rows[1]).toEqual(["Fast one", "12.3 ms"]);
});

test.each([
  [0.0004, "0 µs"],
  [0.9, "900 µs"],
  [1, "1.00 ms"],
  [123.4, "123 ms"],
  [1435.6, "1.44 s"],
])("%d ms are written as %s", (milliseconds, text) => {
  expect(duration(milliseconds)).toBe(text);
});

test("the costs of types are rounded to whole instantiations", () => {
  const total = { instantiations: 21_745, types: 7381, seconds: 1.5 };
  const costs = [{ label: "Chakra", compiler: "5.9", perModel: 59.7, perSite: 717.55, total } as const];
  expect(typesGrid(costs, { models: 100, sites: 20 }).rows).toEqual([
    ["Chakra", "5.9", "60", "718", "21,745", "7,381", "1.50"],
  ]);
});

const grid = { title: "T", head: ["", "a\nb"], rows: [["x|y", "1"]] };

test("Markdown escapes what would end a cell", () => {
  expect(toMarkdown(grid)).toBe("**T**\n\n|  | a<br>b |\n| --- | ---: |\n| x\\|y | 1 |");
});

test("the chart has a bar for each peer of each scenario, and is well-formed", () => {
  const chart = speedChart({ ...report, labels: { pg: "pg", fast: "Fast & <one>" } });
  expect(chart).toContain("Fast &amp; &lt;one>");
  expect(chart.match(/<rect /g)).toHaveLength(1);
  expect(chart.match(/<g[ >]/g)?.length).toBe(chart.match(/<\/g>/g)?.length);
});

test("the terminal's table holds every cell", () => {
  const text = toTerminal(grid);
  for (const cell of ["T", "a", "b", "x|y", "1"]) expect(text).toContain(cell);
});

describe("writeResults", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "chakra-results-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test("writes JSON and Markdown into a folder that it makes", () => {
    const about = { ...circumstances(new Date("2025-01-31T12:00:00Z")), cores: 2 };
    const { json, markdown } = writeResults(join(folder, "new"), "one", { kind: "speed", ...report }, [grid], about);
    const read = JSON.parse(readFileSync(json, "utf8"));
    expect(read).toMatchObject({ date: "2025-01-31", cores: 2, kind: "speed", database: "PostgreSQL 18.0" });
    expect(read.scenarios[0].peers[0].cpuMillisecondsPerOperation.median).toBe(12.3457);
    expect(readFileSync(markdown, "utf8")).toContain("| x\\|y | 1 |");
    expect(readFileSync(markdown, "utf8")).toContain("Taken on 2025-01-31");
  });

  test("puts the table of a run between the markers of a README, the fastest first", () => {
    const file = join(folder, "README.md");
    const [begin, end] = ["<!-- speed: written by `npm run bench -- --readme` -->", "<!-- end of speed -->"];
    writeFileSync(file, `Before\n\n${begin}\nold\n${end}\n\nAfter\n`);
    const about = circumstances(new Date("2025-01-31T12:00:00Z"));
    const labels = { pg: "pg", slow: "Slow one", fast: "Fast one", chakra: "Chakra" };
    const [scenario] = report.scenarios;
    const [fast] = scenario!.peers;
    const slow = { ...fast!, peer: "slow", ratio: same(0.5) };
    const peers = [slow, ...scenario!.peers, { ...slow, peer: "chakra" }, { ...fast!, peer: "pg", ratio: same(1) }];
    const limits = [{ statement: "find", clients: 1, perSecond: 20_000 }] as const;
    const full = {
      ...report,
      limits,
      labels,
      scenarios: [
        { ...scenario!, peers },
        { ...scenario!, peers: [], short: "none" },
      ],
    };
    writeReadme(file, speedSection(full, "results", "one", about));
    const text = readFileSync(file, "utf8");
    expect(text.split("\n").slice(0, 9)).toEqual([
      "Before",
      "",
      begin,
      "",
      "|  | find | none |",
      "|---|---:|---:|",
      "| **Chakra** | **0.50** | **–** |",
      "| Fast one | 2.00 | – |",
      "| Slow one | 0.50 | – |",
    ]);
    expect(text).toContain("(results/one.svg)");
    expect(text).toMatch(
      /finds 20,000 users by key a second over one\nconnection \(`-M prepared`\); pg found 16,667\./,
    );
    expect(text.endsWith(`\n\n${end}\n\nAfter\n`)).toBe(true);
    writeFileSync(file, "Nothing");
    expect(() => writeReadme(file, "")).toThrow("lacks the lines");
  });

  test("says nothing of whose machine it was", () => {
    expect(Object.keys(circumstances()).sort()).toEqual(["cores", "date", "node", "platform"]);
  });
});
