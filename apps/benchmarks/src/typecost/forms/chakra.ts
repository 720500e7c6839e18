import { cycle, type Form, names, repeat } from "../form.js";

const model = (n: number): string => `
export class Model${n} extends Model {
  id = field.id();
  username = field.string(50, { unique: true, minLength: 3 });
  email = field.string(255);
  bio = field.text({ nullable: true });
  role = field.enum(["admin", "member"], { default: "member" });
  settings = field.json<{ theme: string }>({ nullable: true });
  active = field.boolean({ default: true });
  views = field.integer({ default: 0, min: 0 });
  authorId = field.foreignKey(() => Model${Math.max(1, n - 1)}, { onDelete: "cascade" });
  parentId = field.foreignKey(() => Model${n}, { nullable: true });
  createdAt = field.createdAt();
  updatedAt = field.updatedAt();

  get display() {
    return \`\${this.username} <\${this.email}>\`;
  }
}`;

/** What programs write most, each on a model that no other site has warmed up. */
const sites: readonly ((model: string) => string)[] = [
  (M) =>
    `const one = await ${M}.find(1); const name: string = one.username; const bio: string | null = one.bio; void [name, bio];`,
  (M) =>
    `const some = await ${M}.where({ views: gte(3), username: contains("a"), role: oneOf(["admin"]) }).orderBy("-createdAt").limit(10); const at: Date | undefined = some[0]?.createdAt; void at;`,
  (M) =>
    `const made = await ${M}.create({ username: "alice", email: "a@example.com", authorId: 1 }); const id: number = made.id; void id;`,
  (M) =>
    `const names: string[] = await ${M}.where(or({ username: "a" }, { bio: isNotNull })).pluck("username"); void names;`,
  (M) =>
    `const own = await ${M}.findByOrFail({ email: "a@example.com", active: true }); own.role = "admin"; own.bio = null; await own.save(); await own.update({ views: own.views + 1 });`,
];

export const chakra: Form = {
  label: "Chakra",
  packages: ["@chakra-orm/core"],
  models: (count) => `import { field, Model } from "@chakra-orm/core";\n${repeat(count, model)}\n`,
  usage: (count) => {
    const imports = `import { contains, gte, isNotNull, oneOf, or } from "@chakra-orm/core";
import { ${names("Model", count)} } from "./models.js";
void [contains, gte, isNotNull, oneOf, or];`;
    return `${imports}\n${cycle(count, sites, (n) => `Model${n}`)}\n`;
  },
};
