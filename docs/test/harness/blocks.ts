/** One fenced ts block of a page. */
export interface Block {
  readonly code: string;
  /** Line of the page on which the code starts, counted from 1. */
  readonly line: number;
  /** The file it is part of, from \`\`\`ts file=models.ts; the page's own module otherwise. */
  readonly file: string | undefined;
  readonly mode: Mode;
  /** Starts the page's module anew: nothing above is in scope. */
  readonly fresh: boolean;
}

/** "run" compiles and runs, "compile" (no-run) only compiles, "fail" (fails) must not compile. */
export type Mode = "run" | "compile" | "fail";

const FENCE = /^( *)(`{3,}|~{3,})(.*)$/;
const LANGUAGES = new Set(["ts", "typescript"]);
const FLAGS = /^(no-run|fails|fresh|file=[\w./-]+\.ts)$/;

/** The ts blocks of a Markdown page, in order. Unknown words on the fence are mistakes, and thrown. */
export function blocksOf(page: string, name: string): Block[] {
  const blocks: Block[] = [];
  const lines = page.split("\n");
  for (let index = 0; index < lines.length; index += 1) {
    const [, indent = "", fence, info = ""] = FENCE.exec(lines[index] ?? "") ?? [];
    if (fence === undefined) continue;
    const start = index + 1;
    const closing = new RegExp(`^ *${fence[0]}{${fence.length},} *$`);
    index = start;
    while (index < lines.length && !closing.test(lines[index] ?? "")) index += 1;
    const [language = "", ...flags] = info.trim().split(/\s+/);
    if (!LANGUAGES.has(language)) continue;
    const code = lines.slice(start, index).map((line) => withoutIndent(line, indent));
    blocks.push(block(code.join("\n"), start + 1, flags, `${name}:${start}`));
  }
  return blocks;
}

function block(code: string, line: number, flags: readonly string[], at: string): Block {
  const strange = flags.find((flag) => !FLAGS.test(flag));
  if (strange !== undefined)
    throw new Error(`${at}: "${strange}" means nothing on a ts block. Write no-run, fails, fresh or file=name.ts.`);
  const file = flags.find((flag) => flag.startsWith("file="))?.slice("file=".length);
  const mode = flags.includes("fails") ? "fail" : flags.includes("no-run") ? "compile" : "run";
  return { code, line, file, mode, fresh: flags.includes("fresh") };
}

function withoutIndent(line: string, indent: string): string {
  return line.startsWith(indent) ? line.slice(indent.length) : line.trimStart();
}
