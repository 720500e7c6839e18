import createKnex from "knex";
import objection from "objection";
import type { CommentRow } from "../database/comment.js";
import type { PostRow } from "../database/post.js";
import { toRow, type UserRow, userColumns } from "../database/user.js";
import { valuesOfRows } from "../database/values.js";
import type { Peer, Session } from "./peer.js";
import { readBigintsAsNumbers } from "./pg-pool.js";

class TagModel extends objection.Model {
  static override tableName = "tags";
  declare id: number;
  declare name: string;
}

class CommentModel extends objection.Model implements CommentRow {
  static override tableName = "comments";
  declare id: number;
  declare post_id: number;
  declare author_id: number;
  declare body: string;
  declare created_at: Date;
}

class PostModel extends objection.Model implements PostRow {
  static override tableName = "posts";
  static override relationMappings = () => ({
    author: {
      relation: objection.Model.BelongsToOneRelation,
      modelClass: UserModel,
      join: { from: "posts.author_id", to: "users.id" },
    },
    comments: {
      relation: objection.Model.HasManyRelation,
      modelClass: CommentModel,
      join: { from: "posts.id", to: "comments.post_id" },
    },
    tags: {
      relation: objection.Model.ManyToManyRelation,
      modelClass: TagModel,
      join: {
        from: "posts.id",
        through: { from: "post_tags.post_id", to: "post_tags.tag_id" },
        to: "tags.id",
      },
    },
  });
  declare id: number;
  declare author_id: number;
  declare title: string;
  declare body: string;
  declare views: number;
  declare published: boolean;
  declare created_at: Date;
  declare author: UserModel;
  declare comments: CommentModel[];
  declare tags: TagModel[];
}

class UserModel extends objection.Model implements UserRow {
  static override tableName = "users";
  static override relationMappings = {
    posts: {
      relation: objection.Model.HasManyRelation,
      modelClass: PostModel,
      join: { from: "users.id", to: "posts.author_id" },
    },
  };
  declare id: number;
  declare username: string;
  declare email: string;
  declare bio: string | null;
  declare active: boolean;
  declare login_count: number;
  declare created_at: Date;
  declare updated_at: Date;
  declare posts: PostModel[];

  override $beforeUpdate(): void {
    this.updated_at = new Date();
  }
}

export const peer: Peer = {
  name: "objection",
  label: "Objection",
  packages: ["objection", "knex", "pg", "pg-query-stream"],
  imports: ["objection", "knex", "pg"],
  async connect(url, max): Promise<Session<UserModel, PostModel, CommentRow, TagModel>> {
    readBigintsAsNumbers();
    const knex = createKnex({ client: "pg", connection: url, pool: { min: max, max } });
    const User = UserModel.bindKnex(knex);
    const Post = PostModel.bindKnex(knex);
    const Comment = CommentModel.bindKnex(knex);
    return {
      async find(id) {
        return User.query().findById(id).throwIfNotFound();
      },
      async list(count) {
        return User.query().orderBy("id").limit(count);
      },
      async listWithPosts() {
        return User.query().withGraphFetched("posts");
      },
      async graph(id) {
        return User.query().findById(id).withGraphFetched("posts.tags").throwIfNotFound();
      },
      async feed(upTo) {
        const page = Post.query().where("id", "<=", upTo).orderBy("id", "desc").limit(50);
        return page.withGraphFetched("[author, comments]");
      },
      async listComments() {
        return Comment.query().orderBy("id");
      },
      // Objection itself does not stream: its documentation goes over knex, which gives rows.
      streamComments: () => Comment.query().orderBy("id").toKnexQuery<CommentRow>().stream(),
      async insert(user) {
        return User.query()
          .insert(toRow(user))
          .returning([...userColumns]);
      },
      async insertMany(users) {
        return User.query()
          .insert(users.map(toRow))
          .returning([...userColumns]);
      },
      async update(id, email) {
        const user = await User.query().findById(id).throwIfNotFound();
        return user.$query().patch({ email });
      },
      ...valuesOfRows,
      close: () => knex.destroy(),
    };
  },
};
