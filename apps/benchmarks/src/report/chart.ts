import type { Summary } from "../statistics/summarise.js";
import type { ScenarioReport, SpeedReport } from "./speed-report.js";

/** The peer whose bars stand out. */
const own = "chakra";

const columns = 3;
const panel = { width: 280, gap: 24, head: 30, bar: 12, step: 17, value: 38 } as const;

/** Where bars begin, and how long the longest is. */
interface Bars {
  readonly left: number;
  readonly length: number;
}

/** Beside the longest label: of letters nobody knows the width before they are drawn, so six or so are taken for each. */
function barsBeside(labels: readonly string[]): Bars {
  const left = 6 + Math.min(150, Math.max(...labels.map((label) => label.length * 6.2)));
  return { left, length: panel.width - left - panel.value };
}

/** The medians of a measurement as bars, a panel for each scenario. Readable on light and on dark pages. */
export function speedChart({ scenarios, labels, base }: SpeedReport): string {
  const rows = Math.max(...scenarios.map(({ peers }) => peers.length));
  const height = panel.head + rows * panel.step + panel.gap;
  const used = Math.min(columns, scenarios.length);
  const width = used * (panel.width + panel.gap) - panel.gap;
  const bars = barsBeside(Object.values(labels));
  const panels = scenarios.map((scenario, index) => {
    const x = (index % columns) * (panel.width + panel.gap);
    const y = Math.floor(index / columns) * height;
    return `<g transform="translate(${x} ${y})">\n${panelOf(scenario, labels, base, bars)}\n</g>`;
  });
  const title = `Speed, in times ${labels[base] ?? base}: longer is faster`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-8 -8 ${width + 16} ${Math.ceil(scenarios.length / columns) * height + 30}" role="img" aria-label="${escaped(title)}">`,
    style,
    `<g transform="translate(0 22)">`,
    ...panels,
    "</g>",
    `<text class="title" x="0" y="8">${escaped(title)}. Thin lines span four out of five rounds.</text>`,
    "</svg>\n",
  ].join("\n");
}

/** GitHub shows pictures without a background, on the page's own. */
const style = `<style>
  text { font: 11px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: #424a53 }
  .title { font-size: 12px; fill: #59636e }
  .head { font-size: 12px; font-weight: 600; fill: #1f2328 }
  .label { text-anchor: end }
  .bar { fill: #afb8c1 } .base { fill: #6e7781 } .own { fill: #7c3aed }
  text.own { fill: #6d28d9; font-weight: 700 }
  .spread { stroke: #424a53; stroke-width: 1 } .one { stroke: #59636e; stroke-dasharray: 2 3; stroke-width: 1 }
  @media (prefers-color-scheme: dark) {
    text { fill: #c9d1d9 } .title { fill: #9198a1 } .head { fill: #f0f6fc }
    .bar { fill: #4b535d } .base { fill: #8b949e } .own { fill: #8b5cf6 }
    text.own { fill: #c4b5fd }
    .spread { stroke: #c9d1d9 } .one { stroke: #9198a1 }
  }
</style>`;

function panelOf({ short, peers }: ScenarioReport, labels: SpeedReport["labels"], base: string, bars: Bars): string {
  const sorted = [...peers].sort((a, b) => b.ratio.median - a.ratio.median);
  const most = Math.max(1, ...sorted.map(({ ratio }) => ratio.median));
  const at = (ratio: number): string => (bars.left + (Math.min(ratio, most) / most) * bars.length).toFixed(1);
  const bottom = panel.head + sorted.length * panel.step - 3;
  return [
    `<text class="head" x="0" y="16">${escaped(short)}</text>`,
    ...sorted.map((summary, place) => barOf(summary, labels[summary.peer] ?? summary.peer, place, base, bars.left, at)),
    `<line class="one" x1="${at(1)}" x2="${at(1)}" y1="${panel.head - 4}" y2="${bottom}"/>`,
  ].join("\n");
}

function barOf(
  { peer, ratio }: Summary,
  label: string,
  place: number,
  base: string,
  left: number,
  at: (ratio: number) => string,
): string {
  const kind = peer === own ? "own" : peer === base ? "base" : "bar";
  const text = peer === own ? " own" : "";
  const top = panel.head + place * panel.step;
  const middle = top + panel.bar / 2;
  return [
    `<text class="label${text}" x="${left - 6}" y="${top + 10}">${escaped(label)}</text>`,
    `<rect class="${kind}" x="${left}" y="${top}" width="${(Number(at(ratio.median)) - left).toFixed(1)}" height="${panel.bar}" rx="2"/>`,
    peer === base
      ? ""
      : `<line class="spread" x1="${at(ratio.p10)}" x2="${at(ratio.p90)}" y1="${middle}" y2="${middle}"/>`,
    `<text class="value${text}" x="${panel.width - panel.value + 4}" y="${top + 10}">${ratio.median.toFixed(2)}</text>`,
  ].join("");
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
