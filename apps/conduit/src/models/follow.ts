import { field, Model, sql, type TableOptions } from "@chakra-orm/core";
import { User } from "./user.js";

/** That somebody wants to see what another one writes. */
export class Follow extends Model {
  static table = {
    name: "follows",
    comment: "Who follows whom",
    checks: { not_oneself: sql`${sql.column("followerId")} <> ${sql.column("followedId")}` },
  } satisfies TableOptions<Follow>;

  followerId = field.foreignKey(() => User, { primaryKey: true, onDelete: "cascade" });
  followedId = field.foreignKey(() => User, { primaryKey: true, onDelete: "cascade" });
  createdAt = field.createdAt();
}
