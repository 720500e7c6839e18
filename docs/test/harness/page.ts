import { type Block, blocksOf } from "./blocks.js";
import { importLines, type Line, type Piece, pieceOf } from "./module.js";

/** A module to be written, compiled, and perhaps run. */
export interface Module {
  /** Its file name, inside the folder of its page. */
  readonly file: string;
  readonly lines: readonly Line[];
  readonly runs: boolean;
  /** True for a block that must not compile. */
  readonly fails: boolean;
  /** The lines of the page it answers for; what is wrong above them is another module's business. */
  readonly first: number;
  readonly last: number;
}

/** The modules of a Markdown page: its own, those of file=…, and one for each block that is only compiled. */
export function modulesOf(text: string, name: string): Module[] {
  const modules: Module[] = [];
  const files = new Map<string, Piece[]>();
  const imported = new Set<string>();
  let main: Piece[] = [];
  const finish = () => {
    if (main.length > 0) modules.push(whole(`page${modules.length || ""}.ts`, main, true));
    main = [];
  };
  for (const block of blocksOf(text, name)) {
    const piece = pieceOf(block.code, block.line);
    for (const { module } of piece.imports) imported.add(module.slice(1, -1));
    if (block.fresh) finish();
    if (block.file !== undefined) files.set(block.file, [...(files.get(block.file) ?? []), piece]);
    else if (block.mode === "run") main.push(piece);
    else modules.push(apart(block, main, piece));
  }
  finish();
  const named = [...files].map(([file, pieces]) =>
    whole(file, pieces, !imported.has(`./${file.replace(/\.ts$/, ".js")}`)),
  );
  return [...named, ...modules];
}

function whole(file: string, pieces: readonly Piece[], runs: boolean): Module {
  return { file, lines: joined(pieces), runs, fails: false, first: 0, last: Number.POSITIVE_INFINITY };
}

/** A block that is compiled below all that went before it, and never run. */
function apart(block: Block, before: readonly Piece[], piece: Piece): Module {
  const last = block.line + piece.lines.length - 1;
  const file = `line-${block.line}.ts`;
  return {
    file,
    lines: joined([...before, piece]),
    runs: false,
    fails: block.mode === "fail",
    first: block.line,
    last,
  };
}

function joined(pieces: readonly Piece[]): Line[] {
  return [...importLines(pieces.flatMap((piece) => piece.imports)), ...pieces.flatMap((piece) => piece.lines), END];
}

/** Makes a module of a file that neither imports nor exports. */
export const END: Line = { text: "export {};", from: undefined };
