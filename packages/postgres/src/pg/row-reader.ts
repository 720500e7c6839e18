import { readText } from "../bytes/text.js";
import type { Readers } from "./result-types.js";

/** Reads the fields of one row; `at` is where the size of the first one stands. */
export type RowReader = (bytes: Buffer, at: number) => unknown[];

interface Known {
  rows: number;
  /** Absent until there were rows enough, and null where code may not be generated. */
  read?: RowReader | null;
}

/** After so many rows, making code for the next ones has cost next to nothing. */
const enough = 50_000;

const byReaders = new WeakMap<Readers, Known>();

/** Who reads rows with these readers, once there were many. */
export function rowReader(readers: Readers): RowReader | undefined {
  const known = byReaders.get(readers);
  if (known === undefined || known.rows < enough) return undefined;
  if (known.read === undefined) known.read = generate(readers);
  return known.read ?? undefined;
}

/** Counts the rows that were read with these readers. */
export function countRows(readers: Readers, rows: number): void {
  const known = byReaders.get(readers);
  if (known === undefined) byReaders.set(readers, { rows });
  else known.rows += rows;
}

/** Calls each reader at a place of its own: V8 can then put its code there, as it cannot in a loop over many of them. */
function generate(readers: Readers): RowReader | null {
  const all = Array.from(readers, (read) => read ?? readText);
  const size = "b[p]<<24|b[p+1]<<16|b[p+2]<<8|b[p+3]";
  const fields = all.map((_, i) => `s=${size};p+=4;if(s<0)v[${i}]=null;else{v[${i}]=r${i}(b,p,p+s);p+=s}`);
  const code = `return function(b,p){const v=new Array(${all.length});let s;${fields.join("")}return v}`;
  try {
    return new Function(...all.map((_, i) => `r${i}`), code)(...all);
  } catch (error) {
    if (error instanceof EvalError) return null;
    throw error;
  }
}
