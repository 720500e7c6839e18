import { embeddedObjects } from "./embedded.js";
import { embeddedConditions } from "./embedded-conditions.js";
import { randomEmbedded } from "./embedded-random.js";
import { embeddedValidation } from "./embedded-validation.js";
import { embeddedWriting } from "./embedded-writing.js";
import { encryptedFields } from "./encrypted-fields.js";
import { encryptionKeys } from "./encryption-keys.js";
import type { Behaviour } from "./kit/suite.js";

/** The part of the registry that is about properties which are not one plain column: embedded and encrypted ones. */
export const fieldBehaviours: readonly Behaviour[] = [
  { name: "embedded", define: embeddedObjects },
  { name: "embedded, conditions", define: embeddedConditions },
  { name: "embedded, validation", define: embeddedValidation },
  { name: "embedded, writing", define: embeddedWriting },
  { name: "embedded, random", define: randomEmbedded },
  { name: "encrypted fields", define: encryptedFields },
  { name: "encryption keys", define: encryptionKeys },
];
