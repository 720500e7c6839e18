import { field, Model, type TableOptions } from "@chakra-orm/core";

/** Somebody who writes, follows and favourites. Passwords come with authentication. */
export class User extends Model {
  static table = { name: "users", comment: "People who write and read" } satisfies TableOptions<User>;

  id = field.id();
  username = field.string(50, { unique: true, minLength: 1, normalize: (text) => text.trim() });
  email = field.string(255, { unique: true, format: "email", comment: "Where to reach them; never shown to others" });
  bio = field.text({ nullable: true });
  image = field.string(2000, { nullable: true, comment: "Address of a picture" });
  createdAt = field.createdAt();
  updatedAt = field.updatedAt();
}
