import { oneOf } from "@chakra-orm/core";
import { Follow, User } from "../models/index.js";

/** A user as others see them. */
export interface Profile {
  readonly username: string;
  readonly bio: string | null;
  readonly image: string | null;
  /** Whether the one who asks follows them. */
  readonly following: boolean;
}

/** The profiles of these users by id, in two statements however many they are. */
export async function loadProfiles(ids: readonly number[], viewer: User | null): Promise<Map<number, Profile>> {
  const distinct = oneOf([...new Set(ids)]);
  const [users, followed] = await Promise.all([
    User.where({ id: distinct }),
    viewer === null ? [] : Follow.where({ followerId: viewer.id, followedId: distinct }).pluck("followedId"),
  ]);
  const following = new Set<number>(followed);
  return new Map(
    users.map(({ id, username, bio, image }) => [id, { username, bio, image, following: following.has(id) }]),
  );
}
