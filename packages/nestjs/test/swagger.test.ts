import { field, Model, manyToOne } from "@chakra-orm/core";
import { ModelBodyPipe } from "@chakra-orm/nestjs";
import { ApiModelBody, ApiModelResponse, modelSchema } from "@chakra-orm/nestjs/swagger";
import { Body, Controller, Get, Post as PostRoute } from "@nestjs/common";
import { DocumentBuilder, SwaggerModule } from "@nestjs/swagger";
import { expect, test } from "vitest";
import { makeApp } from "./app.js";
import { Post, User } from "./blog.js";

class Sample extends Model {
  id = field.id();
  kind = field.enum(["a", "b"], { nullable: true });
  data = field.json();
  bytes = field.binary({ nullable: true });
  tags = field.array(field.string(5));
  userId = field.foreignKey(() => User, { nullable: true });
  user = manyToOne(() => User, { nullable: true });
}

@Controller("users")
class UsersController {
  @Get()
  @ApiModelResponse(User, { isArray: true, with: ["posts"], description: "all of them" })
  list() {
    return User.with("posts");
  }

  @PostRoute()
  @ApiModelBody(User, "create")
  @ApiModelResponse(User, { status: 201 })
  create(@Body(ModelBodyPipe(User, "create")) attributes: { username: string }) {
    return User.create(attributes);
  }
}

test("a document shows what the models declare", async () => {
  const { app } = await makeApp({ controllers: [UsersController] });
  const document = SwaggerModule.createDocument(app, new DocumentBuilder().build());
  const { get, post } = document.paths["/users"]!;
  const body = (post!.requestBody as { content: Record<string, { schema: unknown }> }).content["application/json"];
  expect(body!.schema).toEqual({
    type: "object",
    properties: {
      username: { type: "string", minLength: 3, maxLength: 20 },
      born: { type: "string", format: "date-time", nullable: true },
    },
    required: ["username"],
    additionalProperties: false,
  });
  const answer = get!.responses["200"] as { description: string; content: Record<string, { schema: object }> };
  expect(answer.description).toBe("all of them");
  expect(answer.content["application/json"]!.schema).toMatchObject({
    type: "array",
    items: { properties: { id: { type: "integer" }, posts: { type: "array", items: { type: "object" } } } },
  });
  expect(JSON.stringify(document)).not.toContain("password");
});

test("null and bytes are written as OpenAPI 3.0 has them, and as JSON Schema for 3.1", () => {
  expect(modelSchema(Sample, "read", { with: ["user"] })).toMatchObject({
    properties: {
      kind: { type: "string", enum: ["a", "b", null], nullable: true },
      data: { nullable: false },
      bytes: { type: "string", format: "byte", nullable: true },
      tags: { type: "array", items: { type: "string", maxLength: 5 } },
      user: { allOf: [{ type: "object" }], nullable: true },
    },
  });
  expect(modelSchema(Sample, "read", { version: "3.1" })).toEqual(Sample.jsonSchema("read"));
  expect(() => modelSchema(Post, "create", { only: ["titel"] })).toThrow('Did you mean "title"?');
});

test("classes that share a table are one of several, each as OpenAPI 3.0 has it", () => {
  class Payment extends Model {
    static discriminator = "kind";
    id = field.id();
    kind = field.discriminator();
  }
  class Transfer extends Payment {
    iban = field.string(34, { nullable: true });
  }
  modelSchema(Transfer, "create");
  expect(modelSchema(Payment, "read")).toMatchObject({
    oneOf: [
      { properties: { kind: { type: "string", enum: ["payment"] } } },
      { properties: { kind: { enum: ["transfer"] }, iban: { type: "string", nullable: true } } },
    ],
  });
});
