import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type NonAttribute,
  Op,
  Sequelize,
} from "sequelize";
import { valuesOfRecords } from "../database/values.js";
import type { Peer, Session } from "./peer.js";
import { readBigintsAsNumbers } from "./pg-pool.js";

class Tag extends Model<InferAttributes<Tag>, InferCreationAttributes<Tag>> {
  declare id: CreationOptional<number>;
  declare name: string;
}

class Comment extends Model<InferAttributes<Comment>, InferCreationAttributes<Comment>> {
  declare id: CreationOptional<number>;
  declare postId: number;
  declare authorId: number;
  declare body: string;
  declare createdAt: CreationOptional<Date>;
}

class Post extends Model<InferAttributes<Post>, InferCreationAttributes<Post>> {
  declare id: CreationOptional<number>;
  declare authorId: number;
  declare title: string;
  declare body: string;
  declare views: CreationOptional<number>;
  declare published: CreationOptional<boolean>;
  declare createdAt: CreationOptional<Date>;
  declare author: NonAttribute<User>;
  declare comments: NonAttribute<Comment[]>;
  declare tags: NonAttribute<Tag[]>;
}

class User extends Model<InferAttributes<User>, InferCreationAttributes<User>> {
  declare id: CreationOptional<number>;
  declare username: string;
  declare email: string;
  declare bio: string | null;
  declare active: CreationOptional<boolean>;
  declare loginCount: CreationOptional<number>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  declare posts: NonAttribute<Post[]>;
}

// New ones for each use: Sequelize writes the column's name into what it is given.
const id = () => ({ type: DataTypes.BIGINT, primaryKey: true, autoIncrement: true });
const reference = () => ({ type: DataTypes.BIGINT, allowNull: false });
const text = () => ({ type: DataTypes.TEXT, allowNull: false });
const createdAt = DataTypes.DATE(3);

function define(sequelize: Sequelize): void {
  const options = { sequelize, underscored: true } as const;
  User.init(
    {
      id: id(),
      username: { type: DataTypes.STRING(50), allowNull: false, unique: true },
      email: { type: DataTypes.STRING(255), allowNull: false },
      bio: DataTypes.TEXT,
      active: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
      loginCount: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      createdAt,
      updatedAt: DataTypes.DATE(3),
    },
    { ...options, tableName: "users" },
  );
  Post.init(
    {
      id: id(),
      authorId: reference(),
      title: { type: DataTypes.STRING(200), allowNull: false },
      body: text(),
      views: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      published: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
      createdAt,
    },
    { ...options, tableName: "posts", updatedAt: false },
  );
  Comment.init(
    { id: id(), postId: reference(), authorId: reference(), body: text(), createdAt },
    { ...options, tableName: "comments", updatedAt: false },
  );
  Tag.init(
    { id: id(), name: { type: DataTypes.STRING(50), allowNull: false, unique: true } },
    { ...options, tableName: "tags", timestamps: false },
  );
  User.hasMany(Post, { as: "posts", foreignKey: "authorId" });
  Post.belongsTo(User, { as: "author", foreignKey: "authorId" });
  Post.hasMany(Comment, { as: "comments", foreignKey: "postId" });
  Post.belongsToMany(Tag, {
    as: "tags",
    through: "post_tags",
    foreignKey: "post_id",
    otherKey: "tag_id",
    timestamps: false,
  });
}

export const peer: Peer = {
  name: "sequelize",
  label: "Sequelize",
  packages: ["sequelize", "pg"],
  imports: ["sequelize", "pg"],
  async connect(url, max): Promise<Session<User, Post, Comment, Tag>> {
    readBigintsAsNumbers();
    const sequelize = new Sequelize(url, { logging: false, pool: { min: max, max } });
    define(sequelize);
    await sequelize.authenticate();
    const withTags = { association: "posts", include: [{ association: "tags", through: { attributes: [] } }] };
    return {
      find: (id) => User.findByPk(id, { rejectOnEmpty: true }),
      list: (limit) => User.findAll({ order: ["id"], limit }),
      listWithPosts: () => User.findAll({ include: "posts" }),
      graph: (id) => User.findByPk(id, { include: withTags, rejectOnEmpty: true }),
      feed: (upTo) =>
        Post.findAll({
          where: { id: { [Op.lte]: upTo } },
          order: [["id", "DESC"]],
          limit: 50,
          include: ["author", "comments"],
        }),
      listComments: () => Comment.findAll({ order: ["id"] }),
      insert: (user) => User.create(user),
      insertMany: (users) => User.bulkCreate([...users], { returning: true }),
      async update(id, email) {
        const user = await User.findByPk(id, { rejectOnEmpty: true });
        user.email = email;
        return user.save();
      },
      ...valuesOfRecords,
      close: () => sequelize.close(),
    };
  },
};
