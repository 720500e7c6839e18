import type { LoggerService } from "@nestjs/common";

/** A logger for Nest that keeps what is written to it, since the console is to stay empty. */
export class Silence implements LoggerService {
  readonly lines: string[] = [];

  log(): void {}
  debug(message: unknown): void {
    this.lines.push(`debug ${String(message)}`);
  }
  verbose(): void {}
  warn(message: unknown): void {
    this.lines.push(`warn ${String(message)}`);
  }
  error(message: unknown): void {
    this.lines.push(`error ${String(message)}`);
  }
}
