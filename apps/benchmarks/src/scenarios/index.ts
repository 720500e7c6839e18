import type { UserSession } from "../peers/peer.js";
import { eager } from "./eager.js";
import { feed } from "./feed.js";
import { find, findMany } from "./find.js";
import { graph } from "./graph.js";
import { insert } from "./insert.js";
import { insertThousand } from "./insert-many.js";
import { listTenThousand, listThousand } from "./list.js";
import type { Scenario } from "./scenario.js";
import { stream } from "./stream.js";
import { update } from "./update.js";

/** The registry: a scenario is an object, and its place here. */
export const scenarios: readonly Scenario[] = [
  find,
  findMany,
  listThousand,
  listTenThousand,
  graph,
  feed,
  eager,
  stream,
  insert,
  insertThousand,
  update,
];

/** What is measured on SQLite. */
export const sqliteScenarios: readonly Scenario<UserSession>[] = [
  find,
  listThousand,
  listTenThousand,
  insert,
  insertThousand,
];

export const scenarioNames: readonly string[] = scenarios.map(({ name }) => name);

/** The scenario of a name that is known to be one. */
export function scenarioNamed(name: string): Scenario {
  const found = scenarios.find((scenario) => scenario.name === name);
  if (found === undefined) throw new Error(`There is no scenario "${name}": ${scenarioNames.join(", ")}.`);
  return found;
}
