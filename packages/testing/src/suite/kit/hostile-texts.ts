import { createRequire } from "node:module";

// JSON modules need an import attribute that not every bundler of our users knows.
const naughty = createRequire(import.meta.url)("big-list-of-naughty-strings") as readonly string[];

const units = (...codes: readonly number[]): string => String.fromCharCode(...codes);

/** Texts of the Big List of Naughty Strings, and others that have misled databases before; each comes back exactly. */
export const texts: readonly string[] = [
  ...new Set([
    ...naughty,
    "👨‍👩‍👧‍👦",
    "é",
    "e\u0301",
    units(8238, 97, 98, 99),
    units(65279, 97),
    units(65534),
    "İIıi",
    "straße",
    " ",
    "\t",
    "\r\n",
    "trailing ",
    "trailing\n",
    "\u0001\u001f\u007f\u0085\u2028",
    "\\",
    "\\'",
    "a\\b%c_d!e",
    "%",
    "_",
    "!",
    "*",
    "?",
    "[a-z]",
    "$1",
    ":name",
    "??",
    "\\?",
    "null",
    "NULL",
    "{a,b}",
    '"quoted"',
    "'; drop table users; --",
    "' or '1'='1",
    "*/ /* --",
    "__proto__",
    "constructor",
    "toString",
    "then",
    "toJSON",
  ]),
];

/** Texts that no database here can keep as they are: they are refused before any SQL. */
export const impossibleTexts: readonly (readonly [name: string, text: string])[] = [
  ["NUL", "\0"],
  ["NUL inside", "a\0b"],
  ["a lone high surrogate", units(0xd800)],
  ["a lone low surrogate", units(0xdc00)],
  ["a swapped pair", units(0xde00, 0xd83d)],
  ["a high surrogate at the end", `a${units(0xd83d)}`],
];

/** Names of properties that mean something to JavaScript. */
export const prototypeKeys: readonly string[] = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "__defineGetter__",
  "then",
  "toJSON",
  "constructor.prototype",
  "__proto__.polluted",
  "$where",
  "$gt",
];

/** JSON of requests that try to be more than data. */
export const smuggled: readonly string[] = [
  '{"__proto__":{"polluted":1}}',
  '{"constructor":{"prototype":{"polluted":1}}}',
  '{"where":{"__proto__":{"id":1}}}',
  '{"id":{"$gt":0}}',
  '{"id":{"toString":"1; drop table x"}}',
  '[{"0":"a","length":1000000000}]',
  '{"ne":""}',
  '{"not":""}',
  '{"startsWith":""}',
  '{"operator":{"name":"ne","template":"1 = 1","arity":"one","operand":"column"},"operands":[""]}',
  '{"type":"or","parts":[{}]}',
  '{"strings":["1 = 1"],"values":[]}',
  '{"or":[{}]}',
  '{"@chakra-orm/lookup":true}',
  "[]",
  '[""]',
  "{}",
];
