import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { literalNaming, snakeCaseNaming } from "../../src/index.js";
import { snakeCase } from "../../src/naming/casing.js";
import { constraintName } from "../../src/naming/strategy.js";

describe("snake case", () => {
  test.each([
    ["createdAt", "created_at"],
    ["id", "id"],
    ["userID", "user_id"],
    ["HTTPServer", "http_server"],
    ["parseHTTPRequest2", "parse_http_request2"],
    ["address2Line", "address2_line"],
    ["x", "x"],
    ["already_snake", "already_snake"],
    ["größeÄnderung", "größe_änderung"],
    ["ÄnderungsDatum", "änderungs_datum"],
    ["日本", "日本"],
  ])("of %s is %s", (name, snake) => {
    expect(snakeCase(name)).toBe(snake);
  });

  test("of snake case is the same", () => {
    const property = fc.property(fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9]{0,20}$/), (name) => {
      const snake = snakeCase(name);
      expect(snakeCase(snake)).toBe(snake);
      expect(snake.replaceAll("_", "")).toBe(name.toLowerCase());
    });
    fc.assert(property);
  });
});

describe("the table of a class", () => {
  test.each([
    ["User", "users"],
    ["BlogPost", "blog_posts"],
    ["Category", "categories"],
    ["Person", "people"],
    ["Child", "children"],
    ["Mouse", "mice"],
    ["Address", "addresses"],
    ["Box", "boxes"],
    ["Key", "keys"],
    ["Analysis", "analyses"],
    ["News", "news"],
    ["PersonAddress", "person_addresses"],
    ["OrderItem", "order_items"],
    ["HTTPRequest", "http_requests"],
    ["Status", "statuses"],
    ["Series", "series"],
    ["Users", "users"],
  ])("%s is %s", (name, table) => {
    expect(snakeCaseNaming.table(name)).toBe(table);
  });

  test("may be called as the class is", () => {
    expect(literalNaming.table("BlogPost")).toBe("BlogPost");
    expect(literalNaming.column("createdAt")).toBe("createdAt");
  });
});

describe("the name of a constraint", () => {
  test("says what it is of", () => {
    expect(constraintName("uq", "users", ["email", "name"])).toBe("uq_users_email_name");
    expect(constraintName("pk", "users", [])).toBe("pk_users");
  });

  const names = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 });
  const bytes = (text: string) => Buffer.byteLength(text);

  test("fits into 63 bytes, in whole characters, whatever the names are", () => {
    const property = fc.property(names, fc.array(names, { maxLength: 6 }), (table, parts) => {
      const name = constraintName("ix", table, parts);
      expect(bytes(name)).toBeLessThanOrEqual(63);
      expect(Buffer.from(name).toString()).toBe(name);
      expect(name.startsWith("ix_")).toBe(true);
    });
    fc.assert(property, { numRuns: 1000 });
  });

  test.each([
    ["ASCII", "x"],
    ["two bytes", "ü"],
    ["three bytes", "日"],
    ["four bytes", "🙂"],
  ])("is cut only where it is too long, in %s", (_, character) => {
    const room = 63 - bytes("uq_t_");
    const whole = character.repeat(Math.floor(room / bytes(character)));
    expect(constraintName("uq", "t", [whole])).toBe(`uq_t_${whole}`);
    const cut = constraintName("uq", "t", [whole + character]);
    expect(cut).toMatch(/_[0-9a-f]{8}$/);
    expect(cut.startsWith(`uq_t_${character}`)).toBe(true);
    expect(bytes(cut)).toBeGreaterThan(63 - bytes(character));
  });

  test("differs for names that differ only where they are cut", () => {
    const long = "x".repeat(80);
    const made = ["a", "b", "c"].map((end) => constraintName("uq", "table", [long + end]));
    expect(new Set(made).size).toBe(3);
    expect(constraintName("uq", "table", [`${long}a`])).toBe(made[0]);
  });
});
