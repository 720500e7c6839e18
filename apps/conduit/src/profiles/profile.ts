import { oneOf, type Query } from "@chakra-orm/core";
import { User } from "../models/index.js";

/** A user as others see them. */
export interface Profile {
  readonly username: string;
  readonly bio: string | null;
  readonly image: string | null;
  /** Whether the one who asks follows them. */
  readonly following: boolean;
}

/** A user, and how many of the followers are the one who asks: one or none. */
export type SeenUser = User & { readonly followersCount: number };

/** Users as one sees them who asks. A callback for `with`, too: it takes no statement more. */
export function seenBy(viewer: User | null): (users: Query<User>) => Query<User, SeenUser> {
  return (users) => users.withCount({ followers: (followers) => followers.where(only(viewer)) });
}

/** A condition for the one who asks: for nobody, if nobody said who they are. */
export function only(viewer: User | null) {
  return { id: oneOf(viewer === null ? [] : [viewer.id]) };
}

/** What is shown of a user. */
export function profileOf({ username, bio, image }: User, following: boolean): Profile {
  return { username, bio, image, following };
}

/** What is shown of a user to the one who asked. */
export function seenProfile(user: SeenUser): Profile {
  return profileOf(user, user.followersCount > 0);
}

/** The profile of a username. Throws `RecordNotFoundError`. */
export async function showProfile(username: string, viewer: User | null): Promise<Profile> {
  return seenProfile(await seenBy(viewer)(User.all()).findByOrFail({ username }));
}
