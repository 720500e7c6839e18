import { ALL_SOURCES, PACKAGE_SOURCES, type Rule } from "../finding.js";
import type { House, SourceFile } from "../house.js";

const LONGEST = 300;
const MEDIAN = 100;

/** No source file is longer than one sitting. */
export const size: Rule = (house) =>
  house.files
    .filter((file) => (ALL_SOURCES.test(file.path) || file.path.startsWith("scripts/")) && !file.isTest)
    .filter((file) => linesOf(file) > LONGEST)
    .map((file) => ({ at: file.path, message: `has ${linesOf(file)} lines; ${LONGEST} is the most` }));

/** Most files are far shorter. */
export const median: Rule = (house) => {
  const middle = medianOf(house);
  return middle > MEDIAN
    ? [{ at: "packages/*/src", message: `the median file has ${middle} lines; ${MEDIAN} is the most` }]
    : [];
};

/** The median number of lines of the packages' source files. */
export function medianOf(house: House): number {
  const lines = house.files
    .filter((file) => PACKAGE_SOURCES.test(file.path) && !file.isTest)
    .map(linesOf)
    .sort((a, b) => a - b);
  return lines[Math.floor(lines.length / 2)] ?? 0;
}

export function linesOf(file: SourceFile): number {
  return file.text.split("\n").length - (file.text.endsWith("\n") ? 1 : 0);
}
