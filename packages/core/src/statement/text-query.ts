import type { TextLanguage } from "../schema/text-languages.js";
import { stopWords } from "./stop-words.js";

/** Words that follow each other; often only one. */
export type Phrase = readonly string[];

/** What a text has to have, all of it, and what it must not have, any of it. There is something that it has to have. */
export interface TextAlternative {
  readonly all: readonly Phrase[];
  readonly none: readonly Phrase[];
}

/** What somebody looks for in texts: one of these. Its words have letters and digits and nothing else in them. */
export type TextQuery = readonly TextAlternative[];

/** More words than this are nobody's search; so many conditions are a burden to some databases, and too many a fault. */
const mostWords = 1000;
/** Longer words are kept in no index. */
const longestWord = 500;

const quotes = /[“”„«»]/gu;
const pieces = /((?<![^\s"])-+)?(?:"([^"]*)"|([^\s"]+))/gu;
const words = /[\p{L}\p{N}\p{Co}][\p{L}\p{N}\p{Co}\p{M}]*/gu;

/**
 * Reads what a visitor typed: words that all have to be there, `"words in a row"`, `-not` this one, this `or` that. Any
 * text is one, whatever it holds: what is neither word nor one of these signs stands between words. What only excludes
 * finds nothing, since it does not say what to look for.
 */
export function textQuery(text: string, language: TextLanguage): TextQuery {
  const alternatives: TextAlternative[] = [];
  let size = 0;
  let [all, none] = [new Map<string, Phrase>(), new Map<string, Phrase>()];
  const finish = () => {
    const isPossible = [...all.values()].every(isStorable);
    if (all.size > 0 && isPossible) {
      alternatives.push({ all: [...all.values()], none: [...none.values()].filter(isStorable) });
    }
    [all, none] = [new Map(), new Map()];
  };
  for (const [, minus, quoted, bare] of text.replaceAll(quotes, '"').matchAll(pieces)) {
    if (minus === undefined && bare?.toLowerCase() === "or") {
      finish();
      continue;
    }
    const phrase = meaningful((quoted ?? bare ?? "").match(words) ?? [], language);
    const [found, key] = [minus === undefined ? all : none, phrase.join(" ")];
    if (phrase.length === 0 || found.has(key)) continue;
    found.set(key, phrase);
    size += phrase.length;
    if (size > mostWords) return [];
  }
  finish();
  return alternatives;
}

const isStorable = (phrase: Phrase): boolean => phrase.every((word) => [...word].length <= longestWord);

/** Without the words at both ends that say nothing; those between keep the distance. */
function meaningful(phrase: readonly string[], language: TextLanguage): Phrase {
  const idle = (word: string | undefined) => stopWords[language]?.has((word ?? "").toLowerCase()) === true;
  const from = phrase.findIndex((word) => !idle(word));
  return from < 0 ? [] : phrase.slice(from, phrase.findLastIndex((word) => !idle(word)) + 1);
}
