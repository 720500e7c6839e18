import { DataSource, EntitySchema } from "typeorm";
import type { User } from "../database/user.js";
import { valuesOfRecords } from "../database/values.js";
import type { UserSession } from "../peers/peer.js";
import type { SqlitePeer } from "./peer.js";
import { plainText } from "./prepare.js";

class UserEntity {
  declare id: number;
  declare username: string;
  declare email: string;
  declare bio: string | null;
  declare active: boolean;
  declare loginCount: number;
  declare createdAt: Date;
  declare updatedAt: Date;
}

const schema = new EntitySchema<UserEntity>({
  name: "User",
  target: UserEntity,
  tableName: "users",
  columns: {
    id: { type: "integer", primary: true, generated: true },
    username: { type: "text", unique: true },
    email: { type: "text" },
    bio: { type: "text", nullable: true },
    active: { type: "boolean" },
    loginCount: { type: "integer", name: "login_count" },
    createdAt: { type: "datetime", name: "created_at", createDate: true },
    updatedAt: { type: "datetime", name: "updated_at", updateDate: true },
  },
});

export const peer: SqlitePeer = {
  name: "typeorm",
  label: "TypeORM",
  packages: ["typeorm", "better-sqlite3"],
  imports: ["typeorm", "better-sqlite3"],
  instants: plainText,
  async connect(database): Promise<UserSession<User>> {
    const source = new DataSource({ type: "better-sqlite3", database, entities: [schema], logging: false });
    await source.initialize();
    await source.query("pragma synchronous = normal");
    const users = source.getRepository(UserEntity);
    return {
      find: (id) => users.findOneByOrFail({ id }),
      list: (take) => users.find({ order: { id: "ASC" }, take }),
      insert: (user) => users.save(users.create(user)),
      insertMany: (given) => users.save(users.create([...given])),
      toUser: valuesOfRecords.toUser,
      close: () => source.destroy(),
    };
  },
};
