import { LRUCache } from "lru-cache";
import type { Dialect } from "../dialect/dialect.js";
import { knownHeirs } from "../schema/inheritance/family.js";
import { type Statement, tokenOf } from "../statement/statement.js";
import type { Resolved, SqlNode } from "../statement/tree.js";
import { type Compiled, compile, compileSql } from "./compile.js";

/** Compiled statements by the token of their shape; bounded, the least used go first. */
export class StatementCache {
  private readonly dialect: Dialect;
  private readonly compiled: LRUCache<string, Compiled>;
  /** Hand-written ones by themselves, so that a program that makes them up at run time drives out no others. */
  private readonly texts: LRUCache<string, Compiled>;
  private classes = knownHeirs();

  constructor(dialect: Dialect, max = 5000) {
    this.dialect = dialect;
    this.compiled = new LRUCache({ max });
    this.texts = new LRUCache({ max: Math.ceil(max / 10) });
  }

  /** The compiled form of a statement: from the cache, or by knex the first time a shape is seen. */
  get(statement: Statement): Compiled {
    if (this.classes !== knownHeirs()) this.forget();
    const token = tokenOf(statement);
    const known = this.compiled.get(token);
    if (known !== undefined) return known;
    const compiled = compile(this.dialect, statement);
    this.compiled.set(token, compiled);
    return compiled;
  }

  /** The compiled form of hand-written SQL. */
  getSql({ token, node }: Resolved): Compiled {
    const known = this.texts.get(token);
    if (known !== undefined) return known;
    const compiled = compileSql(this.dialect, node as SqlNode);
    this.texts.set(token, compiled);
    return compiled;
  }

  /** Which classes there are below another is part of texts, and more have come to be known: as a rule, at the start only. */
  private forget(): void {
    this.classes = knownHeirs();
    this.compiled.clear();
    this.texts.clear();
  }

  get size(): number {
    return this.compiled.size;
  }
}
