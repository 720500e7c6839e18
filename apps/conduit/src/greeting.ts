import { styleText } from "node:util";
import type { Settings } from "./settings.js";
import { viewerHeader } from "./viewer.js";

/** What the app says once it runs: where it is, where its data is, and what to try. */
export function greeting(url: string, { databaseUrl }: Settings): string {
  const bold = (text: string): string => (process.stdout.isTTY ? styleText("bold", text) : text);
  const dim = (text: string): string => (process.stdout.isTTY ? styleText("dim", text) : text);
  const article = `'{"article":{"title":"Hello","description":"A first try","body":"It works.","tagList":["trying"]}}'`;
  return `
  ${bold("Conduit")} is at ${bold(url)}
  ${dim(`Its data is in ${shownUrl(databaseUrl)}`)}

  Three things to try:

    curl '${url}/api/articles?tag=baking&limit=3'
    curl ${url}/api/articles/feed -H '${viewerHeader}: olga'
    curl ${url}/api/articles -H '${viewerHeader}: olga' -H 'content-type: application/json' \\
      -d ${article}

  ${dim("Every statement: LOG_LEVEL=debug npm start. To stop: Ctrl+C.")}
`;
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
