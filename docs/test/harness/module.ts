import ts from "typescript-5.9";

/** A line of a generated module, and the line of the page it was taken from. */
export interface Line {
  readonly text: string;
  readonly from: number | undefined;
}

/** A piece of TypeScript, taken apart: its imports by name, and the rest line by line. */
export interface Piece {
  readonly imports: readonly Binding[];
  readonly lines: readonly Line[];
  /** Names it declares at its top level or imports. */
  readonly declares: ReadonlySet<string>;
  /** Every identifier it mentions. */
  readonly mentions: ReadonlySet<string>;
}

/** One name brought in by an import; `clause` is what stands between `import` and `from`. */
export interface Binding {
  readonly clause: string;
  readonly module: string;
}

/** Takes code apart so that several blocks can share one module: an import said twice is kept once. */
export function pieceOf(code: string, line: number): Piece {
  const tree = ts.createSourceFile("block.ts", code, ts.ScriptTarget.ES2022, true);
  const imports: Binding[] = [];
  const declares = new Set<string>();
  let rest = code;
  for (const statement of tree.statements) {
    if (ts.isImportDeclaration(statement)) {
      imports.push(...bindings(statement));
      rest = blank(rest, statement.getStart(tree), statement.getEnd());
    }
    for (const name of namesOf(statement)) declares.add(name);
  }
  const lines = rest.split("\n").map((text, index) => ({ text, from: line + index }));
  return { imports, lines, declares, mentions: identifiers(tree) };
}

function bindings(statement: ts.ImportDeclaration): Binding[] {
  const module = statement.moduleSpecifier.getText();
  const clause = statement.importClause;
  if (clause === undefined) return [{ clause: "", module }];
  const type = clause.isTypeOnly ? "type " : "";
  const found: Binding[] = [];
  if (clause.name) found.push({ clause: `${type}${clause.name.text}`, module });
  const named = clause.namedBindings;
  if (named && ts.isNamespaceImport(named)) found.push({ clause: `${type}* as ${named.name.text}`, module });
  if (named && ts.isNamedImports(named)) {
    for (const each of named.elements) {
      const isType = clause.isTypeOnly || each.isTypeOnly ? "type " : "";
      found.push({ clause: `{ ${isType}${each.getText().replace(/^type\s+/, "")} }`, module });
    }
  }
  return found;
}

/** Names that a top-level statement brings into scope. */
function namesOf(statement: ts.Statement): string[] {
  if (ts.isImportDeclaration(statement)) {
    const clause = statement.importClause;
    const named = clause?.namedBindings;
    const inner =
      named === undefined
        ? []
        : ts.isNamespaceImport(named)
          ? [named.name.text]
          : named.elements.map((each) => each.name.text);
    return [...(clause?.name ? [clause.name.text] : []), ...inner];
  }
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap((each) => namesIn(each.name));
  const named = statement as { readonly name?: ts.Node };
  return named.name && ts.isIdentifier(named.name) ? [named.name.text] : [];
}

function namesIn(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((each) => (ts.isBindingElement(each) ? namesIn(each.name) : []));
}

function identifiers(tree: ts.SourceFile): Set<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) found.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** Writes spaces over a stretch of code, so that every other character keeps its place. */
function blank(code: string, start: number, end: number): string {
  return code.slice(0, start) + code.slice(start, end).replace(/[^\n]/g, " ") + code.slice(end);
}

/** Import statements for the bindings, each name once. */
export function importLines(imports: readonly Binding[]): Line[] {
  const statements = new Set(
    imports.map(({ clause, module }) => (clause === "" ? `import ${module};` : `import ${clause} from ${module};`)),
  );
  return [...statements].map((text) => ({ text, from: undefined }));
}
