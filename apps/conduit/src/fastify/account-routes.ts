import type { FastifyInstance } from "fastify";
import type { AccountChanges, NewAccount } from "../accounts/account-fields.js";
import type { Accounts } from "../accounts/accounts.js";
import { describe } from "./describe.js";
import { viewerOf } from "./viewer.js";

interface Register {
  Body: { user: NewAccount };
}
interface LogIn {
  Body: { user: { email: string; password: string } };
}
interface Change {
  Body: { user: AccountChanges };
}

/** Signs people up and in, and shows and changes their own account. */
export async function accountRoutes(app: FastifyInstance, { accounts }: { accounts: Accounts }): Promise<void> {
  app.post<Register>("/users", describe("register"), async ({ body }, reply) => {
    const user = await accounts.register(body.user);
    reply.status(201);
    return { user };
  });

  app.post<LogIn>("/users/login", describe("logIn"), async ({ body }) => ({
    user: await accounts.logIn(body.user.email, body.user.password),
  }));

  app.get("/user", describe("showUser"), async (request) => ({ user: await accounts.show(viewerOf(request)) }));

  app.put<Change>("/user", describe("changeUser"), async (request) => ({
    user: await accounts.change(viewerOf(request), request.body.user),
  }));
}
