import type { FastifyServerOptions } from "fastify";
import pretty from "pino-pretty";

/** A log for the terminal: one short line each. Elsewhere, such as in a file, it stays JSON. */
export function makeLog(level: string): FastifyServerOptions["logger"] {
  if (!process.stdout.isTTY) return { level };
  const stream = pretty({
    sync: true,
    singleLine: true,
    ignore: "pid,hostname,component,database,model,operation,sql,durationMs,rows,reqId,req,res,responseTime",
    messageFormat: (line, key) => {
      if (typeof line["sql"] === "string")
        return `${line["sql"].replaceAll(/\s+/g, " ")} (${line["durationMs"]} ms, ${line["rows"]} rows)`;
      const { req, res } = line as { req?: { method: string; url: string }; res?: { statusCode: number } };
      return [line[key], req && `${req.method} ${req.url}`, res?.statusCode].filter(Boolean).join(" ");
    },
  });
  return { level, stream };
}
