/**
 * What the packages may cost those who use them; none of it is a time, so all of it is the same on every machine. A test
 * that says something grew is asking whether what came with it is worth that. If it is, write the new figure here, and the
 * reason into the commit. Where something shrank, the test asks for the smaller figure, so that it stays.
 */
export const budgets = {
  /** Bytes of each package's own code in a program, joined and minified; its dependencies are not in them. */
  bytes: {
    core: 472_000,
    fastify: 31_000,
    nestjs: 22_700,
    opentelemetry: 6_300,
    postgres: 50_500,
    sqlite: 37_000,
    testing: 725_000,
  },
  /** Packages of others that `npm install` brings with each one: those it names, and all with theirs. */
  dependencies: {
    core: { direct: 6, all: 28 },
    fastify: { direct: 1, all: 29 },
    nestjs: { direct: 0, all: 28 },
    opentelemetry: { direct: 0, all: 28 },
    postgres: { direct: 2, all: 41 },
    sqlite: { direct: 2, all: 66 },
    testing: { direct: 0, all: 28 },
  },
  /** Files that Node reads for `import "@chakra-orm/core"`, and what comes with the PostgreSQL dialect. */
  modules: { core: 26, postgres: 6 },
  /** How often a call goes to the database, with BEGIN and COMMIT, which count as statements nowhere else. */
  roundTrips: {
    find: 1,
    "find in vain": 1,
    list: 1,
    count: 1,
    create: 1,
    "save of a change": 1,
    "save of nothing": 0,
    delete: 1,
    "list with authors": 2,
    "list with authors and tags": 3,
    "insertMany of 500": 1,
    "update of a set": 1,
    "transaction of one statement": 3,
    "create with a list of two": 5,
  },
  /**
   * Objects that a call to PostgreSQL allocates, from the call of the method to the record, with those of `pg` and of Node,
   * as the V8 of Node 20 makes them where it compiles nothing; later ones make a few less. Not what a program pays, since
   * compiled code makes fewer, but the same on every machine.
   */
  allocations: {
    find: 250,
    "find in vain": 237,
    "find in a request": 327,
    "find with a listener": 265,
    "findMany of two": 385,
    "list of ten": 429,
    "list of twenty": 520,
    "list of ten with writers": 940,
    create: 347,
    "save of a change": 286,
    "save of a change with a hook": 1108,
    "save of nothing": 25,
    "transaction of a find": 878,
  },
} as const;
