import { ModelDefinitionError } from "../errors/usage.js";

/** Two constraints of one name would be refused by the database; most often one rule is simply stated twice. */
export function refuseSharedNames(model: string, groups: readonly (readonly { readonly name: string }[])[]): void {
  const seen = new Set<string>();
  for (const { name } of groups.flat()) {
    if (seen.has(name)) {
      throw new ModelDefinitionError(
        `${model} has two constraints or indexes named ${name}. State each once, on the field or in static table; give a second one a name of its own: { on: […], name: "…" }.`,
        { model },
      );
    }
    seen.add(name);
  }
}
