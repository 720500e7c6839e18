import { ValueError } from "@chakra-orm/core/internal";

/**
 * Writes a one-dimensional array as PostgreSQL reads it: `{"a","b",NULL,1}`. Members are quoted, so that one with a comma
 * or a brace, an empty one, and the text "NULL" stay what they are; but for integers, of which most lists of keys are.
 */
export function writeArray(members: readonly (string | null)[]): string {
  let text = "{";
  for (let i = 0; i < members.length; i++) {
    const member = members[i] as string | null;
    if (i > 0) text += ",";
    if (member === null) text += "NULL";
    else if (isBare(member)) text += member;
    else text += `"${/["\\]/.test(member) ? member.replaceAll(/["\\]/g, "\\$&") : member}"`;
  }
  return `${text}}`;
}

/** Digits and minus signs, which mean nothing in an array. */
function isBare(member: string): boolean {
  const { length } = member;
  for (let i = 0; i < length; i++) {
    const character = member.charCodeAt(i);
    if (character > 57 || (character < 48 && character !== 45)) return false;
  }
  return length > 0;
}

/** Reads what PostgreSQL writes for a one-dimensional array. */
export function readArray(text: string): (string | null)[] {
  // An array whose indexes do not begin at 1 says so first: [0:1]={a,b}.
  let i = text.startsWith("[") ? text.indexOf("=") + 1 : 0;
  const members: (string | null)[] = [];
  if (text[i] !== "{") throw malformed();
  if (text[++i] === "}") return members;
  while (i < text.length) {
    if (text[i] === "{") {
      throw new ValueError(
        "The stored array has several dimensions, and field.array holds one: read it with field.json or in SQL.",
      );
    }
    if (text[i] === '"') {
      let member = "";
      let from = ++i;
      for (; text[i] !== '"'; i++) {
        if (i >= text.length) throw malformed();
        if (text[i] === "\\") {
          member += text.slice(from, i);
          from = ++i;
        }
      }
      members.push(member + text.slice(from, i++));
    } else {
      const from = i;
      while (i < text.length && text[i] !== "," && text[i] !== "}") i++;
      const member = text.slice(from, i);
      members.push(member === "NULL" ? null : member);
    }
    if (text[i] === "}" && i === text.length - 1) return members;
    if (text[i++] !== ",") throw malformed();
  }
  throw malformed();
}

const malformed = (): ValueError => new ValueError("What the database gave is not an array: is the column one?");
