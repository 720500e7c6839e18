/** One flag a difference between databases. Core asks for these, never for a database's name. */
export interface Capabilities {
  /** Tables live in named schemas: `static table = { schema: "blog" }`. */
  readonly schemas: boolean;
  /** Tables and columns carry comments. */
  readonly comments: boolean;
  /** A list of values binds as one parameter. */
  readonly listParameter: boolean;
  /** INSERT, UPDATE and DELETE give back columns with RETURNING. */
  readonly returning: boolean;
  /** INSERT changes a row that is there instead, told by the unique rule: ON CONFLICT. */
  readonly conflictTargets: boolean;
  /** CREATE and DROP take part in a transaction. */
  readonly transactionalDdl: boolean;
  /** A foreign key can be added to a table that exists, so two tables may refer to each other. */
  readonly addForeignKeys: boolean;
  /** A foreign key may name a table that does not exist yet. */
  readonly forwardForeignKeys: boolean;
  /** Named enum types. */
  readonly enumTypes: boolean;
  /** Indexes over part of the rows: `where`. */
  readonly partialIndexes: boolean;
  /** Indexes over expressions. */
  readonly expressionIndexes: boolean;
  /** Index methods such as `gin`. */
  readonly indexMethods: boolean;
  /** Indexes that carry further columns: `include`. */
  readonly indexInclude: boolean;
  /** `add constraint` and `deferrable` and the names of violated constraints come back in errors. */
  readonly namedViolations: boolean;
  /** Errors of violated constraints tell values of the row that was refused, by which it is found among many. */
  readonly detailedViolations: boolean;
  /** Several connections can work at once; `false` for an embedded database with one. */
  readonly concurrentConnections: boolean;
  /** Isolation levels can be chosen for a transaction. */
  readonly isolationLevels: boolean;
  /** A statement that fails in a transaction takes back only itself; otherwise the transaction can only be rolled back. */
  readonly failuresStayAlone: boolean;
  /** A transaction can limit how long its statements run and wait for locks: `statementTimeout`, `lockTimeout`. */
  readonly statementLimits: boolean;
  /** Locks by name hold for every process that uses the database; otherwise for the calls through one `Database`. */
  readonly advisoryLocks: boolean;
  /** Rows that are read can be locked: FOR UPDATE. */
  readonly rowLocks: boolean;
  /** Texts are searched for the words in them: `static table = { textSearch: … }`. */
  readonly textSearch: boolean;
  /** NULLs come last in ascending order without being told to. */
  readonly nullsSortLast: boolean;
}

/** The name of a capability. */
export type Capability = keyof Capabilities;
