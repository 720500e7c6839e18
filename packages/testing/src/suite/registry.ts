import { afterCommit } from "./after-commit.js";
import { audit } from "./audit.js";
import { auditOfMany } from "./audit-many.js";
import { boundModels } from "./bound-models.js";
import { bytesAndUuids } from "./bytes-and-uuids.js";
import { casts } from "./casts.js";
import { changesInPlace } from "./changes-in-place.js";
import { checksAndDefaults } from "./checks-and-defaults.js";
import { combinedConditions } from "./combined-conditions.js";
import { commentsAndSchemas } from "./comments-and-schemas.js";
import { complementLaw } from "./complement-law.js";
import { computedColumns } from "./computed-columns.js";
import { counterCaches } from "./counter-caches.js";
import { parallelCounterCaches } from "./counter-caches-parallel.js";
import { createTables } from "./create-tables.js";
import { cursors } from "./cursors.js";
import { randomCursors } from "./cursors-random.js";
import { datesAndTimes } from "./dates-and-times.js";
import { decimals } from "./decimals.js";
import { defaultScopes } from "./default-scopes.js";
import { relatedDefaultScopes } from "./default-scopes-related.js";
import { deleting } from "./deleting.js";
import { distinctOn } from "./distinct-on.js";
import { randomDistinctOn } from "./distinct-on-random.js";
import { doublesAreExact } from "./doubles.js";
import { encryptingAnew } from "./encryption-anew.js";
import { uniqueWhileKeysChange } from "./encryption-unique.js";
import { enumsAndArrays } from "./enums-and-arrays.js";
import { errors } from "./errors.js";
import { expressionsAcross } from "./expressions-across.js";
import { comparedExpressions } from "./expressions-compared.js";
import { expressionsOfDates } from "./expressions-dates.js";
import { expressionInjection } from "./expressions-injection.js";
import { expressionsOfNumbers } from "./expressions-numbers.js";
import { refusedOperands } from "./expressions-operands.js";
import { queriesInQueries } from "./expressions-queries.js";
import { randomExpressions } from "./expressions-random.js";
import { refusedExpressions } from "./expressions-refused.js";
import { expressionsOfTexts } from "./expressions-texts.js";
import { factories } from "./factories.js";
import { findOrCreate } from "./find-or-create.js";
import { finders } from "./finders.js";
import { recordsFromSql } from "./from-sql.js";
import { groups } from "./groups.js";
import { listsOfGroups } from "./groups-lists.js";
import { repeatedGroups } from "./groups-repeated.js";
import { shapedGroups } from "./groups-shaped.js";
import { hooks } from "./hooks.js";
import { hostileAttributes } from "./hostile-attributes.js";
import { hostileConditionsAreRefused } from "./hostile-conditions.js";
import { identifiers } from "./identifiers.js";
import { imports } from "./imports.js";
import { impossible } from "./impossible-texts.js";
import { increments } from "./increments.js";
import { indexes } from "./indexes.js";
import { injection } from "./injection.js";
import { instantsAreExact } from "./instants.js";
import { integers } from "./integers.js";
import { isolation } from "./isolation.js";
import { joins } from "./joins.js";
import { refusedJoins } from "./joins-refused.js";
import { jsonPaths } from "./json-paths.js";
import { randomJson } from "./json-random.js";
import { refusedLooksInside } from "./json-refused.js";
import { jsonValues } from "./json-values.js";
import { keys } from "./keys.js";
import type { Behaviour } from "./kit/suite.js";
import { locksByName } from "./locks-by-name.js";
import { manyRows } from "./many-rows.js";
import { refusedRows } from "./many-rows-refused.js";
import { massAssignment } from "./mass-assignment.js";
import { namedQueries } from "./named-queries.js";
import { nestedCreation } from "./nested-creation.js";
import { nestedCreationFailures } from "./nested-creation-failures.js";
import { normalForms } from "./normal-forms.js";
import { observers } from "./observers.js";
import { everyOperator } from "./operators.js";
import { paging } from "./paging.js";
import { permittedRequests } from "./permitted-requests.js";
import { plugins } from "./plugins.js";
import { pool } from "./pool.js";
import { preparedStatements } from "./prepared-statements.js";
import { references } from "./references.js";
import { fieldBehaviours } from "./registry-fields.js";
import { inheritanceBehaviours } from "./registry-inheritance.js";
import { observedBehaviours } from "./registry-observed.js";
import { relationBehaviours } from "./registry-relations.js";
import { relationConditions } from "./relation-conditions.js";
import { latestConditions } from "./relation-conditions-latest.js";
import { randomRelationConditions } from "./relation-conditions-random.js";
import { refusedRelationConditions } from "./relation-conditions-refused.js";
import { relationOrder } from "./relation-order.js";
import { joinModelWriting } from "./relation-writing-join-models.js";
import { manyToManyWriting } from "./relation-writing-many-to-many.js";
import { oneToManyWriting } from "./relation-writing-one-to-many.js";
import { otherRelationWriting } from "./relation-writing-others.js";
import { relationRaces } from "./relation-writing-races.js";
import { toOneWriting } from "./relation-writing-to-one.js";
import { rowLocks } from "./row-locks.js";
import { chosenRows } from "./rows-chosen.js";
import { samples, temporalSamples } from "./samples.js";
import { saving } from "./saving.js";
import { missingSchema } from "./schema-gaps.js";
import { seeds } from "./seeds.js";
import { selections } from "./selections.js";
import { computedSelections } from "./selections-computed.js";
import { relatedSelections } from "./selections-related.js";
import { setDeletions } from "./set-deletions.js";
import { setReturning } from "./set-returning.js";
import { setUpdates } from "./set-updates.js";
import { refusedSetWrites } from "./set-writes-refused.js";
import { setsAndTrees } from "./sets-and-trees.js";
import { severalDatabases } from "./several-databases.js";
import { simultaneousSaves } from "./simultaneous-saves.js";
import { randomSimultaneousSaves } from "./simultaneous-saves-random.js";
import { softDeletion } from "./soft-deletion.js";
import { carriedSoftDeletion } from "./soft-deletion-carried.js";
import { sqlFragments } from "./sql-fragments.js";
import { sqlStatements } from "./sql-statements.js";
import { statics } from "./statics.js";
import { streams } from "./streams.js";
import { testingTools } from "./testing-tools.js";
import { textSearch } from "./text-search.js";
import { keptTextSearch } from "./text-search-kept.js";
import { placedTextSearch } from "./text-search-places.js";
import { randomTextSearch } from "./text-search-random.js";
import { hostileTexts } from "./texts.js";
import { queriesToKnex } from "./to-knex.js";
import { totals } from "./totals.js";
import { touch } from "./touch.js";
import { transactions } from "./transactions.js";
import { transactionsEscaping } from "./transactions-escaping.js";
import { transactionsOpened } from "./transactions-opened.js";
import { randomTransactions } from "./transactions-random.js";
import { transactionsRecords } from "./transactions-records.js";
import { transactionsTimeouts } from "./transactions-timeouts.js";
import { upserts } from "./upserts.js";
import { validation } from "./validation.js";
import { versions } from "./versions.js";
import { violations } from "./violations.js";
import { violationsAsIssues } from "./violations-as-issues.js";
import { windows } from "./windows.js";
import { neighboursInWindows } from "./windows-neighbours.js";

