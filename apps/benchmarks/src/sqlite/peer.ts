import type { Peer, UserSession } from "../peers/peer.js";
import type { InstantForm } from "./prepare.js";

/** A library that is measured on SQLite, on a file whose instants have this form. */
export interface SqlitePeer extends Peer<UserSession> {
  readonly instants: InstantForm;
}
