import ts from "typescript-5.9";
import { ALL_SOURCES, type Finding, type Rule } from "../finding.js";
import type { House, SourceFile } from "../house.js";

const CAST = /(^|\/)cast\.ts$/;

/** `any` is allowed in one file of a package, cast.ts, where each has a reason written beside it. */
export const casts: Rule = (house) => [
  ...house.members.flatMap((member) => secondCast(house, member.path)),
  ...house.files
    .filter((file) => ALL_SOURCES.test(file.path) && !file.isTest && !CAST.test(file.inside))
    .flatMap((file) =>
      linesWithAny(file).map((line) => ({
        at: `${file.path}:${line}`,
        message: "writes `any`: use a narrower type, or a named cast in cast.ts",
      })),
    ),
];

function secondCast(house: House, member: string): Finding[] {
  const [, ...others] = house.files.filter((file) => file.member === member && CAST.test(file.inside));
  return others.map((file) => ({ at: file.path, message: "is a second cast.ts in its package" }));
}

/** The line of every `any` in a type: `as any`, `: any`, `<any>`, `any[]` alike. */
export function linesWithAny(file: SourceFile): number[] {
  const found: number[] = [];
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) {
      found.push(file.tree.getLineAndCharacterOfPosition(node.getStart(file.tree)).line + 1);
    }
    ts.forEachChild(node, visit);
  };
  visit(file.tree);
  return found;
}
