import type { Model } from "@chakra-orm/core";
import { afterAll, beforeAll } from "vitest";
import type { Suite } from "./suite.js";

/** A model class, as far as tables are concerned. */
export type TableModel = (new (...given: never[]) => Model) & { readonly name: string };

/** Makes the tables of these models before the tests of the `describe` it is called in, and drops them after. */
export function tables(suite: Suite, ...models: readonly TableModel[]): void {
  beforeAll(async () => {
    await suite.db.dropTables({ models });
    await suite.db.createTables({ models });
  });
  afterAll(() => suite.db.dropTables({ models }));
}

/** Deletes every row of a model. */
export async function empty(model: { all(): PromiseLike<readonly Model[]> }): Promise<void> {
  for (const record of await model.all()) await record.destroy();
}
