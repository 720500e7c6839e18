import type { Database } from "@chakra-orm/core";
import { countQueries } from "../../count-queries.js";

/** What some work wrote: for each INSERT, UPDATE or DELETE the operation, and for UPDATEs how many columns. */
export async function written(db: Database, work: () => unknown): Promise<string[]> {
  const { statements } = await countQueries(db, async () => void (await work()));
  return statements
    .filter(({ operation }) => operation !== "transaction")
    .map(({ operation, sql }) => (operation === "update" ? `update of ${columnsOf(sql)}` : operation));
}

/** How many columns an UPDATE sets: assignments stand between SET and WHERE in every SQL; names are quoted. */
function columnsOf(sql: string): number {
  const clause = /\sset\s(.*?)\swhere\s/is.exec(sql)?.[1] ?? "";
  return clause.replaceAll(/"[^"]*"|`[^`]*`/g, "x").split("=").length - 1;
}
