import { BaseModel, belongsTo, column, hasMany, manyToMany } from "@adonisjs/lucid/orm";
import type { BelongsTo, HasMany, ManyToMany } from "@adonisjs/lucid/types/relations";
import type { DateTime } from "luxon";

export class Tag extends BaseModel {
  static override table = "tags";
  declare id: number;
  declare name: string;
}

export class Comment extends BaseModel {
  static override table = "comments";
  declare id: number;
  declare postId: number;
  declare authorId: number;
  declare body: string;
  declare createdAt: DateTime;
}

export class Post extends BaseModel {
  static override table = "posts";
  declare id: number;
  declare authorId: number;
  declare title: string;
  declare body: string;
  declare views: number;
  declare published: boolean;
  declare createdAt: DateTime;
  declare author: BelongsTo<typeof User>;
  declare comments: HasMany<typeof Comment>;
  declare tags: ManyToMany<typeof Tag>;
}

export class User extends BaseModel {
  static override table = "users";
  declare id: number;
  declare username: string;
  declare email: string;
  declare bio: string | null;
  declare active: boolean;
  declare loginCount: number;
  declare createdAt: DateTime;
  declare updatedAt: DateTime;
  declare posts: HasMany<typeof Post>;
}

/** What its decorators do, without the syntax, which this repository's compiler does not write. */
function describe<M extends InstanceType<typeof BaseModel>>(model: M, plain: readonly (keyof M & string)[]): void {
  column({ isPrimary: true })(model, "id");
  for (const name of plain) column()(model, name);
}

const created = column.dateTime({ autoCreate: true });

describe(Tag.prototype, ["name"]);

describe(Comment.prototype, ["postId", "authorId", "body"]);
created(Comment.prototype, "createdAt");

describe(Post.prototype, ["authorId", "title", "body", "views", "published"]);
created(Post.prototype, "createdAt");
belongsTo(() => User, { foreignKey: "authorId" })(Post.prototype, "author");
hasMany(() => Comment, { foreignKey: "postId" })(Post.prototype, "comments");
manyToMany(() => Tag, { pivotTable: "post_tags" })(Post.prototype, "tags");

describe(User.prototype, ["username", "email", "bio", "active", "loginCount"]);
created(User.prototype, "createdAt");
column.dateTime({ autoCreate: true, autoUpdate: true })(User.prototype, "updatedAt");
hasMany(() => Post, { foreignKey: "authorId" })(User.prototype, "posts");
