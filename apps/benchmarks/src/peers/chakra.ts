import { connect, field, Model } from "@chakra-orm/core";
import { postgres } from "@chakra-orm/postgres";
import type { User as Values } from "../database/user.js";
import type { Peer, Session } from "./peer.js";

class User extends Model {
  static table = "users";

  id = field.id();
  username = field.string(50, { unique: true });
  email = field.string(255);
  bio = field.text({ nullable: true });
  active = field.boolean({ default: true });
  loginCount = field.integer({ default: 0 });
  createdAt = field.createdAt();
  updatedAt = field.updatedAt();
}

export const peer: Peer = {
  name: "chakra",
  label: "Chakra",
  packages: ["@chakra-orm/core", "@chakra-orm/postgres", "knex", "pg"],
  async connect(url, max): Promise<Session<User>> {
    const db = await connect({ url, dialect: postgres, models: [User], pool: { max, idleTimeout: 0 } });
    return {
      find: (id) => User.find(id),
      list: (count) => User.all().orderBy("id").limit(count).all(),
      insert: (user) => User.create(user),
      async update(id, email) {
        const user = await User.find(id);
        user.email = email;
        return user.save();
      },
      toUser: (user): Values => ({ ...user }),
      close: () => db.close(),
    };
  },
};
