import type { Database } from "@chakra-orm/core";
import type { Passwords } from "../accounts/passwords.js";
import { slugOf } from "../articles/slug.js";
import { Article, Comment, Tag, User } from "../models/index.js";
import { stories } from "./articles/index.js";
import { demoPassword, people } from "./people.js";
import type { Story } from "./story.js";

const day = 24 * 60 * 60 * 1000;

/** Fills an empty database with demo content, all of it or nothing. Leaves one alone that has users. */
export async function seedWhereEmpty(db: Database, passwords: Passwords): Promise<boolean> {
  if (await User.exists()) return false;
  // Outside of the transaction, which others may wait for.
  const hashes = await Promise.all(people.map(() => passwords.hash(demoPassword)));
  return db.transaction(async () => {
    if (await User.exists()) return false;
    const users = await createPeople(hashes);
    const tags = await createTags();
    // The newest is from yesterday, the others from every second day before.
    const first = Date.now() - day * (2 * stories.length - 1);
    for (const [i, story] of stories.entries()) {
      await publish(story, new Date(first + i * 2 * day), users, tags);
    }
    return true;
  });
}

/** Records by name. */
type Named<R> = ReadonlyMap<string, R>;

async function createPeople(hashes: readonly string[]): Promise<Named<User>> {
  const users = new Map<string, User>();
  for (const [i, { follows, ...person }] of people.entries()) {
    users.set(person.username, await User.create({ ...person, passwordHash: hashes[i] ?? "" }));
  }
  for (const { username, follows } of people) await one(users, username).following.add(...all(users, follows));
  return users;
}

async function createTags(): Promise<Named<Tag>> {
  const tags = new Map<string, Tag>();
  for (const name of new Set(stories.flatMap((story) => story.tags))) tags.set(name, await Tag.create({ name }));
  return tags;
}

/** Writes an article with all that hangs on it: what is new is saved with it, in the right order. */
async function publish(story: Story, at: Date, users: Named<User>, tags: Named<Tag>): Promise<void> {
  const { title, description, body, comments = [], likedBy = [] } = story;
  const article = new Article({
    slug: slugOf(title),
    title,
    description,
    body: body.join("\n\n"),
    author: one(users, story.author),
    tags: all(tags, story.tags),
    fans: all(users, likedBy),
    comments: comments.map(({ by, text }, i) => {
      const comment = new Comment({ body: text, author: one(users, by) });
      return stamped(comment, new Date(at.getTime() + (i + 1) * 3 * 60 * 60 * 1000));
    }),
  });
  await stamped(article, at).save();
}

/** Sets the instants that would otherwise be now. */
function stamped<R extends Article | Comment>(record: R, at: Date): R {
  record.createdAt = at;
  record.updatedAt = at;
  return record;
}

function all<R>(records: Named<R>, names: readonly string[]): R[] {
  return names.map((name) => one(records, name));
}

function one<R>(records: Named<R>, name: string): R {
  const record = records.get(name);
  if (record === undefined) throw new Error(`The demo content speaks of ${name}, who or which is not in it.`);
  return record;
}
