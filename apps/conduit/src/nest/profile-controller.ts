import type { Database } from "@chakra-orm/core";
import { InjectDatabase } from "@chakra-orm/nestjs";
import { Controller, Delete, Get, Param, Post } from "@nestjs/common";
import type { User } from "../models/index.js";
import { follow, unfollow } from "../profiles/following.js";
import { type Profile, showProfile } from "../profiles/profile.js";
import { Describe } from "./describe.js";
import { Viewer } from "./viewer.js";

interface Shown {
  readonly profile: Profile;
}

/** Shows users, and lets others follow them. */
@Controller("api/profiles/:username")
export class ProfileController {
  readonly #db: Database;

  constructor(@InjectDatabase() db: Database) {
    this.#db = db;
  }

  @Get()
  @Describe("showProfile")
  async show(@Param("username") username: string, @Viewer() viewer: User | null): Promise<Shown> {
    return { profile: await showProfile(username, viewer) };
  }

  @Post("follow")
  @Describe("follow")
  async follow(@Param("username") username: string, @Viewer() viewer: User): Promise<Shown> {
    return { profile: await follow(this.#db, viewer, username) };
  }

  @Delete("follow")
  @Describe("unfollow")
  async unfollow(@Param("username") username: string, @Viewer() viewer: User): Promise<Shown> {
    return { profile: await unfollow(viewer, username) };
  }
}
