import { count, gt, none, rowNumber, some } from "@chakra-orm/core";
import type { Chinook } from "./chinook.js";

/** How each question about Chinook is asked in our own language. */
export function chinookAnswers(models: Chinook): Readonly<Record<string, () => PromiseLike<readonly object[]>>> {
  const { Artist, Customer, Employee, Genre, Invoice, Playlist, Track } = models;
  return {
    "chi-01": () =>
      Artist.all()
        .values((artist) => ({ artist: artist.name, tracks: artist.tracks.count() }))
        .orderBy("-tracks", "artist")
        .limit(5),
    "chi-02": () =>
      Artist.where({ albums: none() })
        .values(({ artistId, name }) => ({ artistId, name }))
        .orderBy("artistId")
        .limit(10),
    "chi-03": () =>
      Invoice.all()
        .groupBy("billingCountry")
        .aggregate(({ total }) => ({ invoices: count(), revenue: total.sum() }))
        .having(({ total }) => total.sum().gt("100"))
        .orderBy("-revenue", "billingCountry"),
    "chi-04": () =>
      Employee.all()
        .values(({ employeeId, lastName, manager }) => ({ employeeId, lastName, manager: manager.lastName }))
        .orderBy("employeeId"),
    "chi-05": () =>
      Genre.where({ tracks: some({ milliseconds: gt(3_600_000) }) })
        .values(({ name }) => ({ name }))
        .orderBy("name"),
    "chi-06": async () => {
      const rows = await Track.where((track) => track.milliseconds.gt(track.genre.tracks.avg("milliseconds")))
        .groupBy(({ genreId, genre }) => ({ genreId, name: genre.name }))
        .aggregate(() => ({ longer: count() }))
        .orderBy("-longer", "name")
        .limit(5);
      return rows.map(({ name, longer }) => ({ name, longer }));
    },
    "chi-07": async () => {
      const rows = await Invoice.all()
        .values(({ customerId, invoiceId, invoiceDate, total }) => ({
          customerId,
          invoiceId,
          invoiceDate,
          total,
          place: rowNumber().over({ partitionBy: customerId, orderBy: [invoiceDate.desc(), invoiceId.desc()] }),
        }))
        .where(({ place }) => place.eq(1))
        .orderBy("customerId")
        .limit(10);
      return rows.map(({ place: _, ...row }) => row);
    },
    "chi-08": () =>
      Invoice.all()
        .groupBy(({ invoiceDate }) => ({ year: invoiceDate.year(), quarter: invoiceDate.part("quarter") }))
        .aggregate(({ total }) => ({ revenue: total.sum() }))
        .orderBy("year", "quarter"),
    "chi-09": () =>
      Customer.all()
        .groupBy(({ email }) => ({ domain: email.substring(email.position("@").plus(1)) }))
        .aggregate(() => ({ customers: count() }))
        .having(() => count().gte(2))
        .orderBy("-customers", "domain"),
    "chi-10": () =>
      Playlist.all()
        .values(({ playlistId, name, tracks }) => ({
          playlistId,
          name,
          tracks: tracks.count(),
          genres: tracks.reckon(({ genreId }) => genreId.countDistinct()),
          totalMs: tracks.sum("milliseconds").coalesce(0),
        }))
        .orderBy("playlistId"),
    "chi-11": async () => {
      const genres = [
        { genreId: 1, name: "Rock & Roll" },
        { genreId: 900, name: "Shoegaze" },
      ];
      return (await Genre.upsert(genres, { onConflict: "genreId" })).map(({ genreId, name }) => ({ genreId, name }));
    },
  };
}

/** The seventh question once more: the latest of many is a relation. */
export async function latestInvoices({ Customer }: Chinook): Promise<readonly object[]> {
  const customers = await Customer.where((customer) => customer.invoices.exists())
    .orderBy("customerId")
    .limit(10)
    .with("latestInvoice");
  return customers.map(({ customerId, latestInvoice }) => ({
    customerId,
    invoiceId: latestInvoice?.invoiceId,
    invoiceDate: latestInvoice?.invoiceDate,
    total: latestInvoice?.total,
  }));
}
