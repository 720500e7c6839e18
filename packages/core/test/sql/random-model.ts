import fc from "fast-check";
import { field } from "../../src/fields/index.js";
import { type AnyModel, modelOf } from "../recording/model.js";
import { type Sort, sorts } from "./columns.js";
import { hostileIdentifiers } from "./hostile.js";

/** A column of a random model. */
export interface Chosen {
  readonly property: string;
  readonly sort: Sort;
  readonly nullable: boolean;
}

/** A random model: an `id`, and columns of random sorts. */
export interface RandomModel {
  readonly model: AnyModel;
  readonly columns: readonly Chosen[];
}

const identifier = fc.constantFrom(...hostileIdentifiers);

/** Models of one to six columns, whose tables and columns have names that are as hostile as names can be. */
export const randomModel: fc.Arbitrary<RandomModel> = fc
  .record({
    table: identifier,
    schema: fc.option(identifier, { nil: undefined }),
    columns: fc.uniqueArray(
      fc.record({ sort: fc.constantFrom(...sorts), nullable: fc.boolean(), column: identifier }),
      { selector: ({ column }) => column, minLength: 1, maxLength: 6 },
    ),
  })
  .map(({ table, schema, columns }) => {
    const chosen = columns.map(({ sort, nullable }, i): Chosen => ({ property: `p${i}`, sort, nullable }));
    const makers = chosen.map(({ property, sort, nullable }) => [property, () => sort.make(nullable)] as const);
    const names = new Map(columns.map(({ column }, i) => [`p${i}`, column]));
    const naming = { table: () => table, column: (property: string) => names.get(property) ?? "the id" };
    const fields = { id: () => field.id(), ...Object.fromEntries(makers) };
    return { model: modelOf("Random", fields, { table: { name: table, schema }, naming }), columns: chosen };
  });
