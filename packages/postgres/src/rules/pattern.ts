import { type CharacterClass, readClass, shorthand } from "./pattern-class.js";

/**
 * Writes a JavaScript regular expression as one of PostgreSQL's that matches exactly the same texts, or gives
 * `undefined` where that cannot be promised. What both have in common: characters, classes, anchors, quantifiers,
 * groups and alternatives. `.`, `\d`, `\w` and `\s` mean other characters in PostgreSQL and are written out.
 *
 * JavaScript counts UTF-16 units and PostgreSQL characters. They agree on how many there are except beyond U+FFFF,
 * so what matches any such character is taken only under `*` or `+`, where the count does not matter, and never where
 * two of them could share one.
 */
export function translatePattern(source: string, ignoreCase: boolean): string | undefined {
  // Letters beyond ASCII have case rules of their own on each side.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
  if (ignoreCase && !/^[\x00-\x7f]*$/.test(source)) return undefined;
  if (source === "(?:)" || /\p{Surrogate}|[\u{10000}-\u{10ffff}]/u.test(source)) return undefined;
  const reader = new PatternReader(source, ignoreCase);
  const found = reader.readAlternatives(0);
  return reader.at < source.length ? undefined : found?.text;
}

/** One thing that can be repeated. */
interface Atom {
  readonly text: string;
  /** Matches characters beyond U+FFFF, which are two units to JavaScript. */
  readonly wide?: boolean;
  /** Matches one character, up to U+FFFF. */
  readonly narrow?: boolean;
  /** Holds something wide that must match something. */
  readonly splits?: boolean;
  /** An anchor, which cannot be repeated. */
  readonly anchor?: boolean;
}

class PatternReader {
  at = 0;
  readonly #source: string;
  readonly #ignoreCase: boolean;

  constructor(source: string, ignoreCase: boolean) {
    this.#source = source;
    this.#ignoreCase = ignoreCase;
  }

  readAlternatives(depth: number): Atom | undefined {
    if (depth > 20) return undefined;
    const branches: Atom[] = [];
    do {
      const branch = this.#readBranch(depth);
      if (branch === undefined || branch.text === "") return undefined;
      branches.push(branch);
    } while (this.#take("|"));
    return { text: branches.map(({ text }) => text).join("|"), splits: branches.some(({ splits }) => splits) };
  }

  #readBranch(depth: number): Atom | undefined {
    let text = "";
    let splits = false;
    // Whether a wide character could be shared between what was read last and what comes next.
    let open = false;
    while (this.at < this.#source.length && this.#next !== "|" && this.#next !== ")") {
      const atom = this.#readAtom(depth);
      const quantifier = atom && this.#readQuantifier();
      if (atom === undefined || quantifier === undefined) return undefined;
      if (quantifier !== "" && (atom.anchor || atom.splits)) return undefined;
      if (atom.wide && quantifier !== "*" && quantifier !== "+") return undefined;
      if (atom.splits || (atom.wide && quantifier === "+")) {
        if (open) return undefined;
        open = true;
        splits = true;
      } else if (atom.narrow && /^(\+|\{[1-9].*)?$/.test(quantifier)) {
        open = false;
      }
      text += atom.text + quantifier;
    }
    return { text, splits };
  }

  #readAtom(depth: number): Atom | undefined {
    const character = this.#source[this.at++];
    switch (character) {
      case "^":
      case "$":
        return { text: character, anchor: true };
      case ".":
        return { text: shorthand.any, wide: true };
      case "[":
        return this.#classAtom(readClass(this.#source, this.at, this.#ignoreCase));
      case "(":
        return this.#readGroup(depth);
      case "\\":
        return this.#readEscape();
      case undefined:
      case "*":
      case "+":
      case "?":
      case "{":
      case "}":
      case "]":
        return undefined;
      default:
        return { text: character, narrow: true };
    }
  }

  #classAtom(found: CharacterClass | undefined): Atom | undefined {
    if (found === undefined) return undefined;
    this.at = found.end;
    return { text: found.text, wide: found.negated, narrow: !found.negated };
  }

  #readGroup(depth: number): Atom | undefined {
    if (this.#next === "?" && !this.#take("?:")) return undefined;
    const inside = this.readAlternatives(depth + 1);
    if (inside === undefined || !this.#take(")")) return undefined;
    return { ...inside, text: `(?:${inside.text})` };
  }

  #readEscape(): Atom | undefined {
    const letter = this.#source[this.at++];
    if (letter === undefined) return undefined;
    if (/[nrtfv]/.test(letter)) return { text: `\\${letter}`, narrow: true };
    if (/[dws]/.test(letter)) return { text: `[${shorthand[letter as "d" | "w" | "s"]}]`, narrow: true };
    if (/[DWS]/.test(letter)) {
      return { text: `[^${shorthand[letter.toLowerCase() as "d" | "w" | "s"]}]`, wide: true };
    }
    // Escaped punctuation stands for itself on both sides; other letters and digits have a meaning on one.
    return /[!-/:-@[-^`{-~]/.test(letter) ? { text: `\\${letter}`, narrow: true } : undefined;
  }

  #readQuantifier(): string | undefined {
    const found = /^(?:[*+?]|\{(\d{1,3})(?:,(\d{0,3}))?\})/.exec(this.#source.slice(this.at, this.at + 9));
    if (found === null) return this.#next === "{" ? undefined : "";
    const [quantifier, least = "0", most = ""] = found;
    // PostgreSQL counts to 255.
    if (Number(least) > 255 || Number(most) > 255 || (most !== "" && Number(most) < Number(least))) return undefined;
    this.at += quantifier.length;
    // Lazy or greedy makes no difference to whether a text matches.
    this.#take("?");
    return quantifier;
  }

  get #next(): string | undefined {
    return this.#source[this.at];
  }

  #take(text: string): boolean {
    if (!this.#source.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }
}
