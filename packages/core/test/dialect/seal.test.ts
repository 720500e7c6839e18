import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readEncryptionKeys } from "../../src/dialect/key-ring.js";
import { keyIdOf, seal, unseal } from "../../src/dialect/seal.js";

const keyOf = (fill: string) => {
  const ring = readEncryptionKeys([Buffer.alloc(32, fill)]);
  if (ring === undefined) throw new Error("no key");
  return ring.newest;
};
const [key, other] = [keyOf("a"), keyOf("b")];
const context = "patients.ssn";
const always = { context, deterministic: true };
const random = { context, deterministic: false };
// Databases and fields refuse halves of surrogate pairs, so texts here have none.
const text = fc.string({ unit: "binary", maxLength: 60 });

describe("an encrypted text", () => {
  test("is read again, whatever it is and however it was encrypted", () => {
    fc.assert(
      fc.property(text, fc.constantFrom(always, random), (plain, sealing) => {
        const sealed = seal(key, sealing, plain);
        expect(sealed).toMatch(/^1\.[0-9a-f]{8}\.[\w-]+$/);
        expect(keyIdOf(sealed)).toBe(key.id);
        expect(unseal(key, context, sealed)).toBe(plain);
      }),
    );
  });

  test("is another each time, unless it is deterministic: then it is equal where the text is", () => {
    const pair = fc.oneof(
      fc.tuple(text, text),
      text.map((plain): [string, string] => [plain, plain]),
      text.map((plain): [string, string] => [plain, `${plain}a`]),
    );
    fc.assert(
      fc.property(pair, ([one, two]) => {
        expect(seal(key, always, one) === seal(key, always, two)).toBe(one === two);
        expect(seal(key, random, one)).not.toBe(seal(key, random, two));
      }),
    );
  });

  test("is refused after any of its characters was changed, added or lost", () => {
    const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ ";
    fc.assert(
      fc.property(text, fc.nat(), fc.constantFrom(...digits), fc.nat(2), (plain, at, digit, way) => {
        const sealed = seal(key, always, plain);
        const place = at % sealed.length;
        const kept = sealed.slice(place + (way === 0 ? 0 : 1));
        const changed = `${sealed.slice(0, place)}${way === 2 ? "" : digit}${kept}`;
        fc.pre(changed !== sealed);
        const isRead = keyIdOf(changed) === key.id && unseal(key, context, changed) !== undefined;
        expect(isRead).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  test("is refused after any of its bits was changed", () => {
    const sealed = seal(key, random, "plain");
    const [version, id, body = ""] = sealed.split(".");
    const bytes = Buffer.from(body, "base64url");
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(unseal(key, context, `${version}.${id}.${changed.toString("base64url")}`)).toBeUndefined();
    }
    for (let length = 0; length < bytes.length; length++) {
      const cut = bytes.subarray(0, length).toString("base64url");
      expect(unseal(key, context, `${version}.${id}.${cut}`)).toBeUndefined();
    }
  });

  test("is refused in another place, and under another key", () => {
    fc.assert(
      fc.property(text, fc.constantFrom(always, random), (plain, sealing) => {
        const sealed = seal(key, sealing, plain);
        expect(unseal(key, "patients.email", sealed)).toBeUndefined();
        expect(unseal(other, context, sealed)).toBeUndefined();
        expect(unseal({ ...other, id: key.id }, context, sealed)).toBeUndefined();
        expect(unseal(other, context, sealed.replace(key.id, other.id))).toBeUndefined();
      }),
    );
  });

  test("is another in each place and under each key, deterministic or not", () => {
    const bodies = [seal(key, always, "x"), seal(other, always, "x"), seal(key, { ...always, context: "a.b" }, "x")];
    expect(new Set(bodies.map((sealed) => sealed.split(".")[2]?.slice(0, 16))).size).toBe(3);
  });

  test("stays readable: this is how texts were encrypted by the first version", () => {
    const ring = readEncryptionKeys(["AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="]);
    expect(ring?.newest.id).toBe("0d5c67a4");
    const sealed = "1.0d5c67a4.j_5A465sAb19OOcwfbRTuTOuEvad_6fvIuzw9372hBmfBg";
    expect(ring && seal(ring.newest, always, "111-11")).toBe(sealed);
    expect(ring && unseal(ring.newest, context, sealed)).toBe("111-11");
  });
});

describe("the ids of keys", () => {
  test("are of the secret, however it is written", () => {
    const bytes = Buffer.from(Array.from({ length: 32 }, (_, i) => 255 - i));
    const forms = [
      bytes,
      bytes.toString("base64"),
      bytes.toString("base64url"),
      bytes.toString("base64").replace("=", ""),
    ];
    expect(new Set(forms.map((form) => readEncryptionKeys([form])?.newest.id)).size).toBe(1);
  });
});
