import { styleText } from "node:util";
import { demoPassword, people } from "./seed/people.js";
import type { Settings } from "./settings.js";

/** What the app says once it runs: where it is, where its data is, and what to try. */
export function greeting(command: string, url: string, { databaseUrl, seed, jwtSecret }: Settings): string {
  const bold = (text: string): string => (process.stdout.isTTY ? styleText("bold", text) : text);
  const dim = (text: string): string => (process.stdout.isTTY ? styleText("dim", text) : text);
  const olga = people.find(({ username }) => username === "olga")?.email ?? "";
  const json = "-H 'content-type: application/json'";
  const logIn = `curl ${url}/api/users/login ${json} \\
      -d '{"user":{"email":"${olga}","password":"${demoPassword}"}}'`;
  const signUp = `curl ${url}/api/users ${json} \\
      -d '{"user":{"username":"me","email":"me@example.com","password":"of-my-own"}}'`;
  return `
  ${bold("Conduit")} is at ${bold(url)}
  ${dim(`Its data is in ${shownUrl(databaseUrl)}`)}
${seed ? `  ${dim(`Its people, such as ${olga}, have the password ${demoPassword}`)}\n` : ""}${isShort(jwtSecret) ? `  ${bold("JWT_SECRET is short:")} who guesses it can be anybody. Take 32 random characters.\n` : ""}
  Three things to try, besides the page there and the API's at ${url}/docs:

    curl '${url}/api/articles?tag=baking&limit=3'
    ${seed ? logIn : signUp}
    curl ${url}/api/articles/feed -H 'authorization: Token <the token that it gave>'

  ${dim(`Every statement: LOG_LEVEL=debug ${command}. To stop: Ctrl+C.`)}
`;
}

/** HS256 asks for a secret as long as its hash. */
function isShort(secret = ""): boolean {
  return secret !== "" && Buffer.byteLength(secret) < 32;
}

/** A database's URL for people: a file as its path, a server without the password and options. */
export function shownUrl(databaseUrl: string): string {
  const [, scheme, rest = ""] = /^(\w+):([^?]*)/.exec(databaseUrl) ?? [];
  if (scheme !== "sqlite" && scheme !== "pglite") return databaseUrl.replace(/\/\/[^/]*@/, "//").replace(/\?.*$/, "");
  return rest === ":memory:" ? "memory, and gone when this ends" : decode(rest);
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
