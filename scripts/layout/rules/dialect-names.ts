import ts from "typescript-5.9";
import { CORE_SOURCES, type Finding, type Rule } from "../finding.js";
import type { SourceFile } from "../house.js";

const DIALECT = /sqlite|postgres|pglite|mysql|mariadb/i;

/** The one place that maps a URL's scheme to the package to ask for. */
const ALLOWED = new Set(["packages/core/src/connection/schemes.ts"]);

/** Core asks a dialect what it can do, never what it is called. Comments may name what they like. */
export const dialectNames: Rule = (house) =>
  house.files
    .filter((file) => CORE_SOURCES.test(file.path) && !file.isTest && !ALLOWED.has(file.path))
    .flatMap((file) => [...inPath(file), ...inCode(file)]);

function inPath(file: SourceFile): Finding[] {
  return DIALECT.test(file.path) ? [{ at: file.path, message: "is named after a dialect" }] : [];
}

function inCode(file: SourceFile): Finding[] {
  const found: Finding[] = [];
  const visit = (node: ts.Node): void => {
    if (isText(node) && DIALECT.test(node.text)) {
      const line = file.tree.getLineAndCharacterOfPosition(node.getStart(file.tree)).line + 1;
      found.push({ at: `${file.path}:${line}`, message: `names a dialect: ${JSON.stringify(node.text.slice(0, 60))}` });
    }
    ts.forEachChild(node, visit);
  };
  visit(file.tree);
  return found;
}

function isText(node: ts.Node): node is ts.Node & { readonly text: string } {
  return (
    ts.isIdentifier(node) ||
    ts.isPrivateIdentifier(node) ||
    ts.isStringLiteralLike(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddle(node) ||
    ts.isTemplateTail(node) ||
    ts.isRegularExpressionLiteral(node)
  );
}
