import { beginAmbient, Database } from "@chakra-orm/core/internal";
import { getDatabaseToken } from "../inject/tokens.js";

/** What an app and a testing module have in common. */
interface Container {
  get<T>(token: unknown, options: { strict: false }): T;
}

/** A transaction that is open until it is ended by hand. */
export interface TestTransaction {
  /** Rolls back all that was written since. */
  end(): Promise<void>;
}

/**
 * Begins a transaction that all calls of an app join, requests to it included, until `end()` rolls it back: what a test
 * writes is gone after it. A transaction of the app is a savepoint in it, and its `afterCommit` callbacks run when it
 * ends well. One at a time. With Vitest, `useTestTransaction` of `@chakra-orm/testing` does it for each test.
 *
 * @example
 * import { beginTestTransaction, ChakraTestingModule } from "@chakra-orm/nestjs/testing";
 * import { Test } from "@nestjs/testing";
 *
 * const app = await Test.createTestingModule({
 *   imports: [ChakraTestingModule.forRoot({ models: [User, Post] }), ChakraModule.forFeature([User])],
 * }).compile();
 * await app.init();
 * const users = app.get<typeof User>(getModelToken(User));
 * const transaction = await beginTestTransaction(app);
 * await users.create({ username: "carol", email: "carol@example.com" });
 * await transaction.end();
 * console.assert((await users.count()) === 0);
 * await app.close();
 */
export function beginTestTransaction(app: Container, name?: string): Promise<TestTransaction> {
  return beginAmbient(Database.engine(app.get<Database>(getDatabaseToken(name), { strict: false })));
}
