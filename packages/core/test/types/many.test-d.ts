import type { All, Equal } from "./equal.js";
import { Post, Tag, User } from "./models.js";

export async function listsAreChecked() {
  const users = await User.createMany([{ username: "ann", email: "a@example.com", level: "low" }]);
  const count = await User.insertMany([{ username: "ann", email: "a@example.com", level: "low" }], {
    skipDuplicates: true,
  });
  // @ts-expect-error email is required
  await User.createMany([{ username: "ann" }]);
  // @ts-expect-error no such property
  await User.insertMany([{ username: "ann", email: "a@example.com", nmae: "x" }]);
  // @ts-expect-error no list
  await User.createMany({ username: "ann", email: "a@example.com", level: "low" });
  // @ts-expect-error no such option
  await User.insertMany([], { skipDuplicate: true });
  return null as unknown as All<[Equal<typeof users, User[]>, Equal<typeof count, number>]>;
}

export async function upsertsAreChecked() {
  const user = { username: "ann", email: "a@example.com", level: "low" } as const;
  const one = await User.upsert(user, { onConflict: "username" });
  const list = await User.upsert([user], { onConflict: ["email", "username"], update: ["bio"] });
  await User.upsert(user, {
    onConflict: "username",
    update: { email: (row, given) => row.email.concat(given.username), bio: (_, given) => given.bio },
  });
  // @ts-expect-error by what?
  await User.upsert(user, {});
  // @ts-expect-error no such property
  await User.upsert(user, { onConflict: "nmae" });
  // @ts-expect-error no such property
  await User.upsert(user, { onConflict: "username", update: ["nmae"] });
  // @ts-expect-error of another type
  await User.upsert(user, { onConflict: "username", update: { email: (row) => row.id } });
  // @ts-expect-error no such column
  await User.upsert(user, { onConflict: "username", update: { email: (_, given) => given.nmae } });
  return null as unknown as All<[Equal<typeof one, User>, Equal<typeof list, User[]>]>;
}

export async function whatIsFoundIsChecked() {
  const user = await User.findOrCreate({ username: "ann" }, { email: "a@example.com", level: "low" });
  const same = await User.updateOrCreate({ username: "ann", email: "a@example.com", level: "low" });
  await Tag.findOrCreate({ name: "orm" });
  await Post.findOrCreate({ id: 1 }, { title: "a", authorId: 1 });
  // @ts-expect-error email is required for a new one
  await User.findOrCreate({ username: "ann" });
  // @ts-expect-error email is required for a new one
  await User.updateOrCreate({ username: "ann" }, { bio: "x" });
  // @ts-expect-error of another type
  await User.findOrCreate({ username: 3 }, { email: "a@example.com", level: "low" });
  // @ts-expect-error no such property
  await User.findOrCreate({ username: "ann" }, { email: "a@example.com", nmae: "x" });
  return null as unknown as All<[Equal<typeof user, User>, Equal<typeof same, User>]>;
}
