import { describe, expect, it } from "vitest";
import { readClientConfig } from "../../src/pg/options.js";
import { configOf } from "../databases.js";

const read = (url: string | undefined, options: Record<string, unknown> = {}) =>
  readClientConfig(configOf({ options, ...(url !== undefined && { url }) }));

describe("options of PostgreSQL", () => {
  it("are read from a URL", () => {
    const url =
      "postgresql://me:p%40ss%3A@db.example.com:6543/blog?application_name=app&sslmode=disable&connect_timeout=3&options=-c%20a.b%3D1";
    expect(read(url)).toMatchObject({
      host: "db.example.com",
      port: "6543",
      user: "me",
      password: "p@ss:",
      database: "blog",
      application_name: "app",
      ssl: false,
      options: "-c a.b=1",
      connectionTimeoutMillis: 3000,
      keepAlive: true,
    });
    expect(read("postgres:///blog?host=/var/run/postgresql")).toMatchObject({
      host: "/var/run/postgresql",
      database: "blog",
    });
    expect(read("postgres://h/d?sslmode=no-verify")).toMatchObject({ ssl: { rejectUnauthorized: false } });
  });

  it("win over the URL", () => {
    const config = read("postgres://me:old@h/one", {
      database: "two",
      password: () => "new",
      ssl: true,
      applicationName: "x",
    });
    expect(config).toMatchObject({ host: "h", user: "me", database: "two", ssl: true, application_name: "x" });
    expect(config.password).toBeTypeOf("function");
  });

  it("stay out of the driver's own business", () => {
    const config = read("postgres://h/d?stream=x&pipeline=1&connection=y&types=z&query_timeout=5&binary=true");
    for (const name of ["stream", "pipeline", "connection", "types", "query_timeout", "binary"]) {
      expect(config).not.toHaveProperty(name);
    }
  });

  it("say what is wrong with them, and keep the password to themselves", () => {
    expect(() => read(undefined, { pasword: "secret" })).toThrow(
      /knows no "pasword" for PostgreSQL; it knows host, port/,
    );
    expect(() => read(undefined, { port: "5432" })).toThrow(/port .* must be a number/);
    expect(() => read(undefined, { constructor: "x" })).toThrow(/knows no "constructor"/);
    expect(() => read("mysql://h/d")).toThrow(/postgres:\/\//);
    expect(() => read(undefined, { parameters: { "a = 1; drop": "x" } })).toThrow(/server setting/);
    try {
      read("postgres://me:sec/ret@h:port/d");
      expect.fail("was read");
    } catch (error) {
      expect(String(error)).toMatch(/%40/);
      expect(JSON.stringify(error) + String(error)).not.toContain("sec/ret");
      expect((error as Error).cause).toBeUndefined();
    }
  });
});
