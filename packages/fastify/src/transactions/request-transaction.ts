import { TransactionError } from "@chakra-orm/core";
import type { OpenTransaction } from "@chakra-orm/core/internal";
import type { FastifyReply, FastifyRequest } from "fastify";
import { endStream, statusIn, streamIn } from "./streams.js";

/** The transaction of one request: how its answer, its errors and its client end it. */
export class RequestTransaction {
  private readonly transaction: OpenTransaction;
  private readonly route: string;
  private readonly rollbackFrom: number;
  private failure: Error | undefined;

  constructor(transaction: OpenTransaction, route: string, rollbackFrom: number) {
    this.transaction = transaction;
    this.route = route;
    this.rollbackFrom = rollbackFrom;
  }

  /** An error is on its way to be answered, whatever with. */
  fail(error: Error): void {
    this.failure ??= error;
  }

  /** Ends it before the answer goes out. What keeps it from being committed becomes the answer. */
  async answer(reply: FastifyReply, payload: unknown): Promise<void> {
    const { transaction, route } = this;
    const statusCode = statusIn(payload) ?? reply.statusCode;
    if (statusCode >= this.rollbackFrom) this.fail(new Error(`${route} answered with ${statusCode}.`));
    const { failure } = this;
    if (failure !== undefined) {
      // Nobody waits any more for what the handler was doing.
      const isTimeout = "code" in failure && failure.code === "FST_ERR_HANDLER_TIMEOUT";
      return isTimeout ? transaction.abandon(failure) : transaction.rollback(failure);
    }
    const stream = streamIn(payload);
    if (stream === undefined) return transaction.commit();
    const error = new TransactionError(
      `${route} runs in a transaction and answers with a stream, which would be read after its end. Answer with what was read, or leave out config.transaction and take db.transaction(…) around what is written.`,
    );
    endStream(stream, error);
    await transaction.rollback(error);
    throw error;
  }

  /** The connection to the client is closed: answered or not, there is nothing left to wait for. */
  async close(request: FastifyRequest, { raw }: FastifyReply): Promise<void> {
    const { transaction, route } = this;
    if (transaction.isOver) return;
    if (raw.writableEnded && transaction.isUsed) {
      request.log.error(
        { component: "chakra", route },
        "the transaction of this route was rolled back: its answer went past Fastify, by reply.hijack() or reply.raw. Take db.transaction(…) in the handler.",
      );
    }
    await transaction.abandon(this.failure ?? new Error(`The client of ${route} went away.`));
  }
}
