import { type Builder, builder } from "./builder.js";
import { compareIdentity } from "./compare.js";
import { FieldDefinition, type FieldType } from "./definition.js";
import { describe } from "./numeric-type.js";
import { readSettings } from "./settings.js";

const type: FieldType = {
  name: "boolean",
  kind: "boolean",
  facets: {},
  rules: [],
  refuse: (value) =>
    typeof value === "boolean" ? undefined : { rule: "type", message: `must be true or false, not ${describe(value)}` },
  comparison: compareIdentity,
  json: { type: "boolean" },
  samples: [true, false],
};

/** `true` or `false`; nothing else is taken for one. */
export const boolean = builder<Builder<boolean>>(
  (options?: object) => new FieldDefinition(type, readSettings("boolean", options)),
);
