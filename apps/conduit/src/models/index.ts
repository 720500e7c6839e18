import { Article } from "./article.js";
import { Comment } from "./comment.js";
import { Favorite } from "./favorite.js";
import { Follow } from "./follow.js";
import { Tag } from "./tag.js";
import { User } from "./user.js";

/** All models of the blog, for `connect`. */
export const models = [User, Article, Comment, Tag, Favorite, Follow];

export { Article, Comment, Favorite, Follow, Tag, User };
