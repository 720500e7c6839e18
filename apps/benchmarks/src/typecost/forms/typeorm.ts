import { cycle, type Form, names, repeat } from "../form.js";

const entity = (n: number): string => `
@Entity()
export class Model${n} {
  @PrimaryGeneratedColumn("increment") id!: number;
  @Column({ type: "varchar", length: 50, unique: true }) username!: string;
  @Column({ type: "varchar", length: 255 }) email!: string;
  @Column({ type: "text", nullable: true }) bio!: string | null;
  @Column({ type: "enum", enum: ["admin", "member"], default: "member" }) role!: "admin" | "member";
  @Column({ type: "jsonb", nullable: true }) settings!: { theme: string } | null;
  @Column({ type: "boolean", default: true }) active!: boolean;
  @Column({ type: "int", default: 0 }) views!: number;
  @Column({ type: "bigint", name: "author_id" }) authorId!: number;
  @Column({ type: "bigint", name: "parent_id", nullable: true }) parentId!: number | null;
  @CreateDateColumn({ type: "timestamptz" }) createdAt!: Date;
  @UpdateDateColumn({ type: "timestamptz" }) updatedAt!: Date;

  get display() {
    return \`\${this.username} <\${this.email}>\`;
  }
}`;

const sites: readonly ((model: string) => string)[] = [
  (M) =>
    `const one = await db.getRepository(${M}).findOneByOrFail({ id: 1 }); const name: string = one.username; const bio: string | null = one.bio; void [name, bio];`,
  (M) =>
    `const some = await db.getRepository(${M}).find({ where: { views: MoreThanOrEqual(3), username: Like("%a%"), role: In(["admin"]) }, order: { createdAt: "DESC" }, take: 10 }); const at: Date | undefined = some[0]?.createdAt; void at;`,
  (M) =>
    `const made = await db.getRepository(${M}).save({ username: "alice", email: "a@example.com", authorId: 1 }); const id: number | undefined = made.id; void id;`,
  (M) =>
    `const rows = await db.getRepository(${M}).find({ select: { username: true }, where: [{ username: "a" }, { bio: Not(IsNull()) }] }); const names: string[] = rows.map((row) => row.username); void names;`,
  (M) =>
    `const models = db.getRepository(${M}); const own = await models.findOneByOrFail({ email: "a@example.com", active: true }); own.role = "admin"; own.bio = null; await models.save(own); await models.update({ id: own.id }, { views: own.views + 1 });`,
];

export const typeorm: Form = {
  label: "TypeORM",
  packages: ["typeorm"],
  compilerOptions: { experimentalDecorators: true, emitDecoratorMetadata: true },
  models: (count) =>
    `import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn } from "typeorm";\n${repeat(count, entity)}\n`,
  usage: (count) => {
    const imports = `import { type DataSource, In, IsNull, Like, MoreThanOrEqual, Not } from "typeorm";
import { ${names("Model", count)} } from "./models.js";
declare const db: DataSource;
void [In, IsNull, Like, MoreThanOrEqual, Not, db];`;
    return `${imports}\n${cycle(count, sites, (n) => `Model${n}`)}\n`;
  },
};
