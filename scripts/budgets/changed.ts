const where = "scripts/budgets/budgets.ts";

/** Says what changed, by how much, and what to do. */
export function changed(what: string, now: number, budget: number): string {
  const by = `${Math.abs(now - budget).toLocaleString("en")} ${now > budget ? "more" : "less"} than`;
  const then =
    now > budget
      ? `If what came is worth it, write ${now} into ${where}, and the reason into the commit.`
      : `Write ${now} into ${where}, so that it stays so.`;
  return `${what}: ${now.toLocaleString("en")}, ${by} its budget. ${then}`;
}
