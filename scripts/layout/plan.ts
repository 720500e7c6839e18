/** The plan of the house, read from the fenced lists of docs/architecture.md. */
export interface Plan {
  /** Folders of packages/core/src: each may import only those before it. */
  readonly folders: readonly string[];
  /** Package or app -> what it may import. */
  readonly arrows: ReadonlyMap<string, Arrow>;
}

export interface Arrow {
  readonly sources: readonly string[];
  /** What its tests may import besides. */
  readonly tests: readonly string[];
}

/** Stands for every package, on the right of an arrow. */
export const ANYTHING = "*";

export function readPlan(page: string): Plan {
  return {
    folders: fence(page, "layout"),
    arrows: new Map(fence(page, "arrows").map(arrow)),
  };
}

function fence(page: string, name: string): string[] {
  const block = new RegExp(`^\`\`\`${name}\\n([\\s\\S]*?)^\`\`\``, "m").exec(page)?.[1];
  if (block === undefined) throw new Error(`docs/architecture.md has no \`\`\`${name} list.`);
  return block
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function arrow(line: string): [string, Arrow] {
  const [, name, sources = "", tests = ""] = /^(\S+)\s*->\s*(.*?)\s*(?:tests:\s*(.*))?$/.exec(line) ?? [];
  if (name === undefined) throw new Error(`docs/architecture.md: not an arrow: "${line}"`);
  return [name, { sources: names(sources), tests: names(tests) }];
}

function names(list: string): string[] {
  return list
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
