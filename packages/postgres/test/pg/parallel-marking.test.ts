import { ChakraError, connect, type Database, field, Model, manyToOne, oneToMany } from "@chakra-orm/core";
import { createPostgresDatabase } from "@chakra-orm/testing";
import type {} from "@chakra-orm/testing/vitest-postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";

class Album extends Model {
  static table = "marking_albums";
  id = field.id();
  photosCount = field.integer({ default: 0 });
  deletedAt = field.deletedAt();
  photos = oneToMany(() => Photo, { backPopulates: "album" });
}

class Photo extends Model {
  static table = "marking_photos";
  id = field.id();
  notesCount = field.integer({ default: 0 });
  albumId = field.foreignKey(() => Album, { onDelete: "cascade" });
  deletedAt = field.deletedAt();
  album = manyToOne(() => Album, { backPopulates: "photos", counterCache: "photosCount" });
  notes = oneToMany(() => Note, { backPopulates: "photo" });
}

class Note extends Model {
  static table = "marking_notes";
  id = field.id();
  photoId = field.foreignKey(() => Photo, { onDelete: "cascade" });
  deletedAt = field.deletedAt();
  photo = manyToOne(() => Photo, { backPopulates: "notes", counterCache: "notesCount" });
}

let db: Database;
beforeAll(async () => {
  const url = await createPostgresDatabase(inject("postgresUrl"));
  const driver = { parameters: { deadlock_timeout: "20ms" } };
  db = await connect(url, { models: [Album, Photo, Note], pool: { max: 8 }, driver });
  await db.createTables();
});
afterAll(() => db.close());

/** Deletes and restores a record, whichever, as others do at the same time. */
async function toggle(find: () => Promise<Album | Photo | Note>): Promise<void> {
  const work = async () => {
    const record = await find();
    await (record.deletedAt === null ? record.delete() : record.restore());
  };
  await db.transaction(work, { retries: 30 });
}

test("what is marked from above and from below at once ends with retries, and every count is right", async () => {
  const albums = await Album.createMany([{}, {}]);
  for (const album of albums) {
    for (let i = 0; i < 3; i++) {
      const photo = await Photo.create({ albumId: album.id });
      await Note.createMany([{ photoId: photo.id }, { photoId: photo.id }]);
    }
  }
  const [photos, notes] = [await Photo.pluck("id"), await Note.pluck("id")];
  const errors: unknown[] = [];
  const worker = async (number: number) => {
    for (let round = 0; round < 6; round++) {
      const place = number * 7 + round;
      const one =
        place % 3 === 0
          ? toggle(() => Album.withDeleted().find(albums[place % 2]?.id as number))
          : place % 3 === 1
            ? toggle(() => Photo.withDeleted().find(photos[place % photos.length] as number))
            : toggle(() => Note.withDeleted().find(notes[place % notes.length] as number));
      await one.catch((error: unknown) => errors.push(error));
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, number) => worker(number)));
  expect(errors.map((error) => (ChakraError.is(error) ? error.code : error))).toEqual([]);
  for (const album of await Album.withDeleted()) {
    expect(album.photosCount).toBe(await Photo.where({ albumId: album.id }).count());
  }
  for (const photo of await Photo.withDeleted()) {
    expect(photo.notesCount).toBe(await Note.where({ photoId: photo.id }).count());
  }
}, 60_000);
