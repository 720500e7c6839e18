// Mistakes of relations that go through a table or to one of several, by page and in the order of its table.
import { type ConnectOptions, field, Model, manyToMany, manyToOne, oneToMany, oneToOne } from "@chakra-orm/core";

type Models = NonNullable<ConnectOptions["models"]>;

class User extends Model {
  id = field.id();
}

function halfJoinModel(): Models {
  class Paper extends Model {
    id = field.id();
    topics = manyToMany(() => Topic, { through: () => PaperTopic });
  }
  class Topic extends Model {
    id = field.id();
  }
  class PaperTopic extends Model {
    id = field.id();
    paperId = field.foreignKey(() => Paper);
  }
  return [Paper, Topic, PaperTopic];
}

function twoTables(): Models {
  class Paper extends Model {
    id = field.id();
    topics = manyToMany(() => Topic, { through: "paper_topics", backPopulates: "papers" });
  }
  class Topic extends Model {
    id = field.id();
    papers = manyToMany(() => Paper, { through: "topic_papers", backPopulates: "topics" });
  }
  return [Paper, Topic];
}

function unnamedSides(): Models {
  class User extends Model {
    id = field.id();
    following = manyToMany(() => User);
  }
  return [User];
}

function hiddenRoot(): Models {
  class Category extends Model {
    id = field.id();
    parentId = field.foreignKey(() => Category, { nullable: true });
    parent = manyToOne(() => Category);
  }
  return [Category];
}

abstract class Writer extends Model {
  static abstract = true;
  id = field.id();
  posts = oneToMany(() => Post, { foreignKey: "writerId" });
}

class Post extends Model {
  id = field.id();
  writerId = field.integer();
  comments = oneToMany(() => Comment);
  pinned = oneToMany(() => Comment);
}

class Comment extends Model {
  id = field.id();
  postId = field.foreignKey(() => Post);
}

function unknownWay(): Models {
  class User extends Writer {
    received = oneToMany(() => Comment, { through: "post" });
  }
  return [User];
}

function severalWays(): Models {
  class User extends Writer {
    received = oneToMany(() => Comment, { through: "posts" });
  }
  return [User];
}

function oneOfMany(): Models {
  class User extends Writer {
    received = oneToOne(() => Comment, { through: "posts", source: "comments", nullable: true });
  }
  return [User];
}

function withoutType(): Models {
  class Comment extends Model {
    id = field.id();
    subjectId = field.bigInteger({ as: "number" });
    subject = manyToOne(() => [User, Post]);
  }
  return [Comment];
}

function keysDiffer(): Models {
  class Photo extends Model {
    id = field.uuid({ primaryKey: true });
  }
  class Comment extends Model {
    id = field.id();
    subjectId = field.bigInteger({ as: "number" });
    subjectType = field.string(63);
    subject = manyToOne(() => [Post, Photo]);
  }
  return [Comment];
}

function latestByNothing(): Models {
  class User extends Model {
    id = field.id();
    lastLogin = oneToOne(() => Login, { latestBy: "createdAt" });
  }
  class Login extends Model {
    id = field.id();
    userId = field.foreignKey(() => User);
  }
  return [User, Login];
}

export const indirect = {
  "many-to-many": [halfJoinModel, twoTables],
  "self-referential": [unnamedSides, hiddenRoot],
  through: [unknownWay, severalWays, oneOfMany],
  polymorphic: [withoutType, keysDiffer],
  "latest-of-many": [latestByNothing],
};
