import { ValueError } from "@chakra-orm/core/internal";

/** Writes bytes in hexadecimal, as PostgreSQL reads them within other text: `\xdeadbeef`. */
export function writeBytes(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex")}`;
}

/** Reads bytes in hexadecimal. */
export function readBytes(text: string): Uint8Array {
  if (!text.startsWith("\\x")) {
    throw new ValueError("The database wrote bytes in a form other than hex: leave bytea_output at its default, hex.");
  }
  // Memory of its own: a small Buffer would be a window into a pool that others share.
  const bytes = new Uint8Array((text.length - 2) >> 1);
  Buffer.from(bytes.buffer).write(text.slice(2), "hex");
  return bytes;
}
