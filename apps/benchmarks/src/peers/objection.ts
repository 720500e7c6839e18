import createKnex from "knex";
import objection from "objection";
import { fromPostRow, type PostRow, type WithPosts } from "../database/post.js";
import { fromRow, toRow, type UserRow, userColumns } from "../database/user.js";
import type { Peer, Session } from "./peer.js";
import { readBigintsAsNumbers } from "./pg-pool.js";

class PostModel extends objection.Model {
  static override tableName = "posts";
  declare id: number;
  declare author_id: number;
  declare title: string;
  declare body: string;
  declare views: number;
  declare published: boolean;
  declare created_at: Date;
}

class UserModel extends objection.Model {
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
  declare posts?: PostModel[];

  override $beforeUpdate(): void {
    this.updated_at = new Date();
  }
}

export const peer: Peer = {
  name: "objection",
  label: "Objection",
  packages: ["objection", "knex", "pg"],
  async connect(url, max): Promise<Session<UserModel, PostModel>> {
    readBigintsAsNumbers();
    const knex = createKnex({ client: "pg", connection: url, pool: { min: max, max } });
    const User = UserModel.bindKnex(knex);
    return {
      async find(id) {
        return User.query().findById(id).throwIfNotFound();
      },
      async list(count) {
        return User.query().orderBy("id").limit(count);
      },
      async listWithPosts() {
        return (await User.query().withGraphFetched("posts")) as WithPosts<UserModel, PostModel>[];
      },
      async insert(user) {
        return User.query()
          .insert(toRow(user))
          .returning([...userColumns]);
      },
      async update(id, email) {
        const user = await User.query().findById(id).throwIfNotFound();
        return user.$query().patch({ email });
      },
      toUser: (user) => fromRow({ ...(user as UserRow) }),
      toPost: (post) => fromPostRow({ ...(post as PostRow) }),
      close: () => knex.destroy(),
    };
  },
};
