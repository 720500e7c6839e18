import { field, Model, manyToOne, oneToMany } from "@chakra-orm/core";

export class User extends Model {
  id = field.id();
  username = field.string(20, { unique: true, minLength: 3 });
  password = field.string(60, { default: "secret", hidden: true });
  born = field.dateTime({ nullable: true });
  posts = oneToMany(() => Post, { backPopulates: "author" });
}

export class Post extends Model {
  id = field.id();
  title = field.string(50);
  authorId = field.foreignKey(() => User, { onDelete: "cascade" });
  author = manyToOne(() => User, { backPopulates: "posts" });
}
