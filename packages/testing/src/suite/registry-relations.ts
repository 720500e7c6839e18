import type { Behaviour } from "./kit/suite.js";
import { relationsAssigning } from "./relations-assigning.js";
import { relationsBatching } from "./relations-batching.js";
import { relationsCallbacks } from "./relations-callbacks.js";
import { relationsCounts } from "./relations-counts.js";
import { relationsDeleting } from "./relations-deleting.js";
import { relationsEagerLoading } from "./relations-eager-loading.js";
import { relationsEagerPaths } from "./relations-eager-paths.js";
import { relationsJoined } from "./relations-joined.js";
import { relationsJoiningNew } from "./relations-joining-new.js";
import { relationsJson } from "./relations-json.js";
import { relationsKeys } from "./relations-keys.js";
import { relationsLazyLoading } from "./relations-lazy-loading.js";
import { relationsLazyModes } from "./relations-lazy-modes.js";
import { relationsLazyRules } from "./relations-lazy-rules.js";
import { relationsLoad } from "./relations-load.js";
import { relationsSoftDeletion } from "./relations-soft-deletion.js";
import { relationsTables } from "./relations-tables.js";

/** The part of the registry that is about reading and keeping relations. */
export const relationBehaviours: readonly Behaviour[] = [
  { name: "relations, lazy loading", define: relationsLazyLoading },
  { name: "relations, joining what is new", define: relationsJoiningNew },
  { name: "relations, eager loading", define: relationsEagerLoading },
  { name: "relations, batching", define: relationsBatching },
  { name: "relations, lazy rules", define: relationsLazyRules },
  { name: "relations, eager paths", define: relationsEagerPaths },
  { name: "relations, callbacks", define: relationsCallbacks },
  { name: "relations, counts", define: relationsCounts },
  { name: "relations, joined", define: relationsJoined },
  { name: "relations, load", define: relationsLoad },
  { name: "relations, json", define: relationsJson },
  { name: "relations, lazy modes", define: relationsLazyModes },
  { name: "relations, soft deletion", define: relationsSoftDeletion },
  { name: "relations, tables", define: relationsTables },
  { name: "relations, deleting", define: relationsDeleting },
  { name: "relations, keys", define: relationsKeys },
  { name: "relations, assigning", define: relationsAssigning },
];
