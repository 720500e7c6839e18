import { type Agent, request } from "node:http";
import { text } from "node:stream/consumers";

/** Asks for an address and gives the body. Throws for every status but 200. */
export function ask(url: string, agent?: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const sending = request(url, { ...(agent && { agent }) }, (answer) => {
      text(answer).then((body) => {
        if (answer.statusCode === 200) resolve(body);
        else reject(new Error(`${url} was answered with ${answer.statusCode}: ${body}`));
      }, reject);
    });
    sending.on("error", reject);
    sending.end();
  });
}
