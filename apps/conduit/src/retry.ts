import { type Database, UniqueViolationError } from "@chakra-orm/core";

const attempts = 10;

/**
 * Runs `work` in a transaction, and again in a new one if somebody else took a slug or made a tag in between: only the
 * database can tell, when it refuses the row. Every attempt reads anew what there is, and knows the how-manieth it is.
 */
export async function retryTaken<R>(db: Database, work: (attempt: number) => Promise<R>): Promise<R> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction(() => work(attempt));
    } catch (error) {
      if (!(error instanceof UniqueViolationError) || attempt === attempts) throw error;
    }
  }
}
