// The whole API, by every server and on every database that Conduit runs on.
import { afterAll, beforeAll, describe } from "vitest";
import { databases } from "./databases.js";
import { Client } from "./http/client.js";
import { commenting } from "./http/commenting.js";
import { favoriting } from "./http/favoriting.js";
import { following } from "./http/following.js";
import { reading } from "./http/reading.js";
import { refusing } from "./http/refusing.js";
import { rules } from "./http/rules.js";
import { signingIn } from "./http/signing-in.js";
import { writing } from "./http/writing.js";
import { servers } from "./servers.js";

describe.each(Object.entries(servers))("%s", (_name, start) => {
  describe.each(Object.entries(databases))("on %s", (_, makeUrl) => {
    let client: Client;

    beforeAll(async () => {
      client = new Client(await start({ databaseUrl: await makeUrl(), seed: true }));
    });
    afterAll(() => client.server.close());

    // In this order: reading counts the demo content.
    reading(() => client);
    refusing(() => client);
    writing(() => client);
    following(() => client);
    favoriting(() => client);
    commenting(() => client);
    signingIn(() => client);
    rules(() => client);
  });
});
