import "reflect-metadata";
import { ModelPipe } from "@chakra-orm/nestjs";
import { type CanActivate, UseGuards } from "@nestjs/common";
import { Args, GraphQLModule, Mutation, Query, Resolver } from "@nestjs/graphql";
import { MercuriusDriver, type MercuriusDriverConfig } from "@nestjs/mercurius";
import { expect, test } from "vitest";
import { makeApp } from "../app.js";
import { User } from "../blog.js";

class Guard implements CanActivate {
  async canActivate(): Promise<boolean> {
    return (await User.count()) < 100;
  }
}

@Resolver()
@UseGuards(Guard)
class UsersResolver {
  @Query(() => [String])
  async names(): Promise<string[]> {
    return User.orderBy("id").pluck("username");
  }

  @Query(() => String)
  @Reflect.metadata("design:paramtypes", [Object])
  name(@Args("id", { type: () => String }, ModelPipe(User)) user: User): string {
    return user.username;
  }

  @Mutation(() => String)
  @Reflect.metadata("design:paramtypes", [String])
  async add(@Args("name", { type: () => String }) username: string): Promise<string> {
    return (await User.create({ username })).username;
  }
}

const open = async () => {
  const { call } = await makeApp({
    adapter: "fastify",
    imports: [GraphQLModule.forRoot<MercuriusDriverConfig>({ driver: MercuriusDriver, autoSchemaFile: true })],
    providers: [UsersResolver],
  });
  return async (query: string) => (await call("POST", "/graphql", { query })).body;
};

test("resolvers and their guards run in their own app", async () => {
  const [one, two] = [await open(), await open()];
  const added = await Promise.all([
    one('mutation { add(name: "alice") }'),
    two('mutation { add(name: "bobby") }'),
    two('mutation { add(name: "carol") }'),
  ]);
  expect(added[0]).toEqual({ data: { add: "alice" } });
  expect(await one("{ names }")).toEqual({ data: { names: ["alice"] } });
  expect((await two("{ names }")).data.names.sort()).toEqual(["bobby", "carol"]);
  expect(await one('{ name(id: "1") }')).toEqual({ data: { name: "alice" } });
});

test("errors have extensions, and nothing of the database", async () => {
  const ask = await open();
  await ask('mutation { add(name: "alice") }');
  const { errors } = await ask('mutation { add(name: "alice") }');
  expect(errors[0]).toMatchObject({
    message: "This has already been taken.",
    extensions: { code: "UNIQUE_VIOLATION", status: 409, issues: [{ path: ["username"] }] },
  });
  const missing = await ask('{ name(id: "7") }');
  expect(missing.errors[0].extensions.code).toBe("RECORD_NOT_FOUND");
  expect(JSON.stringify([errors, missing])).not.toMatch(/insert|users_|select/i);
});
