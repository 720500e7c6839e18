import { readFileSync, writeFileSync } from "node:fs";
import type { SpeedReport } from "./speed-report.js";
import type { Circumstances } from "./write-results.js";

const begin = "<!-- speed: written by `npm run bench -- --readme` -->";
const end = "<!-- end of speed -->";

/** The peer that comes first, in bold. */
const own = "chakra";

/** Puts the table, the chart and where they come from in between the markers of a Markdown file. */
export function writeReadme(file: string, section: string): void {
  const text = readFileSync(file, "utf8");
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${file} lacks the lines "${begin}" and "${end}".`);
  writeFileSync(file, `${text.slice(0, from + begin.length)}\n\n${section}\n\n${text.slice(to)}`);
}

/** The medians of all peers but the base, the fastest first, with a link to the whole run. `folder` is where it is. */
export function speedSection(report: SpeedReport, folder: string, name: string, about: Circumstances): string {
  const { scenarios, labels, base } = report;
  const ratios = (peer: string): (number | undefined)[] =>
    scenarios.map(({ peers }) => peers.find((each) => each.peer === peer)?.ratio.median);
  const others = Object.keys(labels).filter((peer) => peer !== base && peer !== own);
  const sorted = others.sort((a, b) => meanOf(ratios(b)) - meanOf(ratios(a)));
  const line = (peer: string): string => {
    const bold = (text: string): string => (peer === own ? `**${text}**` : text);
    return row([labels[peer] ?? peer, ...ratios(peer).map((ratio) => ratio?.toFixed(2) ?? "–")].map(bold));
  };
  return [
    row(["", ...scenarios.map(({ short }) => short)]),
    `|---|${"---:|".repeat(scenarios.length)}`,
    ...(own in labels ? [line(own)] : []),
    ...sorted.map(line),
    "",
    `![The same as bars](${folder}/${name}.svg)`,
    "",
    `Taken on ${about.date}: ${report.database}, Node.js ${about.node}, ${about.cores} cores.`,
    ...limitOf(report),
    `[The whole run](${folder}/${name}.md) has the spread, the times, the CPU, and the versions of all libraries.`,
  ].join("\n");
}

/** What the server can do at the first scenario's work, if that was measured. */
function limitOf({ limits = [], scenarios, base, labels }: SpeedReport): string[] {
  const limit = limits.find(({ statement, clients }) => statement === "find" && clients === 1);
  const found = scenarios.find(({ name }) => name === "find")?.peers.find(({ peer }) => peer === base);
  if (limit === undefined || found === undefined) return [];
  const count = (perSecond: number): string => Math.round(perSecond).toLocaleString("en");
  const reached = count(1000 / found.millisecondsPerOperation.median);
  return [
    `The server's own limit: pgbench, which drops what it reads, finds ${count(limit.perSecond)} users by key a second over one`,
    `connection (\`-M prepared\`); ${labels[base]} found ${reached}.`,
  ];
}

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** The geometric mean, as ratios want it; what a library has no way to do counts neither way. */
function meanOf(ratios: readonly (number | undefined)[]): number {
  const known = ratios.filter((ratio) => ratio !== undefined);
  return Math.exp(known.reduce((sum, ratio) => sum + Math.log(ratio), 0) / Math.max(1, known.length));
}
