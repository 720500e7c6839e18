import type { Rule } from "../finding.js";

const VAGUE = /^(utils?|helpers?|commons?|misc|miscellaneous)$/;

/** A drawer for anything ends up imported by everything. Name the file after what it does. */
export const vagueNames: Rule = (house) =>
  house.paths
    .filter((path) => VAGUE.test(stem(path).toLowerCase()))
    .map((path) => ({ at: path, message: "says nothing about what is in it: name it after its duty" }));

function stem(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return name.split(".")[0] ?? name;
}
