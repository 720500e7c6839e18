import { PACKAGE_SOURCES, type Rule } from "../finding.js";
import { packageOf } from "../imports.js";

const ONLY = "packages/core/src/sql/knex.ts";

/** knex can be replaced as long as one file knows it. */
export const knexOnce: Rule = (house) =>
  house.files
    .filter((file) => PACKAGE_SOURCES.test(file.path) && !file.isTest && file.path !== ONLY)
    .flatMap((file) =>
      file.imports
        .filter(({ specifier }) => packageOf(specifier) === "knex")
        .map(({ line }) => ({ at: `${file.path}:${line}`, message: `imports knex; only ${ONLY} may` })),
    );
