import "./augmentation.js";

export { chakra } from "./chakra.js";
export type { Databases } from "./databases.js";
export type { ChakraOptions, OwnedDatabaseOptions, ReadyDatabaseOptions, SharedOptions } from "./options.js";
export { type Problem, type ProblemIssue, problemOf } from "./problem.js";
