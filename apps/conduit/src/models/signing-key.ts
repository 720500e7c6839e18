import { field, Model, type TableOptions } from "@chakra-orm/core";

/** What this blog signs with. It lives beside the data, so that tokens outlive a restart of the server. */
export class SigningKey extends Model {
  static table = { name: "signing_keys", comment: "Secrets of the server" } satisfies TableOptions<SigningKey>;

  name = field.string(50, { primaryKey: true });
  secret = field.string(100, { hidden: true });
  createdAt = field.createdAt();
}
