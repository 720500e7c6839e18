import ts from "typescript-5.9";
import { blocksOf, type Mode } from "./blocks.js";

/** One @example of a doc comment. */
export interface Example {
  readonly code: string;
  /** Line of the source file on which the code starts, counted from 1. */
  readonly line: number;
  readonly mode: Mode;
}

/** The @example blocks of every doc comment in a source file, fenced or bare. */
export function examplesOf(source: string, name: string): Example[] {
  return commentsOf(source, name).flatMap(({ text, line }) => {
    const examples: Example[] = [];
    const lines = text.split("\n").map((each) => each.replace(/^\s*(\/\*\*|\*(?!\/) ?)/, "").replace(/\s*\*\/$/, ""));
    for (let index = 0; index < lines.length; index += 1) {
      if (!/^\s*@example\b/.test(lines[index] ?? "")) continue;
      const start = index;
      while (index + 1 < lines.length && !/^\s*@\w+/.test(outsideFence(lines, start, index + 1))) index += 1;
      const body = [(lines[start] ?? "").replace(/^\s*@example\b.*$/, ""), ...lines.slice(start + 1, index + 1)];
      examples.push(...codeOf(body, line + start, name));
    }
    return examples;
  });
}

/** A decorator in a fenced example starts with @ too: a line inside a fence never ends the example. */
function outsideFence(lines: readonly string[], start: number, index: number): string {
  const fences = lines.slice(start, index).filter((line) => /^\s*```/.test(line)).length;
  return fences % 2 === 1 ? "" : (lines[index] ?? "");
}

function codeOf(body: readonly string[], line: number, name: string): Example[] {
  if (body.some((each) => /^\s*```/.test(each))) {
    return blocksOf(body.join("\n"), name).map((block) => ({
      code: block.code,
      line: line + block.line - 1,
      mode: block.mode,
    }));
  }
  const code = body.join("\n").trimEnd();
  return code === "" ? [] : [{ code, line, mode: "run" }];
}

interface Comment {
  readonly text: string;
  readonly line: number;
}

/** Found by the scanner, so that a doc comment inside a string is none. */
function commentsOf(source: string, name: string): Comment[] {
  const tree = ts.createSourceFile(name, source, ts.ScriptTarget.ES2022, true);
  const found = new Map<number, Comment>();
  const visit = (node: ts.Node): void => {
    for (const range of ts.getLeadingCommentRanges(source, node.getFullStart()) ?? []) {
      const text = source.slice(range.pos, range.end);
      if (text.startsWith("/**"))
        found.set(range.pos, { text, line: tree.getLineAndCharacterOfPosition(range.pos).line + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return [...found.values()];
}
