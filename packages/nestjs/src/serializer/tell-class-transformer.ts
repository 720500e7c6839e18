import type { ModelClass } from "@chakra-orm/core";
import { type ModelMeta, metaOf } from "@chakra-orm/core/internal";

/** What is used of `class-transformer`, by which Nest's `ClassSerializerInterceptor` copies what a handler gives. */
export interface ClassTransformer {
  Exclude(options: { toPlainOnly: true }): (prototype: object, property: string) => void;
  Transform(
    change: (given: { readonly value: unknown }) => unknown,
    options: { toPlainOnly: true },
  ): (prototype: object, property: string) => void;
}

/** Which models each copy of it was told of. */
const told = new WeakMap<ClassTransformer, WeakSet<ModelMeta>>();

/**
 * Has `class-transformer` leave out what is hidden and write the rest as `toJSON` does, for these models and all that their
 * relations lead to: it copies properties, and asks no `toJSON`.
 */
export function tellClassTransformer(transformer: ClassTransformer, models: Iterable<ModelClass<object>>): void {
  const known = told.get(transformer) ?? new WeakSet<ModelMeta>();
  told.set(transformer, known);
  const waiting = [...models].map((model) => metaOf(model as never));
  for (let meta = waiting.pop(); meta !== undefined; meta = waiting.pop()) {
    if (known.has(meta)) continue;
    known.add(meta);
    tell(transformer, meta);
    for (const relation of meta.relations.values()) waiting.push(...relation.targets());
  }
}

function tell(transformer: ClassTransformer, { columns, prototype }: ModelMeta): void {
  for (const { property, settings, type } of columns) {
    if (settings.hidden) transformer.Exclude({ toPlainOnly: true })(prototype, property);
    const { toJSON } = type;
    if (toJSON === undefined) continue;
    const change = (value: unknown) =>
      value === null || value === undefined || type.refuse(value) !== undefined ? value : toJSON(value as never);
    transformer.Transform(({ value }) => change(value), { toPlainOnly: true })(prototype, property);
  }
}

/** The copy that Nest uses, where it is installed. */
export async function loadClassTransformer(): Promise<ClassTransformer | undefined> {
  // A name that compilers and bundlers do not follow, since nobody has to install it.
  const name = "class-transformer";
  try {
    return (await import(/* @vite-ignore */ name)) as ClassTransformer;
  } catch {
    return undefined;
  }
}
