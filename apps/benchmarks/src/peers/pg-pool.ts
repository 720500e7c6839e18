import pg from "pg";

/** A pool that keeps its connections. int8 comes as a number, as with every peer: the keys here stay far below 2^53. */
export function createPool(url: string, max: number): pg.Pool {
  readBigintsAsNumbers();
  return new pg.Pool({ connectionString: url, max, idleTimeoutMillis: 0 });
}

/** For the whole process, which is why every peer has one of its own. */
export function readBigintsAsNumbers(): void {
  pg.types.setTypeParser(pg.types.builtins.INT8, Number);
}
