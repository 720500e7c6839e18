import { LRUCache } from "lru-cache";
import type { Dialect } from "../dialect/dialect.js";
import { type Statement, tokenOf } from "../statement/statement.js";
import { type Compiled, compile } from "./compile.js";

/** Compiled statements by the token of their shape; bounded, the least used go first. */
export class StatementCache {
  private readonly dialect: Dialect;
  private readonly compiled: LRUCache<string, Compiled>;

  constructor(dialect: Dialect, max = 5000) {
    this.dialect = dialect;
    this.compiled = new LRUCache({ max });
  }

  /** The compiled form of a statement: from the cache, or by knex the first time a shape is seen. */
  get(statement: Statement): Compiled {
    const token = tokenOf(statement);
    const known = this.compiled.get(token);
    if (known !== undefined) return known;
    const compiled = compile(this.dialect, statement);
    this.compiled.set(token, compiled);
    return compiled;
  }

  get size(): number {
    return this.compiled.size;
  }
}
