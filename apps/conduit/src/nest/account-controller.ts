import { Body, Controller, Get, Inject, Post, Put } from "@nestjs/common";
import type { AccountChanges, NewAccount } from "../accounts/account-fields.js";
import { type Account, Accounts } from "../accounts/accounts.js";
import type { User } from "../models/index.js";
import { Describe } from "./describe.js";
import { bodyOf } from "./input-pipe.js";
import { Viewer } from "./viewer.js";

/** Signs people up and in, and shows and changes their own account. */
@Controller("api")
export class AccountController {
  readonly #accounts: Accounts;

  constructor(@Inject(Accounts) accounts: Accounts) {
    this.#accounts = accounts;
  }

  @Post("users")
  @Describe("register")
  async register(@Body(bodyOf("register")) { user }: { user: NewAccount }): Promise<{ user: Account }> {
    return { user: await this.#accounts.register(user) };
  }

  @Post("users/login")
  @Describe("logIn")
  async logIn(
    @Body(bodyOf("logIn")) { user }: { user: Pick<NewAccount, "email" | "password"> },
  ): Promise<{ user: Account }> {
    return { user: await this.#accounts.logIn(user.email, user.password) };
  }

  @Get("user")
  @Describe("showUser")
  async show(@Viewer() viewer: User): Promise<{ user: Account }> {
    return { user: await this.#accounts.show(viewer) };
  }

  @Put("user")
  @Describe("changeUser")
  async change(
    @Viewer() viewer: User,
    @Body(bodyOf("changeUser")) { user }: { user: AccountChanges },
  ): Promise<{ user: Account }> {
    return { user: await this.#accounts.change(viewer, user) };
  }
}
