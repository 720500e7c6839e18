import { CORE_SOURCES, PACKAGE_SOURCES } from "./finding.js";
import type { House } from "./house.js";
import type { Plan } from "./plan.js";
import { linesWithAny } from "./rules/casts.js";
import { rules } from "./rules/index.js";
import { linesOf, medianOf } from "./rules/size.js";

export interface Report {
  readonly text: string;
  readonly failures: number;
}

/** Runs every rule and writes down what it found, then the house in numbers. */
export function report(house: House, plan: Plan): Report {
  const lines: string[] = [];
  let failures = 0;
  for (const [sentence, rule] of Object.entries(rules)) {
    const findings = rule(house, plan);
    failures += findings.length;
    lines.push(`${findings.length === 0 ? "ok  " : "FAIL"} ${sentence}`);
    lines.push(...findings.map(({ at, message }) => `       ${at} ${message}`));
  }
  if (!house.files.some((file) => CORE_SOURCES.test(file.path))) {
    failures += 1;
    lines.push("FAIL there is no packages/core/src to look at");
  }
  return { text: [...lines, "", ...numbers(house), ...notYet(house, plan)].join("\n"), failures };
}

function numbers(house: House): string[] {
  const rows = house.members
    .filter((member) => member.path.startsWith("packages/"))
    .map((member) => {
      const files = house.files.filter(
        (file) => file.member === member.path && PACKAGE_SOURCES.test(file.path) && !file.isTest,
      );
      const anys = files.reduce((sum, file) => sum + linesWithAny(file).length, 0);
      const total = files.reduce((sum, file) => sum + linesOf(file), 0);
      const longest = Math.max(0, ...files.map(linesOf));
      return `  ${member.folder.padEnd(12)}${cell(files.length)} files ${cell(total)} lines, longest ${cell(longest)}, any ${cell(anys)}`;
    });
  return ["Sources:", ...rows, `  median file ${medianOf(house)} lines`];
}

function notYet(house: House, plan: Plan): string[] {
  const missing = plan.folders.filter((folder) => !house.paths.includes(`packages/core/src/${folder}`));
  return missing.length === 0 ? [] : [`  in the plan of core, not there yet: ${missing.join(", ")}`];
}

function cell(value: number): string {
  return String(value).padStart(5);
}