/** The registry: a behaviour is a file, and its line here. */
export const behaviours: readonly Behaviour[] = [
  { name: "samples", define: samples },
  { name: "temporal samples", define: temporalSamples, zoned: true },
  { name: "texts", define: hostileTexts },
  { name: "impossible texts", define: impossible },
  { name: "integers", define: integers },
  { name: "decimals", define: decimals },
  { name: "distinct on", define: distinctOn },
  { name: "distinct on, random", define: randomDistinctOn },
  { name: "doubles", define: doublesAreExact },
  { name: "instants", define: instantsAreExact, zoned: true },
  { name: "dates and times", define: datesAndTimes, zoned: true },
  { name: "bytes and UUIDs", define: bytesAndUuids },
  { name: "JSON values", define: jsonValues },
  { name: "JSON paths", define: jsonPaths },
  { name: "random JSON", define: randomJson },
  { name: "refused looks into JSON and arrays", define: refusedLooksInside },
  { name: "enums and arrays", define: enumsAndArrays },
  { name: "computed columns", define: computedColumns },
  { name: "finders", define: finders },
  { name: "paging", define: paging },
  { name: "cursors", define: cursors },
  { name: "cursors, random", define: randomCursors },
  { name: "streams", define: streams },
  { name: "operators", define: everyOperator, zoned: true },
  { name: "casts", define: casts },
  { name: "expressions, random", define: randomExpressions },
  { name: "groups, lists", define: listsOfGroups },
  { name: "groups, repeated", define: repeatedGroups },
  { name: "combined conditions", define: combinedConditions },
  { name: "complement law", define: complementLaw },
  { name: "hostile conditions", define: hostileConditionsAreRefused },
  { name: "hostile attributes", define: hostileAttributes },
  { name: "mass assignment", define: massAssignment },
  { name: "injection", define: injection },
  { name: "identifiers", define: identifiers },
  { name: "saving", define: saving },
  { name: "changes in place", define: changesInPlace },
  { name: "simultaneous saves", define: simultaneousSaves },
  { name: "simultaneous saves, random", define: randomSimultaneousSaves },
  { name: "keys", define: keys },
  { name: "default scopes", define: defaultScopes },
  { name: "default scopes and relations", define: relatedDefaultScopes },
  { name: "deleting", define: deleting },
  { name: "soft deletion", define: softDeletion },
  { name: "soft deletion, carried along", define: carriedSoftDeletion },
  { name: "versions", define: versions },
  { name: "create tables", define: createTables },
  { name: "references", define: references },
  ...relationBehaviours,
  ...fieldBehaviours,
  ...observedBehaviours,
  ...inheritanceBehaviours,
  { name: "indexes", define: indexes },
  { name: "checks and defaults", define: checksAndDefaults },
  { name: "comments and schemas", define: commentsAndSchemas },
  { name: "validation", define: validation },
  { name: "normal forms", define: normalForms },
  { name: "violations", define: violations },
  { name: "violations as issues", define: violationsAsIssues },
  { name: "errors", define: errors },
  { name: "transactions", define: transactions },
  { name: "transactions escaping", define: transactionsEscaping },
  { name: "transactions ended by hand", define: transactionsOpened },
  { name: "locks by name", define: locksByName },
  { name: "random transactions", define: randomTransactions },
  { name: "transactions and records", define: transactionsRecords },
  { name: "transactions and time", define: transactionsTimeouts },
  { name: "after commit", define: afterCommit },
  { name: "isolation", define: isolation },
  { name: "pool", define: pool },
  { name: "several databases", define: severalDatabases },
  { name: "bound models", define: boundModels },
  { name: "prepared statements", define: preparedStatements },
  { name: "races of joining", define: relationRaces },
  { name: "locks, statements and plans", define: rowLocks },
  { name: "permitted requests", define: permittedRequests },
  { name: "sets, trees and rows of rows", define: setsAndTrees },
  { name: "joins", define: joins },
  { name: "joins refused", define: refusedJoins },
  { name: "named queries", define: namedQueries },
  { name: "statics", define: statics },
  { name: "testing tools", define: testingTools },
  { name: "relation conditions", define: relationConditions },
  { name: "refused relation conditions", define: refusedRelationConditions },
  { name: "conditions on the latest", define: latestConditions },
  { name: "relation order", define: relationOrder },
  { name: "writing to-one relations", define: toOneWriting },
  { name: "random relation conditions", define: randomRelationConditions },
  { name: "writing one-to-many relations", define: oneToManyWriting },
  { name: "writing many-to-many relations", define: manyToManyWriting },
  { name: "writing by a join model", define: joinModelWriting },
  { name: "writing other relations", define: otherRelationWriting },
  { name: "nested creation", define: nestedCreation },
  { name: "failures of nested creation", define: nestedCreationFailures },
  { name: "counter caches", define: counterCaches },
  { name: "counter caches in parallel", define: parallelCounterCaches },
  { name: "touch", define: touch },
  { name: "expressions of numbers", define: expressionsOfNumbers },
  { name: "expressions of texts", define: expressionsOfTexts },
  { name: "expressions of dates", define: expressionsOfDates, zoned: true },
  { name: "expressions compared", define: comparedExpressions },
  { name: "expressions across relations", define: expressionsAcross },
  { name: "expressions of queries", define: queriesInQueries },
  { name: "expressions refused", define: refusedExpressions },
  { name: "expressions, operands refused", define: refusedOperands },
  { name: "injection into expressions", define: expressionInjection },
  { name: "sql fragments", define: sqlFragments },
  { name: "sql statements", define: sqlStatements },
  { name: "records from sql", define: recordsFromSql },
  { name: "queries to knex", define: queriesToKnex },
  { name: "missing schema", define: missingSchema },
  { name: "seeds", define: seeds },
  { name: "selections", define: selections },
  { name: "selections, computed", define: computedSelections },
  { name: "selections, related", define: relatedSelections },
  { name: "groups", define: groups },
  { name: "groups, shaped", define: shapedGroups },
  { name: "totals", define: totals },
  { name: "windows, neighbours", define: neighboursInWindows },
  { name: "rows chosen", define: chosenRows },
  { name: "windows", define: windows },
  { name: "hooks", define: hooks },
  { name: "observers", define: observers },
  { name: "audit", define: audit },
  { name: "audit of many rows", define: auditOfMany },
  { name: "plugins", define: plugins },
  { name: "many rows", define: manyRows },
  { name: "encrypting anew", define: encryptingAnew },
  { name: "unique while keys change", define: uniqueWhileKeysChange },
  { name: "refused rows", define: refusedRows },
  { name: "increments", define: increments },
  { name: "imports", define: imports },
  { name: "upserts", define: upserts, needs: ["conflictTargets"] },
  { name: "factories", define: factories },
  { name: "find or create", define: findOrCreate },
  { name: "text search", define: textSearch, needs: ["textSearch"] },
  { name: "text search, kept right", define: keptTextSearch, needs: ["textSearch"] },
  { name: "text search, other rows", define: placedTextSearch, needs: ["textSearch"] },
  { name: "text search, random", define: randomTextSearch, needs: ["textSearch"] },
  { name: "set updates", define: setUpdates },
  { name: "set deletions", define: setDeletions },
  { name: "set returning", define: setReturning },
  { name: "set writes refused", define: refusedSetWrites },
];
