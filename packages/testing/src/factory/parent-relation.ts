import { ConfigurationError } from "@chakra-orm/core";
import { type ModelMeta, metaOf } from "@chakra-orm/core/internal";

/** The to-one relation by which a record belongs to this parent: the one that is named, or the only one. */
export function parentRelation(meta: ModelMeta, parent: unknown, named: string | undefined): string {
  const target = targetOf(meta, parent);
  const fitting = [...meta.relations.values()].filter(
    (relation) => !relation.many && relation.targets().includes(target),
  );
  const names = fitting.map(({ name }) => name);
  const [only, ...more] = named === undefined ? names : names.filter((name) => name === named);
  if (only !== undefined && more.length === 0) return only;
  const why =
    only === undefined
      ? `has no relation ${named === undefined ? "" : `${JSON.stringify(named)} `}to one ${target.name}`
      : `belongs to a ${target.name} by ${names.join(" and ")}: say which, for(record, ${JSON.stringify(only)})`;
  throw new ConfigurationError(`${meta.name} ${why}.`, { model: meta.name });
}

function targetOf({ name }: ModelMeta, parent: unknown): ModelMeta {
  try {
    return metaOf((parent as { constructor: never }).constructor);
  } catch (cause) {
    throw new ConfigurationError(`for(…) of the factory of ${name} takes a record.`, { model: name, cause });
  }
}
