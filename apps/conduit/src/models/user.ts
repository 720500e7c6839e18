import { field, Model, manyToMany, oneToMany, type TableOptions } from "@chakra-orm/core";
import { Article } from "./article.js";
import { Comment } from "./comment.js";
import { Favorite } from "./favorite.js";
import { Follow } from "./follow.js";

/** Somebody who writes, follows and favourites. */
export class User extends Model {
  static table = { name: "users", comment: "People who write and read" } satisfies TableOptions<User>;

  id = field.id();
  username = field.string(50, { unique: true, minLength: 1, normalize: (text) => text.trim() });
  // One address is one account, however it is typed.
  email = field.string(255, {
    unique: true,
    minLength: 1,
    format: "email",
    normalize: (text) => text.trim().toLowerCase(),
    comment: "Where to reach them; never shown to others",
  });
  passwordHash = field.string(255, { hidden: true, comment: "Argon2id, with its salt and cost" });
  bio = field.text({ nullable: true });
  image = field.string(2000, { nullable: true, comment: "Address of a picture" });
  createdAt = field.createdAt();
  updatedAt = field.updatedAt();

  articles = oneToMany(() => Article, { backPopulates: "author" });
  comments = oneToMany(() => Comment, { backPopulates: "author" });
  favorites = manyToMany(() => Article, { through: () => Favorite, backPopulates: "fans" });

  // From users to users: which of the two keys is one's own has to be said.
  following = manyToMany(() => User, {
    through: () => Follow,
    foreignKey: "followerId",
    otherKey: "followedId",
    backPopulates: "followers",
  });
  followers = manyToMany(() => User, {
    through: () => Follow,
    foreignKey: "followedId",
    otherKey: "followerId",
    backPopulates: "following",
  });
}
