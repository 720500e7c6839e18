// Mistakes between two models, by the page that tells of them and in the order of its table.
import { type ConnectOptions, field, Model, manyToOne, oneToMany, oneToOne } from "@chakra-orm/core";

type Models = NonNullable<ConnectOptions["models"]>;

class User extends Model {
  id = field.id();
  name = field.string(50);
}

function withoutKey(): Models {
  class Post extends Model {
    id = field.id();
    author = manyToOne(() => User);
  }
  return [Post];
}

function withoutOtherSide(): Models {
  class User extends Model {
    id = field.id();
    posts = oneToMany(() => Post, { backPopulates: "author" });
  }
  class Post extends Model {
    id = field.id();
    authorId = field.foreignKey(() => User);
  }
  return [User, Post];
}

function ambiguous(): Models {
  class User extends Model {
    id = field.id();
    posts = oneToMany(() => Post);
  }
  class Post extends Model {
    id = field.id();
    authorId = field.foreignKey(() => User);
    editorId = field.foreignKey(() => User);
  }
  return [User, Post];
}

function hiddenNull(): Models {
  class Post extends Model {
    id = field.id();
    authorId = field.foreignKey(() => User, { nullable: true });
    author = manyToOne(() => User);
  }
  return [Post];
}

function otherType(): Models {
  class Post extends Model {
    id = field.id();
    writer = field.string(20);
    author = manyToOne(() => User, { foreignKey: "writer" });
  }
  return [Post];
}

function notUnique(): Models {
  class User extends Model {
    id = field.id();
    profile = oneToOne(() => Profile, { nullable: true });
  }
  class Profile extends Model {
    id = field.id();
    userId = field.foreignKey(() => User);
  }
  return [User, Profile];
}

function otherKind(): Models {
  class User extends Model {
    id = field.id();
    posts = oneToOne(() => Post, { backPopulates: "author", nullable: true });
  }
  class Post extends Model {
    id = field.id();
    authorId = field.foreignKey(() => User);
    author = manyToOne(() => User, { backPopulates: "posts" });
  }
  return [User, Post];
}

function withoutCounter(): Models {
  class Post extends Model {
    id = field.id();
    authorId = field.foreignKey(() => User);
    author = manyToOne(() => User, { counterCache: "postsCount" });
  }
  return [Post];
}

function nothingToTouch(): Models {
  class Post extends Model {
    id = field.id();
    authorId = field.foreignKey(() => User);
    author = manyToOne(() => User, { touch: true });
  }
  return [Post];
}

function nullWhereNoneMayBe(): Models {
  class Post extends Model {
    id = field.id();
    authorId = field.foreignKey(() => User, { onDelete: "set null" });
  }
  return [Post];
}

function unknownAction(): Models {
  class Post extends Model {
    id = field.id();
    authorId = field.foreignKey(() => User, { onDelete: "delete" as "cascade" });
  }
  return [Post];
}

function notUniqueTarget(): Models {
  class Post extends Model {
    id = field.id();
    writer = field.foreignKey(() => User, "name");
  }
  return [Post];
}

export const direct = {
  "many-to-one": [withoutKey, withoutOtherSide, ambiguous, hiddenNull, otherType],
  "one-to-one": [notUnique, otherKind],
  writing: [withoutCounter, nothingToTouch],
  "foreign-keys": [nullWhereNoneMayBe, unknownAction, notUniqueTarget],
};
