import { ValueError } from "@chakra-orm/core/internal";

/**
 * Reads an interval into ISO 8601. The session asks for that form, and PostgreSQL's is the canonical one; behind a
 * proxy it may not have got it, so the server's own default form is understood too.
 */
export function readInterval(text: string): string {
  return text.startsWith("P") ? text : readPostgresStyle(text);
}

const pattern =
  /^(?:(-?\d+) years? ?)?(?:([+-]?\d+) mons? ?)?(?:([+-]?\d+) days? ?)?(?:([+-]?)(\d+):(\d\d):(\d\d)(?:\.(\d{1,6}))?)?$/;

function readPostgresStyle(text: string): string {
  const match = pattern.exec(text);
  if (text === "" || match === null) {
    throw new ValueError(
      /^-?infinity$/.test(text)
        ? `The stored interval is ${text}, which ISO 8601 cannot say: store null instead, or read the column in SQL.`
        : "What the database gave is not an interval: set intervalstyle to iso_8601 or leave it at its default.",
    );
  }
  const [, years, months, days, sign = "", hours, minutes, seconds, fraction = ""] = match;
  const minus = sign === "-" ? "-" : "";
  const trimmed = fraction.replace(/0+$/, "");
  const second = `${Number(seconds ?? 0)}${trimmed === "" ? "" : `.${trimmed}`}`;
  const date = [amount(years, "Y"), amount(months, "M"), amount(days, "D")].join("");
  const clock = [amount(minus + (hours ?? 0), "H"), amount(minus + (minutes ?? 0), "M")].join("");
  const time = second === "0" ? clock : `${clock}${minus}${second}S`;
  return date === "" && time === "" ? "PT0S" : `P${date}${time === "" ? "" : `T${time}`}`;
}

const amount = (count: string | undefined, letter: string): string =>
  Number(count ?? 0) === 0 ? "" : `${Number(count)}${letter}`;
