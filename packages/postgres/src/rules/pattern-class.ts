/** What JavaScript means by `\d`, `\w`, `\s` and `.`, as PostgreSQL writes it; the first three go within brackets. */
export const shorthand = {
  d: "0-9",
  w: "A-Za-z0-9_",
  s: String.raw`\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff`,
  any: String.raw`[^\n\r\u2028\u2029]`,
} as const;

/** A bracket expression, written for PostgreSQL. */
export interface CharacterClass {
  readonly text: string;
  readonly negated: boolean;
  /** Where the source goes on after it. */
  readonly end: number;
}

/** Reads a class from behind its opening bracket; `undefined` where the two sides would differ. */
export function readClass(source: string, start: number, ignoreCase: boolean): CharacterClass | undefined {
  const negated = source[start] === "^";
  let at = start + (negated ? 1 : 0);
  let inside = "";
  while (source[at] !== "]") {
    const first = readMember(source, at);
    if (first === undefined) return undefined;
    at = first.end;
    if (first.code === undefined) {
      // A range cannot begin or end with a shorthand.
      if (source[at] === "-" && source[at + 1] !== "]") return undefined;
      inside += first.text;
      continue;
    }
    if (source[at] !== "-" || source[at + 1] === "]") {
      inside += write(first.code);
      continue;
    }
    const last = readMember(source, at + 1);
    if (last?.code === undefined || last.code < first.code) return undefined;
    // A range across upper and lower case, such as [A-z], folds in ways that are not worth following.
    if (ignoreCase && !foldsEvenly(first.code, last.code)) return undefined;
    inside += `${write(first.code)}-${write(last.code)}`;
    at = last.end;
  }
  if (inside === "") return undefined;
  return { text: `[${negated ? "^" : ""}${inside}]`, negated, end: at + 1 };
}

interface Member {
  /** The character, or `undefined` for a shorthand. */
  readonly code?: number;
  readonly text: string;
  readonly end: number;
}

const escapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, v: 11 };

function readMember(source: string, at: number): Member | undefined {
  const character = source[at];
  if (character === undefined) return undefined;
  if (character !== "\\") return { code: character.charCodeAt(0), text: character, end: at + 1 };
  const letter = source[at + 1] ?? "";
  const end = at + 2;
  if (letter === "d" || letter === "w" || letter === "s") return { text: shorthand[letter], end };
  const code = escapes[letter];
  if (code !== undefined) return { code, text: letter, end };
  return /[!-/:-@[-^`{-~]/.test(letter) ? { code: letter.charCodeAt(0), text: letter, end } : undefined;
}

/** Letters, digits and characters beyond ASCII stand for themselves; everything else is written by its code. */
function write(code: number): string {
  const character = String.fromCharCode(code);
  return code > 127 || /[A-Za-z0-9_]/.test(character) ? character : `\\u${code.toString(16).padStart(4, "0")}`;
}

const within = (code: number, first: string, last: string): boolean =>
  code >= first.charCodeAt(0) && code <= last.charCodeAt(0);

function foldsEvenly(first: number, last: number): boolean {
  const sameCase = ["az", "AZ"].some(([a = "", z = ""]) => within(first, a, z) && within(last, a, z));
  return sameCase || last < "A".charCodeAt(0) || first > "z".charCodeAt(0);
}
