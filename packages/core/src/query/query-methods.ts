/**
 * Query methods of plugins, for the compiler, which takes every query to have what stands here. Of a model that does not
 * use the plugin, the call throws `QueryError`. A plugin says of its own:
 *
 * ```text
 * import type { Query } from "@chakra-orm/core";
 *
 * declare module "@chakra-orm/core" {
 *   interface QueryMethods<T, R> {
 *     published(): Query<T, R>;
 *   }
 * }
 * ```
 */
// biome-ignore lint/suspicious/noEmptyInterface: plugins fill it
// biome-ignore lint/correctness/noUnusedVariables: what they fill it with is of the record T and the result R
export interface QueryMethods<T, R> {}
