import type { Database } from "@chakra-orm/core";
import { User } from "../models/index.js";
import { Refusal } from "../refusal.js";
import { retryTaken } from "../retry.js";
import { type Profile, profileOf } from "./profile.js";

/** Lets the one who asks follow a user, whether or not they do already. Throws `RecordNotFoundError`, or a refusal. */
export async function follow(db: Database, viewer: User, username: string): Promise<Profile> {
  const user = await User.findByOrFail({ username });
  if (user.id === viewer.id) throw new Refusal("invalid", { profile: ["is your own, which you cannot follow"] });
  await retryTaken(db, () => viewer.following.add(user));
  return profileOf(user, true);
}

/** Ends that. Throws `RecordNotFoundError`. */
export async function unfollow(viewer: User, username: string): Promise<Profile> {
  const user = await User.findByOrFail({ username });
  await viewer.following.remove(user);
  return profileOf(user, false);
}
