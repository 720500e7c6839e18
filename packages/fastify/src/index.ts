import "./augmentation.js";
import "./resource/augmentation.js";

export { type Problem, type ProblemIssue, type ProblemOptions, problemOf } from "@chakra-orm/core";
// biome-ignore lint/style/noDefaultExport: app.register(import("…")) and @fastify/autoload look for the default export.
export { chakra, chakra as default } from "./chakra.js";
export type { Databases } from "./databases.js";
export type { DatabaseHealth, DatabasesHealth } from "./health/check-databases.js";
export { healthCheck } from "./health/health-check.js";
export type { HealthOptions } from "./health/options.js";
export { type LoadOptions, loadModel, type ModelLoader, type PathRequest } from "./loading/load-model.js";
export type { PathOptions } from "./loading/loaded-by.js";
export type {
  ChakraOptions,
  FormatError,
  OwnedDatabaseOptions,
  ReadyDatabaseOptions,
  SharedOptions,
} from "./options.js";
export type {
  ResourceAccess,
  ResourceAction,
  ResourceOptions,
  ResourceRouteOptions,
  WritableProperties,
} from "./resource/options.js";
export { refResolver } from "./resource/ref-resolver.js";
export type { RouteTransactionOptions } from "./transactions/route-options.js";
