import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Logger,
  NotFoundException,
} from "@nestjs/common";
import { answerTo, type ErrorAnswer, tell } from "../api/errors.js";

/** What Express knows of a request, and what it can answer with. */
interface Request {
  readonly method: string;
  readonly originalUrl: string;
}
interface Response {
  readonly headersSent: boolean;
  setHeader(name: string, value: string): void;
  status(code: number): { json(body: unknown): void };
  end(): void;
}

/** Answers every error in the one shape that the API has. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  readonly #logger = new Logger("Conduit");

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const response = http.getResponse<Response>();
    const { status, body, retryAfter } = answerTo(error) ?? this.#answer(error, http.getRequest<Request>());
    if (status >= 500) this.#logger.error(error instanceof Error ? error.stack : error);
    if (response.headersSent) {
      response.end();
      return;
    }
    if (retryAfter !== undefined) response.setHeader("retry-after", String(retryAfter));
    response.status(status).json(body);
  }

  /** The answer to an error of Nest's, of Express's, or of nobody's. */
  #answer(error: unknown, { method, originalUrl }: Request): ErrorAnswer {
    if (error instanceof NotFoundException) {
      return { status: 404, body: tell("route", `${method} ${originalUrl} does not exist`) };
    }
    const { status = 500, message } = error as { status?: number; message: string };
    const code = error instanceof HttpException ? error.getStatus() : status;
    if (code < 500) return { status: code, body: tell("request", message) };
    return { status: 500, body: tell("server", "something went wrong here") };
  }
}
