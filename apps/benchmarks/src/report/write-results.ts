import { mkdirSync, writeFileSync } from "node:fs";
import { arch, availableParallelism, platform } from "node:os";
import { join } from "node:path";
import type { Grid } from "./grid.js";
import { toMarkdown } from "./markdown.js";

/** Under what the figures were taken, without a word on whose machine it was. */
export interface Circumstances {
  readonly date: string;
  readonly node: string;
  readonly platform: string;
  readonly cores: number;
}

/** The circumstances of this process. */
export function circumstances(now = new Date()): Circumstances {
  return {
    date: now.toISOString().slice(0, 10),
    node: process.versions.node,
    platform: `${platform()} ${arch()}`,
    cores: availableParallelism(),
  };
}

/** Writes `<name>.json` for programs and `<name>.md` for people, and returns their paths. */
export function writeResults(
  folder: string,
  name: string,
  report: object,
  grids: readonly Grid[],
  about: Circumstances,
  notes: readonly string[] = [],
): { readonly json: string; readonly markdown: string } {
  mkdirSync(folder, { recursive: true });
  const json = join(folder, `${name}.json`);
  const markdown = join(folder, `${name}.md`);
  writeFileSync(json, `${JSON.stringify({ ...about, ...report }, rounded, 2)}\n`);
  const { date, node, platform, cores } = about;
  const heading = `Taken on ${date}: Node.js ${node}, ${platform}, ${cores} cores.`;
  writeFileSync(markdown, `${[heading, ...notes, ...grids.map(toMarkdown)].join("\n\n")}\n`);
  return { json, markdown };
}

/** More digits than were measured only make files longer. */
const rounded = (_key: string, value: unknown): unknown =>
  typeof value === "number" ? Number(value.toPrecision(6)) : value;
