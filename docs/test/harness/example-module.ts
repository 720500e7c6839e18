import type { Example } from "./examples.js";
import type { Exports } from "./exports.js";
import { type Binding, importLines, pieceOf } from "./module.js";
import { END, type Module } from "./page.js";

/** Where the names of an example may come from, nearest first. */
export interface Source {
  /** As it is written in an import. */
  readonly module: string;
  readonly exports: Exports;
}

/** An example as a module: each name it mentions and does not bring itself is imported from the first source that has it. */
export function exampleModule(example: Example, sources: readonly Source[]): Module {
  const piece = pieceOf(example.code, example.line);
  const missing = [...piece.mentions].filter((name) => !piece.declares.has(name)).sort();
  const imports: Binding[] = missing.flatMap((name) => {
    const source = sources.find((each) => each.exports.has(name));
    if (source === undefined) return [];
    const type = source.exports.get(name) === "type" ? "type " : "";
    return [{ clause: `{ ${type}${name} }`, module: JSON.stringify(source.module) }];
  });
  return {
    file: `line-${example.line}.ts`,
    lines: [...importLines([...imports, ...piece.imports]), ...piece.lines, END],
    runs: example.mode === "run",
    fails: example.mode === "fail",
    first: 0,
    last: Number.POSITIVE_INFINITY,
  };
}
