import type { RelationSettings } from "../../fields/relation.js";
import type { RelationLink, RelationMeta } from "../model-meta.js";
import { mistake } from "./mistake.js";

/** What a relation that goes through another cannot have: the key, and what hangs on it, is on the way. */
const ofKeys: readonly (keyof RelationSettings)[] = [
  "backPopulates",
  "foreignKey",
  "latestBy",
  "counterCache",
  "touch",
];

/** Refuses options that would do nothing here: whoever wrote them expects something of them. */
export function refuseIdleOptions(relation: RelationMeta, { through, owned }: RelationLink): void {
  const { settings } = relation;
  const isStated = (option: keyof RelationSettings) => settings[option] !== undefined && settings[option] !== false;
  const idle = through ? ofKeys.find(isStated) : undefined;
  if (idle !== undefined) {
    throw mistake(
      relation,
      `goes through ${String(settings.through)}, so ${idle} would do nothing here: leave it out, or say it on a relation on the way.`,
    );
  }
  if (!through && isStated("source")) {
    throw mistake(
      relation,
      "has a source, which belongs to a through: name the relation that it goes through as well.",
    );
  }
  if (!through && !owned && isStated("touch")) {
    throw mistake(
      relation,
      "cannot touch anything, since the key is in the rows at its other side. Say touch: true there.",
    );
  }
}
