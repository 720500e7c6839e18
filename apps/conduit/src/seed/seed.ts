import type { Database } from "@chakra-orm/core";
import { slugOf } from "../articles/slug.js";
import { Article, ArticleTag, Comment, Favorite, Follow, Tag, User } from "../models/index.js";
import { stories } from "./articles/index.js";
import { people } from "./people.js";
import type { Story } from "./story.js";

const day = 24 * 60 * 60 * 1000;

/** Fills an empty database with demo content, all of it or nothing. Leaves one alone that has users. */
export function seedWhereEmpty(db: Database): Promise<boolean> {
  return db.transaction(async () => {
    if (await User.exists()) return false;
    const users = await createPeople();
    const tags = await createTags();
    // The newest is from yesterday, the others from every second day before.
    const first = Date.now() - day * (2 * stories.length - 1);
    for (const [i, story] of stories.entries()) {
      await publish(story, new Date(first + i * 2 * day), users, tags);
    }
    return true;
  });
}

/** Ids by name. */
type Ids = ReadonlyMap<string, number>;

async function createPeople(): Promise<Ids> {
  const ids = new Map<string, number>();
  for (const { follows, ...person } of people) ids.set(person.username, (await User.create(person)).id);
  for (const { username, follows } of people) {
    for (const followed of follows) {
      await Follow.create({ followerId: idOf(ids, username), followedId: idOf(ids, followed) });
    }
  }
  return ids;
}

async function createTags(): Promise<Ids> {
  const ids = new Map<string, number>();
  for (const name of new Set(stories.flatMap(({ tags }) => tags))) ids.set(name, (await Tag.create({ name })).id);
  return ids;
}

async function publish(story: Story, at: Date, users: Ids, tags: Ids): Promise<void> {
  const { title, description, author, body, comments = [], likedBy = [] } = story;
  const authorId = idOf(users, author);
  const article = new Article({ slug: slugOf(title), title, description, body: body.join("\n\n"), authorId });
  const { id } = await stamped(article, at).save();
  for (const tag of story.tags) await ArticleTag.create({ articleId: id, tagId: idOf(tags, tag) });
  for (const username of likedBy) await Favorite.create({ userId: idOf(users, username), articleId: id });
  for (const [i, { by, text }] of comments.entries()) {
    const comment = new Comment({ body: text, articleId: id, authorId: idOf(users, by) });
    await stamped(comment, new Date(at.getTime() + (i + 1) * 3 * 60 * 60 * 1000)).save();
  }
}

/** Sets the instants that would otherwise be now. */
function stamped<R extends Article | Comment>(record: R, at: Date): R {
  record.createdAt = at;
  record.updatedAt = at;
  return record;
}

function idOf(ids: Ids, name: string): number {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`The demo content speaks of ${name}, who or which is not in it.`);
  return id;
}
