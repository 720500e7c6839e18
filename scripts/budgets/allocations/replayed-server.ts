import { readFileSync, writeFileSync } from "node:fs";
import net from "node:net";
import { Duplex } from "node:stream";

/** What PostgreSQL answered, by what it was sent. */
const answers = new Map<string, Buffer>();

/** Asks PostgreSQL for what is not known yet. */
let ask = async (_message: Buffer): Promise<Buffer> => {
  throw new Error("This was not sent when the server was recorded, so that its answer is not known.");
};

/** Has `pg` talk to PGlite, within this process; what is given back writes all that was said into a file. */
export async function recordServer(file: string): Promise<() => void> {
  const { PGlite } = await import("@electric-sql/pglite");
  const database = await PGlite.create();
  ask = async (message) => Buffer.from(await database.execProtocolRaw(message));
  takeSocketsPlace();
  return () => {
    writeFileSync(file, JSON.stringify(Array.from(answers, ([sent, answer]) => [sent, answer.toString("base64")])));
  };
}

/** Has `pg` hear what was recorded, as from a network that is never late: whole, and a turn after it asked. */
export function replayServer(file: string): undefined {
  const recorded: [string, string][] = JSON.parse(readFileSync(file, "utf8"));
  for (const [sent, answer] of recorded) answers.set(sent, Buffer.from(answer, "base64"));
  takeSocketsPlace();
}

function takeSocketsPlace(): void {
  (net as { Socket: unknown }).Socket = ReplayedSocket;
}

/** What `pg` takes for its socket, with all that it asks of one. */
class ReplayedSocket extends Duplex {
  connect(): this {
    process.nextTick(() => this.emit("connect"));
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  override _read(): void {}

  override _write(message: Buffer, _encoding: BufferEncoding, done: (error?: Error) => void): void {
    this.#answer(message, done);
  }

  override _writev(pieces: readonly { readonly chunk: Buffer }[], done: (error?: Error) => void): void {
    this.#answer(Buffer.concat(pieces.map(({ chunk }) => chunk)), done);
  }

  #answer(message: Buffer, done: (error?: Error) => void): void {
    const sent = message.toString("latin1");
    const known = answers.get(sent);
    if (known !== undefined) {
      done();
      setImmediate(give, this, known);
      return;
    }
    ask(message).then((answer) => {
      answers.set(sent, answer);
      done();
      this.push(answer);
    }, done);
  }
}

const give = (socket: Duplex, answer: Buffer): void => void socket.push(answer);
