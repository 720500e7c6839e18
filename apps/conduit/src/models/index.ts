import { Article } from "./article.js";
import { Comment } from "./comment.js";
import { Favorite } from "./favorite.js";
import { Follow } from "./follow.js";
import { SigningKey } from "./signing-key.js";
import { Tag } from "./tag.js";
import { User } from "./user.js";

/** All models of the blog, for `connect`. */
export const models = [User, Article, Comment, Tag, Favorite, Follow, SigningKey];

export { Article, Comment, Favorite, Follow, SigningKey, Tag, User };
