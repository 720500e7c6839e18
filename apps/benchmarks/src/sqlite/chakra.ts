import { connect, field, Model } from "@chakra-orm/core";
import { sqlite } from "@chakra-orm/sqlite";
import { valuesOfRecords } from "../database/values.js";
import type { UserSession } from "../peers/peer.js";
import type { SqlitePeer } from "./peer.js";
import { isoText } from "./prepare.js";

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

export const peer: SqlitePeer = {
  name: "chakra",
  label: "Chakra",
  packages: ["@chakra-orm/core", "@chakra-orm/sqlite", "knex", "better-sqlite3"],
  imports: ["@chakra-orm/core", "@chakra-orm/sqlite"],
  instants: isoText,
  async connect(file): Promise<UserSession<User>> {
    const db = await connect({ url: `sqlite:${file}`, dialect: sqlite, models: [User] });
    return {
      find: (id) => User.find(id),
      list: (count) => User.all().orderBy("id").limit(count).all(),
      insert: (user) => User.create(user),
      insertMany: (users) => User.createMany(users),
      toUser: valuesOfRecords.toUser,
      close: () => db.close(),
    };
  },
};
