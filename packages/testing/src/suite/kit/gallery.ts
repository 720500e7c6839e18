import { field, Model, manyToOne, oneToMany } from "@chakra-orm/core";

/** Can have notes. */
export class Album extends Model {
  static table = "suite_gallery_albums";
  id = field.id();
  name = field.string(20);
  notes = oneToMany(() => Note, { backPopulates: "subject" });
}

/** Can have notes too, under the same numbers. */
export class Photo extends Model {
  static table = "suite_gallery_photos";
  id = field.id();
  name = field.string(20);
  notes = oneToMany(() => Note, { backPopulates: "subject" });
  deletedAt = field.deletedAt();
}

/** Is about an album, a photo, or nothing. */
export class Note extends Model {
  static table = "suite_gallery_notes";
  id = field.id();
  name = field.string(20);
  subjectId = field.integer({ nullable: true });
  subjectType = field.string(63, { nullable: true });
  subject = manyToOne(() => [Album, Photo], { nullable: true });
}

/** What `tables` makes for the gallery. */
export const galleryModels = [Album, Photo, Note] as const;

/** Fills the gallery: notes about the first album and the first photo, whose numbers are the same, and about nothing. */
export async function seedGallery(): Promise<void> {
  const album = await Album.create({ name: "album" });
  await Album.create({ name: "bare album" });
  const photo = await Photo.create({ name: "photo" });
  await Photo.create({ name: "bare photo" });
  for (const [name, subjectId, subjectType] of [
    ["a1", album.id, "suite_gallery_albums"],
    ["a2", album.id, "suite_gallery_albums"],
    ["f1", photo.id, "suite_gallery_photos"],
    ["loose", null, null],
  ] as const) {
    await Note.create({ name, subjectId, subjectType });
  }
}
