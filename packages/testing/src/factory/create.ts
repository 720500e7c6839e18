import { engineFor, runTransaction } from "@chakra-orm/core/internal";
import { attributesOf, type Made, occasionOf } from "./build.js";
import { asked, type Draft, draw, type Occasion } from "./draw.js";
import { type Attributes, type Making, type Recipe, recipeOf } from "./recipe.js";

/** Makes records and saves them, with all that belongs to them, in one transaction. */
export async function createAll(recipe: Recipe, given: readonly Attributes[]): Promise<object[]> {
  return runTransaction(engineFor(recipe.meta), () => createEach(recipe, given, asked, many), {});
}

/** The same for one, whose errors are those of one. */
export async function createOne(recipe: Recipe, given: Attributes): Promise<object> {
  const [record] = await runTransaction(engineFor(recipe.meta), () => createEach(recipe, [given], asked, single), {});
  return record as object;
}

type Save = (model: Making, list: readonly Attributes[]) => Promise<object[]>;

const many: Save = (model, list) => model.createMany(list);

const single: Save = async (model, list) => Promise.all(list.map((attributes) => model.create(attributes)));

async function createEach(
  recipe: Recipe,
  given: readonly Attributes[],
  occasion: Occasion,
  save: Save,
): Promise<object[]> {
  const drafts = given.map((overrides) => draw(recipe, overrides, occasion));
  await createParents(recipe, drafts);
  const made: Made[] = [];
  const list = drafts.map((draft) => attributesOf(draft, made));
  const records = await save(recipe.meta.model as unknown as Making, list);
  const all = [...made, ...records.map((record, i) => ({ record, draft: drafts[i] as Draft }))];
  for (const { record, draft } of all) {
    for (const callback of draft.recipe.callbacks) await callback(record, draft.context);
  }
  return records;
}

/** Saves what the records refer to: for each relation those of one factory together, so that it is one statement. */
async function createParents({ meta }: Recipe, drafts: readonly Draft[]): Promise<void> {
  for (const { name, many: isList, link } of meta.relations.values()) {
    if (isList || !link().owned) continue;
    for (const [recipe, wanting] of byRecipe(drafts, name)) {
      const occasion = occasionOf(wanting[0] as Draft, name, recipe, false);
      const given = wanting.map(() => ({}));
      const parents = await createEach(recipe, given, occasion, many);
      for (const [i, { attributes }] of wanting.entries()) attributes.set(name, parents[i]);
    }
  }
}

function byRecipe(drafts: readonly Draft[], relation: string): Map<Recipe, Draft[]> {
  const groups = new Map<Recipe, Draft[]>();
  for (const draft of drafts) {
    const recipe = recipeOf(draft.attributes.get(relation));
    if (recipe === undefined) continue;
    const group = groups.get(recipe);
    if (group === undefined) groups.set(recipe, [draft]);
    else group.push(draft);
  }
  return groups;
}
