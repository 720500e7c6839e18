import { type CanActivate, createParamDecorator, type ExecutionContext, Inject, Injectable } from "@nestjs/common";
import { Accounts } from "../accounts/accounts.js";
import { tokenIn } from "../api/token-header.js";
import type { User } from "../models/index.js";
import { Refusal } from "../refusal.js";
import { operationOf } from "./describe.js";

/** A request, and who asks, if they said so. */
interface Asked {
  readonly headers: { readonly authorization?: string };
  viewer?: User;
}

/** Finds out who asks, and refuses strangers where a token is needed, whether or not what they ask for exists. */
@Injectable()
export class ViewerGuard implements CanActivate {
  readonly #accounts: Accounts;

  constructor(@Inject(Accounts) accounts: Accounts) {
    this.#accounts = accounts;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { access = "anybody" } = operationOf(context.getHandler()) ?? {};
    if (access === "anybody") return true;
    const request = context.switchToHttp().getRequest<Asked>();
    const token = tokenIn(request.headers.authorization);
    if (token !== undefined) request.viewer = await this.#accounts.recognize(token);
    else if (access === "required") throw new Refusal("unauthenticated", { token: ["is missing"] });
    return true;
  }
}

/** Who asks: a user where a token is needed, a user or null where it is not. */
export const Viewer = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<Asked>().viewer ?? null,
);
