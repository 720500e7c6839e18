import { SignJWT } from "jose";
import { describe, expect, test } from "vitest";
import { User } from "../../src/models/index.js";
import { demoPassword } from "../../src/seed/people.js";
import { jwtSecret } from "../servers.js";
import type { Client } from "./client.js";

/** Accounts and tokens, beyond what the rules say. */
export function signingIn(client: () => Client): void {
  const ask: Client["ask"] = (...asking) => client().ask(...asking);
  const logIn = (email: string, password = demoPassword) => ask("POST /users/login", { user: { email, password } });

  describe("accounts", () => {
    test("the people of the demo content can log in, however they write their address", async () => {
      const { status, user } = await logIn(" Olga@Conduit.Example ");
      expect([status, user.username]).toEqual([200, "olga"]);
      expect((await ask("GET /user", { authorization: `Bearer ${user.token}` })).user.email).toBe(
        "olga@conduit.example",
      );
    });

    test.each([
      ["nobody@example.com", "whatever"],
      ["no address", "whatever"],
      ["a\u0000b@example.com", "whatever"],
      ["olga@conduit.example", "CONDUIT-DEMO"],
      ["olga@conduit.example", "short"],
    ])("%j with the password %j is no account", async (email, password) => {
      expect(await logIn(email, password)).toMatchObject({ status: 401, errors: { credentials: ["invalid"] } });
    });

    test("all that is wrong is told at once", async () => {
      const blank = ["can't be blank"];
      const answer = await ask("POST /users", { user: { username: " ", email: "nowhere", password: "short" } });
      const errors = { username: blank, email: ["must be an e-mail address"] };
      expect(answer).toMatchObject({
        status: 422,
        errors: { ...errors, password: ["must have at least 8 characters"] },
      });
      expect((await ask("POST /users", { user: {} })).errors).toEqual({
        username: blank,
        email: blank,
        password: blank,
      });
      const both = { username: "olga", email: "MARTA@conduit.example", password: "12345678" };
      const taken = ["has already been taken"];
      expect(await ask("POST /users", { user: both })).toMatchObject({
        status: 409,
        errors: { username: taken, email: taken },
      });
      expect(await ask("PUT /user", { as: "yuki", user: both })).toMatchObject({
        status: 409,
        errors: { username: taken, email: taken },
      });
      expect((await ask("GET /user", { as: "yuki" })).user.username).toBe("yuki");
    });

    test("one name at once many times is one account", async () => {
      const user = { username: "racer", email: "racer@example.com", password: "12345678" };
      const answers = await Promise.all(Array.from({ length: 6 }, () => ask("POST /users", { user })));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    });

    test("a password is kept as a hash with a salt of its own, and shown to nobody", async () => {
      const password = "correct horse 🐎";
      const sign = (username: string) =>
        ask("POST /users", { user: { username, email: `${username}@example.com`, password } });
      const { user } = await sign("salted-1");
      await sign("salted-2");
      expect(Object.keys(user).sort()).toEqual(["bio", "email", "image", "token", "username"]);
      const records = await User.where({ username: "salted-1" });
      expect(records[0]?.passwordHash).toMatch(/^\$argon2id\$v=19\$/);
      const other = await User.findByOrFail({ username: "salted-2" });
      expect(records[0]?.passwordHash).not.toBe(other.passwordHash);
      expect(JSON.stringify(other)).not.toMatch(/password|argon2/i);
      expect(await logIn("salted-1@example.com", password)).toMatchObject({ status: 200 });
    });

    test("a password may be any eight characters, blanks as well", async () => {
      const user = { username: "blanks", email: "blanks@example.com", password: " ".repeat(8) };
      expect((await ask("POST /users", { user })).status).toBe(201);
      expect((await logIn(user.email, user.password)).status).toBe(200);
      expect((await logIn(user.email, " ".repeat(9))).status).toBe(401);
    });

    test("what others may not set is not set", async () => {
      const { status } = await ask("PUT /user", { as: "yuki", user: { id: 1, passwordHash: "x", token: "y" } });
      expect(status).toBe(200);
      expect((await User.findByOrFail({ username: "yuki" })).passwordHash).toMatch(/^\$argon2id/);
    });
  });

  describe("tokens", () => {
    const sign = (claims: object, secret = jwtSecret, alg = "HS256") =>
      new SignJWT({ sub: "1", exp: 4_102_444_800, ...claims })
        .setProtectedHeader({ alg })
        .sign(new TextEncoder().encode(secret));

    test("of their own kind are taken", async () => {
      const { status } = await ask("GET /user", { authorization: `Token ${await sign({})}` });
      expect(status).toBe(200);
    });

    test("that were forged, spoilt or are too old are refused, also where none is needed", async () => {
      const none = Buffer.from('{"alg":"none"}').toString("base64url");
      const claims = Buffer.from('{"sub":"1","exp":4102444800}').toString("base64url");
      const tokens = [
        await sign({}, "another secret, as long as the first"),
        await sign({ exp: 1_000_000_000 }),
        await sign({ exp: undefined }),
        await sign({ sub: "999999" }),
        await sign({ sub: "1e0x" }),
        await sign({ sub: "1.5" }),
        await sign({ sub: "99999999999999999999" }),
        await sign({}, jwtSecret.padEnd(64, "."), "HS512"),
        `${none}.${claims}.`,
        "a.b.c",
        "undefined",
      ];
      for (const token of tokens) {
        for (const line of ["GET /user", "GET /articles"] as const) {
          const answer = await ask(line, { authorization: `Token ${token}` });
          expect([token, answer.status, answer.errors]).toEqual([token, 401, { token: ["is invalid"] }]);
        }
      }
    });

    test.each(["", "Token", "Token ", "Basic b2xnYTpz", "x"])("%j is no token", async (authorization) => {
      expect((await ask("GET /user", { authorization })).errors).toEqual({ token: ["is missing"] });
      expect((await ask("GET /articles?limit=1", { authorization })).status).toBe(200);
    });

    test("that are no good do not keep anybody from logging in", async () => {
      const user = { email: "olga@conduit.example", password: demoPassword };
      expect((await ask("POST /users/login", { user, authorization: "Token old" })).status).toBe(200);
    });
  });
}
