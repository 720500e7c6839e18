import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript-5.9";

/** Name -> whether it is a type only. */
export type Exports = ReadonlyMap<string, "type" | "value">;

/**
 * What a module exports, read from its text alone. The compiler option `isolatedModules` makes every re-export
 * of a type say so, which is why no type checker is needed.
 */
export function exportsOf(path: string): Exports {
  const found = new Map<string, "type" | "value">();
  const tree = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022, true);
  for (const statement of tree.statements) {
    if (ts.isExportDeclaration(statement)) reExports(path, statement, found);
    else if (isExported(statement)) declared(statement, found);
  }
  return found;
}

function reExports(path: string, statement: ts.ExportDeclaration, found: Map<string, "type" | "value">): void {
  const { exportClause, moduleSpecifier, isTypeOnly } = statement;
  if (exportClause === undefined) {
    if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier) || !moduleSpecifier.text.startsWith("."))
      return;
    const target = join(dirname(path), moduleSpecifier.text.replace(/\.js$/, ".ts"));
    for (const [name, kind] of exportsOf(target)) found.set(name, isTypeOnly ? "type" : kind);
  } else if (ts.isNamespaceExport(exportClause)) {
    found.set(exportClause.name.text, isTypeOnly ? "type" : "value");
  } else {
    for (const each of exportClause.elements)
      found.set(each.name.text, isTypeOnly || each.isTypeOnly ? "type" : "value");
  }
}

function declared(statement: ts.Statement, found: Map<string, "type" | "value">): void {
  if (ts.isVariableStatement(statement)) {
    for (const { name } of statement.declarationList.declarations)
      if (ts.isIdentifier(name)) found.set(name.text, "value");
  } else if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
    if (!found.has(statement.name.text)) found.set(statement.name.text, "type");
  } else if ((ts.isClassDeclaration(statement) || ts.isFunctionDeclaration(statement)) && statement.name) {
    found.set(statement.name.text, "value");
  }
}

function isExported(statement: ts.Statement): boolean {
  if (!ts.canHaveModifiers(statement)) return false;
  const modifiers = ts.getModifiers(statement) ?? [];
  return (
    modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) &&
    !modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)
  );
}
