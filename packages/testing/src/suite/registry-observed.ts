import { channels } from "./channels.js";
import { comments } from "./comments.js";
import { events } from "./events.js";
import type { Behaviour } from "./kit/suite.js";
import { logging } from "./logging.js";
import { metrics } from "./metrics.js";
import { requests } from "./requests.js";
import { abortedRequests } from "./requests-aborted.js";

/** The part of the registry that is about what can be known of statements while they run. */
export const observedBehaviours: readonly Behaviour[] = [
  { name: "channels", define: channels },
  { name: "comments", define: comments },
  { name: "events", define: events },
  { name: "logging", define: logging },
  { name: "metrics", define: metrics },
  { name: "requests", define: requests },
  { name: "requests aborted", define: abortedRequests },
];
