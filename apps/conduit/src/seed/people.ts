/** Somebody of the demo content. */
export interface Person {
  readonly username: string;
  readonly email: string;
  readonly bio: string | null;
  readonly image: string | null;
  /** Usernames. */
  readonly follows: readonly string[];
}

/** The password of all of them. It is for looking around: who puts the blog up for others starts it without. */
export const demoPassword = "conduit-demo";

export const people: readonly Person[] = [
  {
    username: "marta",
    email: "marta@conduit.example",
    bio: "Looks after databases for a chain of bookshops. Prefers boring answers.",
    image: null,
    follows: ["tobias", "ines"],
  },
  {
    username: "tobias",
    email: "tobias@conduit.example",
    bio: "Bakes before work, writes software during it.",
    image: null,
    follows: ["marta", "yuki", "ravi"],
  },
  {
    username: "ines",
    email: "ines@conduit.example",
    bio: "Architect of buildings, not of systems. Walks a lot.",
    image: null,
    follows: ["ravi"],
  },
  {
    username: "ravi",
    email: "ravi@conduit.example",
    bio: "Teaches programming to adults who were told they could not.",
    image: null,
    follows: ["marta", "tobias", "ines", "yuki"],
  },
  {
    username: "yuki",
    email: "yuki@conduit.example",
    bio: "Repairs bicycles, radios and now and then a spreadsheet.",
    image: null,
    follows: ["tobias"],
  },
  { username: "olga", email: "olga@conduit.example", bio: null, image: null, follows: ["marta", "ines", "yuki"] },
];
