import { field, Model, sql, type TableOptions, uuid } from "../../src/index.js";

/** A money amount, for the custom type. */
export class Money {
  readonly cents: number;
  constructor(cents: number) {
    this.cents = cents;
  }
}

export const money = {
  name: "money",
  storedAs: field.decimal(12, 2),
  toStored: (value: Money) => (value.cents / 100).toFixed(2),
  fromStored: (stored: string) => new Money(Math.round(Number(stored) * 100)),
};

/** What a TypeScript enum compiles to, for sources that must be erasable. */
export const Level = { Low: "low", High: "high" } as const;

export interface Settings {
  theme: string;
  tags: string[];
}

export class User extends Model {
  static table = {
    name: "users",
    indexes: [["-createdAt", "username"], { on: ["email"], unique: true, include: ["bio"] }],
    uniques: [["email", "username"]],
    checks: { short: sql`length(${sql.column("username")}) < 50` },
    orderBy: "-createdAt",
  } satisfies TableOptions<User>;

  id = field.id();
  username = field.string(50, { unique: true, minLength: 3 });
  email = field.string(255, { index: true });
  bio = field.text({ nullable: true });
  role = field.enum(["admin", "member"], { default: "member" });
  level = field.enum(Level);
  settings = field.json<Settings>({ nullable: true });
  active = field.boolean({ default: true });
  birthday = field.date({ nullable: true });
  createdAt = field.createdAt();
  updatedAt = field.updatedAt();

  get display() {
    return `${this.username} <${this.email}>`;
  }
  greet() {
    return `Hello ${this.username}`;
  }
}

export class Post extends Model {
  id = field.id();
  title = field.string(200);
  views = field.integer({ default: 0, min: 0 });
  authorId = field.foreignKey(() => User, { onDelete: "cascade" });
  parentId = field.foreignKey(() => Post, { nullable: true });
  slug = field.generated(sql`lower(title)`, field.text());
  price = field(money, { nullable: true });
  labels = field.array(field.string(20), { default: [] });
}

export class Tag extends Model {
  name = field.string(50, { primaryKey: true });
}

export class PostTag extends Model {
  postId = field.foreignKey(() => Post, { primaryKey: true });
  tagName = field.foreignKey(() => Tag, "name", { primaryKey: true });
}

export class Session extends Model {
  id = field.uuid({ primaryKey: true, default: uuid.v7 });
  payload = field.binary();
  hits = field.bigInteger({ default: 0n });
}
