import type { ModelMeta } from "../model-meta.js";

/** Whether a model is another one, or a subclass of it that shares its table. */
export function isA(meta: ModelMeta, other: ModelMeta): boolean {
  if (meta === other) return true;
  const parent = meta.inheritance?.parent;
  return parent !== undefined && isA(parent, other);
}

/** The model at the top of those that share a table; the model itself where it shares none. */
export function rootOf(meta: ModelMeta): ModelMeta {
  const parent = meta.inheritance?.parent;
  return parent === undefined ? meta : rootOf(parent);
}

/** All known models that share a table with this one, itself among them. */
export function familyOf(meta: ModelMeta): readonly ModelMeta[] {
  return rootOf(meta).inheritance?.members() ?? [meta];
}

/** Whether the rows of a model may be records of several classes, so that each has to be asked which it is of. */
export function isMixed({ inheritance }: ModelMeta): boolean {
  if (inheritance === undefined) return false;
  const { parent, value, members } = inheritance;
  // Of the class at the top, rows of classes that nobody knows of come too.
  return parent === undefined || value === undefined || members().length > 1;
}
