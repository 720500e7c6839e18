import { field, Model, manyToMany, manyToOne, type NamingStrategy, oneToMany, oneToOne } from "@chakra-orm/core";

/** The models of Chinook, a music shop: the same tables under the names that each database's file gives them. */
export function chinook(names: NamingStrategy) {
  abstract class Base extends Model {
    static abstract = true;
    static naming = names;
  }

  class Artist extends Base {
    artistId = field.integer({ primaryKey: true });
    name = field.string(120, { nullable: true });
    albums = oneToMany(() => Album, { backPopulates: "artist" });
    tracks = oneToMany(() => Track, { through: "albums" });
  }

  class Album extends Base {
    albumId = field.integer({ primaryKey: true });
    title = field.string(160);
    artistId = field.foreignKey(() => Artist, "artistId");
    artist = manyToOne(() => Artist, { backPopulates: "albums" });
    tracks = oneToMany(() => Track, { backPopulates: "album" });
  }

  class Genre extends Base {
    genreId = field.integer({ primaryKey: true });
    name = field.string(120, { nullable: true });
    tracks = oneToMany(() => Track, { backPopulates: "genre" });
  }

  class MediaType extends Base {
    mediaTypeId = field.integer({ primaryKey: true });
    name = field.string(120, { nullable: true });
  }

  class Track extends Base {
    trackId = field.integer({ primaryKey: true });
    name = field.string(200);
    albumId = field.foreignKey(() => Album, "albumId", { nullable: true });
    album = manyToOne(() => Album, { backPopulates: "tracks", nullable: true });
    mediaTypeId = field.foreignKey(() => MediaType, "mediaTypeId");
    mediaType = manyToOne(() => MediaType);
    genreId = field.foreignKey(() => Genre, "genreId", { nullable: true });
    genre = manyToOne(() => Genre, { backPopulates: "tracks", nullable: true });
    composer = field.string(220, { nullable: true });
    milliseconds = field.integer();
    bytes = field.integer({ nullable: true });
    unitPrice = field.decimal(10, 2);
    playlists = manyToMany(() => Playlist, { through: () => PlaylistTrack, backPopulates: "tracks" });
  }

  class Playlist extends Base {
    playlistId = field.integer({ primaryKey: true });
    name = field.string(120, { nullable: true });
    tracks = manyToMany(() => Track, { through: () => PlaylistTrack, backPopulates: "playlists" });
  }

  class PlaylistTrack extends Base {
    playlistId = field.foreignKey(() => Playlist, "playlistId", { primaryKey: true });
    playlist = manyToOne(() => Playlist);
    trackId = field.foreignKey(() => Track, "trackId", { primaryKey: true });
    track = manyToOne(() => Track);
  }

  class Employee extends Base {
    employeeId = field.integer({ primaryKey: true });
    lastName = field.string(20);
    firstName = field.string(20);
    title = field.string(30, { nullable: true });
    reportsTo = field.foreignKey(() => Employee, "employeeId", { nullable: true });
    manager = manyToOne(() => Employee, { foreignKey: "reportsTo", nullable: true });
    birthDate = field.dateTime({ nullable: true });
    hireDate = field.dateTime({ nullable: true });
    address = field.string(70, { nullable: true });
    city = field.string(40, { nullable: true });
    state = field.string(40, { nullable: true });
    country = field.string(40, { nullable: true });
    postalCode = field.string(10, { nullable: true });
    phone = field.string(24, { nullable: true });
    fax = field.string(24, { nullable: true });
    email = field.string(60, { nullable: true });
  }

  class Customer extends Base {
    customerId = field.integer({ primaryKey: true });
    firstName = field.string(40);
    lastName = field.string(20);
    company = field.string(80, { nullable: true });
    address = field.string(70, { nullable: true });
    city = field.string(40, { nullable: true });
    state = field.string(40, { nullable: true });
    country = field.string(40, { nullable: true });
    postalCode = field.string(10, { nullable: true });
    phone = field.string(24, { nullable: true });
    fax = field.string(24, { nullable: true });
    email = field.string(60);
    supportRepId = field.foreignKey(() => Employee, "employeeId", { nullable: true });
    supportRep = manyToOne(() => Employee, { nullable: true });
    invoices = oneToMany(() => Invoice, { backPopulates: "customer" });
    latestInvoice = oneToOne(() => Invoice, { latestBy: "invoiceDate" });
  }

  class Invoice extends Base {
    invoiceId = field.integer({ primaryKey: true });
    customerId = field.foreignKey(() => Customer, "customerId");
    customer = manyToOne(() => Customer, { backPopulates: "invoices" });
    invoiceDate = field.dateTime();
    billingAddress = field.string(70, { nullable: true });
    billingCity = field.string(40, { nullable: true });
    billingState = field.string(40, { nullable: true });
    billingCountry = field.string(40, { nullable: true });
    billingPostalCode = field.string(10, { nullable: true });
    total = field.decimal(10, 2);
  }

  class InvoiceLine extends Base {
    invoiceLineId = field.integer({ primaryKey: true });
    invoiceId = field.foreignKey(() => Invoice, "invoiceId");
    trackId = field.foreignKey(() => Track, "trackId");
    unitPrice = field.decimal(10, 2);
    quantity = field.integer();
  }

  return {
    Artist,
    Album,
    Genre,
    MediaType,
    Track,
    Playlist,
    PlaylistTrack,
    Employee,
    Customer,
    Invoice,
    InvoiceLine,
  };
}

/** The models. */
export type Chinook = ReturnType<typeof chinook>;
