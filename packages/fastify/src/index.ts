import "./augmentation.js";

export { type Problem, type ProblemIssue, type ProblemOptions, problemOf } from "@chakra-orm/core";
export { chakra } from "./chakra.js";
export type { Databases } from "./databases.js";
export type { ChakraOptions, OwnedDatabaseOptions, ReadyDatabaseOptions, SharedOptions } from "./options.js";
