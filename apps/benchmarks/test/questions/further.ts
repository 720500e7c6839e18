import { cast, count, exists, lag, rank, rowNumber, value } from "@chakra-orm/core";
import type { Chinook } from "./chinook.js";

/** A question that takes joins or named queries, with the SQL that somebody would write for it by hand. */
export interface Further {
  readonly ask: () => PromiseLike<readonly object[]>;
  /** In the names of PostgreSQL, in words that SQLite knows too. */
  readonly sql: string;
}

/** More questions about Chinook: pairs, division, shares, medians, gaps, cohorts, trees. */
export function furtherQuestions(models: Chinook): Readonly<Record<string, Further>> {
  const { Album, Artist, Customer, Employee, Genre, Invoice, InvoiceLine, Track } = models;
  /** What was bought of whom, line by line. */
  const bought = () =>
    InvoiceLine.join({ track: Track }, (line, { track }) => track.trackId.eq(line.trackId)).join(
      { album: Album },
      (_, { track, album }) => album.albumId.eq(track.albumId),
    );

  return {
    "the ten pairs of artists that were bought together in most invoices": {
      ask: () => {
        const baskets = bought()
          .values(({ invoiceId }, { album }) => ({ invoiceId, artistId: album.artistId }))
          .distinct()
          .withCte("baskets");
        return baskets
          .join({ other: baskets }, (row, { other }) =>
            other.invoiceId.eq(row.invoiceId).and(other.artistId.gt(row.artistId)),
          )
          .join({ one: Artist }, (row, { one }) => one.artistId.eq(row.artistId))
          .join({ two: Artist }, (_, { other, two }) => two.artistId.eq(other.artistId))
          .groupBy((_, { one, two }) => ({ one: one.name, two: two.name }))
          .aggregate(() => ({ invoices: count() }))
          .orderBy("-invoices", "one", "two")
          .limit(10);
      },
      sql: `with baskets as (select distinct l.invoice_id, al.artist_id from invoice_line l
              join track t on t.track_id = l.track_id join album al on al.album_id = t.album_id)
            select a1.name as one, a2.name as two, count(*) from baskets b1
              join baskets b2 on b2.invoice_id = b1.invoice_id and b2.artist_id > b1.artist_id
              join artist a1 on a1.artist_id = b1.artist_id join artist a2 on a2.artist_id = b2.artist_id
            group by 1, 2 order by 3 desc, 1, 2 limit 10`,
    },

    "the customers who bought something of each of the five genres that sell best": {
      ask: () => {
        const best = InvoiceLine.join({ track: Track }, (line, { track }) => track.trackId.eq(line.trackId))
          .groupBy((_, { track }) => ({ genreId: track.genreId }))
          .aggregate((line) => ({ units: line.quantity.sum() }))
          .orderBy("-units", "genreId")
          .limit(5)
          .withCte("best");
        return Customer.join({ invoice: Invoice }, (customer, { invoice }) =>
          invoice.customerId.eq(customer.customerId),
        )
          .join({ line: InvoiceLine }, (_, { invoice, line }) => line.invoiceId.eq(invoice.invoiceId))
          .join({ track: Track }, (_, { line, track }) => track.trackId.eq(line.trackId))
          .join({ best }, (_, { track, best: genre }) => genre.genreId.eq(track.genreId))
          .groupBy(({ customerId, lastName }) => ({ customerId, lastName }))
          .aggregate((_, { best: genre }) => ({ genres: genre.genreId.countDistinct() }))
          .having((_, { best: genre }) => genre.genreId.countDistinct().eq(5))
          .orderBy("customerId");
      },
      sql: `with best as (select t.genre_id from invoice_line l join track t on t.track_id = l.track_id
              group by t.genre_id order by sum(l.quantity) desc, t.genre_id limit 5)
            select c.customer_id, c.last_name, 5 as genres from customer c where not exists (select 1 from best b where not exists (
              select 1 from invoice i join invoice_line l on l.invoice_id = i.invoice_id join track t on t.track_id = l.track_id
              where i.customer_id = c.customer_id and t.genre_id = b.genre_id)) order by 1`,
    },

    "the two artists that sell most in each of the genres, with what they sold": {
      ask: () =>
        bought()
          .join({ artist: Artist }, (_, { album, artist }) => artist.artistId.eq(album.artistId))
          .join({ genre: Genre }, (_, { track, genre }) => genre.genreId.eq(track.genreId))
          .groupBy((_, { genre, artist }) => ({ genre: genre.name, artist: artist.name }))
          .aggregate((line) => ({ units: line.quantity.sum() }))
          .values(({ genre, artist, units }) => ({
            genre,
            artist,
            units,
            place: rowNumber().over({ partitionBy: genre, orderBy: [units.desc(), artist] }),
          }))
          .where(({ place }) => place.lte(2))
          .orderBy("genre", "place"),
      sql: `select genre, artist, units, place from (select genre, artist, units,
              row_number() over (partition by genre order by units desc, artist) as place from (
                select g.name as genre, ar.name as artist, sum(l.quantity) as units from invoice_line l
                  join track t on t.track_id = l.track_id join album al on al.album_id = t.album_id
                  join artist ar on ar.artist_id = al.artist_id join genre g on g.genre_id = t.genre_id
                group by 1, 2) x) y where place <= 2 order by genre, place`,
    },

    "the revenue of each month, against the month before, and added up over the year": {
      ask: () =>
        Invoice.groupBy(({ invoiceDate }) => ({ year: invoiceDate.year(), month: invoiceDate.month() }))
          .aggregate(({ total }) => ({ revenue: total.sum() }))
          .values(({ year, month, revenue }) => ({
            year,
            month,
            revenue,
            more: revenue.minus(lag(revenue).over({ orderBy: [year, month] })),
            soFar: revenue.sum().over({ partitionBy: year, orderBy: month, frame: "toHere" }),
          }))
          .orderBy("year", "month"),
      sql: `select cast(substr(m, 1, 4) as integer) as year, cast(substr(m, 6, 2) as integer) as month, revenue,
              revenue - lag(revenue) over (order by m) as more,
              sum(revenue) over (partition by substr(m, 1, 4) order by m rows between unbounded preceding and current row) as total
            from (select substr(cast(invoice_date as text), 1, 7) as m, sum(total) as revenue from invoice group by 1) x
            order by m`,
    },

    "of the customers who first bought in a year, how many bought in each year from then on, and for how much": {
      ask: () => {
        const firsts = Invoice.groupBy("customerId")
          .aggregate(({ invoiceDate }) => ({ since: invoiceDate.min() }))
          .withCte("firsts");
        return Invoice.join({ first: firsts }, (invoice, { first }) => first.customerId.eq(invoice.customerId))
          .groupBy(({ invoiceDate }, { first }) => ({
            cohort: first.since.year(),
            later: invoiceDate.year().minus(first.since.year()),
          }))
          .aggregate(({ customerId, total }) => ({ customers: customerId.countDistinct(), revenue: total.sum() }))
          .orderBy("cohort", "later");
      },
      sql: `with firsts as (select customer_id, min(cast(substr(cast(invoice_date as text), 1, 4) as integer)) as y
              from invoice group by customer_id)
            select f.y, cast(substr(cast(i.invoice_date as text), 1, 4) as integer) - f.y,
              count(distinct i.customer_id), sum(i.total)
            from invoice i join firsts f on f.customer_id = i.customer_id group by 1, 2 order by 1, 2`,
    },

    "each country's part of the revenue, in per cent": {
      ask: () => {
        const countries = Invoice.groupBy("billingCountry")
          .aggregate(({ total }) => ({ revenue: total.sum() }))
          .withCte("countries");
        const whole = countries.groupBy(() => ({ one: value(1) })).aggregate(({ revenue }) => ({ all: revenue.sum() }));
        return countries
          .crossJoin({ whole })
          .values(({ billingCountry, revenue }, { whole: sum }) => ({
            billingCountry,
            share: cast(revenue.times(100), "float").dividedBy(cast(sum.all, "float")).round(2),
          }))
          .orderBy("-share", "billingCountry");
      },
      sql: `select billing_country, round(cast(100.0 * sum(total) / (select sum(total) from invoice) as numeric), 2)
            from invoice group by billing_country order by 2 desc, 1`,
    },

    "the median invoice of each country": {
      ask: () =>
        Invoice.values(({ billingCountry, total, invoiceId }) => ({
          country: billingCountry,
          total,
          nth: rowNumber().over({ partitionBy: billingCountry, orderBy: [total, invoiceId] }),
          of: count().over({ partitionBy: billingCountry }),
        }))
          .where(({ nth, of }) => nth.between(of.plus(1).dividedBy(2), of.plus(2).dividedBy(2)))
          .groupBy(({ country }) => ({ country }))
          .aggregate(({ total }) => ({ median: total.avg() }))
          .orderBy("country"),
      sql: `select country, avg(total) from (select billing_country as country, total,
              row_number() over (partition by billing_country order by cast(total as numeric), invoice_id) as nth,
              count(*) over (partition by billing_country) as n from invoice) x
            where nth between (n + 1) / 2 and (n + 2) / 2 group by country order by country`,
    },

    "the months, from the first invoice on, in which nothing went to Germany": {
      ask: () => {
        const number = <V extends typeof Invoice>(model: V) =>
          model.values(({ invoiceDate, billingCountry }) => ({
            month: invoiceDate.year().times(12).plus(invoiceDate.month()),
            country: billingCountry,
          }));
        const ends = number(Invoice)
          .groupBy(() => ({ one: value(1) }))
          .aggregate(({ month }) => ({ first: month.min(), last: month.max() }))
          .withCte("ends");
        const months = ends
          .values(({ first, last }) => ({ month: first, last }))
          .withCte("months", (before) =>
            before
              .where(({ month, last }) => month.lt(last))
              .values(({ month, last }) => ({ month: month.plus(1), last })),
          );
        return months
          .leftJoin({ sale: number(Invoice) }, (row, { sale }) =>
            sale.month.eq(row.month).and(sale.country.eq("Germany")),
          )
          .where((_, { sale }) => sale.month.isNull())
          .values(({ month }) => ({ month }))
          .orderBy("month");
      },
      sql: `with recursive numbered as (select cast(substr(cast(invoice_date as text), 1, 4) as integer) * 12
                + cast(substr(cast(invoice_date as text), 6, 2) as integer) as m, billing_country as country from invoice),
              months as (select min(m) as m from numbered
                union all select m + 1 from months where m < (select max(m) from numbered))
            select m from months where m not in (select m from numbered where country = 'Germany') order by m`,
    },

    "the people of the company as a tree, with their customers and those of all below them": {
      ask: () => {
        const tree = Employee.where({ reportsTo: null })
          .values(({ employeeId, lastName }) => ({ employeeId, path: lastName, depth: value(0) }))
          .withCte("tree", (above) =>
            Employee.join({ above }, (employee, { above: boss }) => boss.employeeId.eq(employee.reportsTo)).values(
              ({ employeeId, lastName }, { above: boss }) => ({
                employeeId,
                path: boss.path.concat(" > ", lastName),
                depth: boss.depth.plus(1),
              }),
            ),
          );
        return tree
          .leftJoin({ below: tree }, (row, { below }) =>
            below.employeeId.eq(row.employeeId).or(below.path.position(row.path.concat(" > ")).eq(1)),
          )
          .leftJoin({ customer: Customer }, (_, { below, customer }) => customer.supportRepId.eq(below.employeeId))
          .groupBy(({ path, depth }) => ({ path, depth }))
          .aggregate(({ employeeId }, { customer }) => ({
            own: customer.customerId.count().filter(customer.supportRepId.eq(employeeId)),
            all: customer.customerId.count(),
          }))
          .orderBy("path");
      },
      sql: `with recursive tree as (select employee_id, cast(last_name as text) as path, 0 as depth from employee
                where reports_to is null
              union all select e.employee_id, t.path || ' > ' || e.last_name, t.depth + 1
                from employee e join tree t on t.employee_id = e.reports_to)
            select t.path, t.depth, (select count(*) from customer c where c.support_rep_id = t.employee_id) as own,
              (select count(*) from customer c join tree b on b.employee_id = c.support_rep_id
                where b.path = t.path or b.path like t.path || ' > %') as below
            from tree t order by t.path`,
    },

    "how many tracks of each genre nobody ever bought": {
      ask: () =>
        Track.leftJoin({ line: InvoiceLine }, (track, { line }) => line.trackId.eq(track.trackId))
          .join({ genre: Genre }, (track, { genre }) => genre.genreId.eq(track.genreId))
          .where((_, { line }) => line.invoiceLineId.isNull())
          .groupBy((_, { genre }) => ({ genre: genre.name }))
          .aggregate(() => ({ tracks: count() }))
          .orderBy("-tracks", "genre"),
      sql: `select g.name, count(*) from track t join genre g on g.genre_id = t.genre_id
            where not exists (select 1 from invoice_line l where l.track_id = t.track_id)
            group by g.name order by 2 desc, 1`,
    },

    "the units of each seller's customers by year, side by side": {
      ask: () =>
        Employee.join({ customer: Customer }, (employee, { customer }) => customer.supportRepId.eq(employee.employeeId))
          .join({ invoice: Invoice }, (_, { customer, invoice }) => invoice.customerId.eq(customer.customerId))
          .join({ line: InvoiceLine }, (_, { invoice, line }) => line.invoiceId.eq(invoice.invoiceId))
          .groupBy(({ lastName }) => ({ lastName }))
          .aggregate((_, { invoice, line }) => {
            const of = (year: number) => line.quantity.sum().filter(invoice.invoiceDate.year().eq(year));
            return { in2021: of(2021), in2022: of(2022), in2023: of(2023), in2024: of(2024), in2025: of(2025) };
          })
          .orderBy("lastName"),
      sql: `select e.last_name${[2021, 2022, 2023, 2024, 2025]
        .map(
          (year) =>
            `, sum(case when substr(cast(i.invoice_date as text), 1, 4) = '${year}' then l.quantity end) as y${year}`,
        )
        .join("")}
            from employee e join customer c on c.support_rep_id = e.employee_id
              join invoice i on i.customer_id = c.customer_id join invoice_line l on l.invoice_id = i.invoice_id
            group by e.last_name order by e.last_name`,
    },

    "the customers who spent more than all but two of their country, and how many they outdo": {
      ask: () => {
        const spent = Customer.join({ invoice: Invoice }, (customer, { invoice }) =>
          invoice.customerId.eq(customer.customerId),
        )
          .groupBy(({ customerId, country }) => ({ customerId, country }))
          .aggregate((_, { invoice }) => ({ total: invoice.total.sum() }))
          .withCte("spent");
        return spent
          .values(({ customerId, country, total }) => ({
            customerId,
            place: rank().over({ partitionBy: country, orderBy: total.desc() }),
          }))
          .where(({ place }) => place.lte(2))
          .join({ own: spent }, (row, { own }) => own.customerId.eq(row.customerId))
          .leftJoin({ less: spent }, (_, { own, less }) => less.country.eq(own.country).and(less.total.lt(own.total)))
          .where((_, { own }) =>
            exists(Customer.where((other) => other.country.eq(own.country).and(other.customerId.ne(own.customerId)))),
          )
          .groupBy(({ customerId, place }) => ({ customerId, place }))
          .aggregate((_, { less }) => ({ outdone: less.customerId.count() }))
          .orderBy("customerId");
      },
      sql: `with spent as (select c.customer_id, c.country, round(cast(sum(i.total) as numeric), 2) as total from customer c
              join invoice i on i.customer_id = c.customer_id group by c.customer_id, c.country)
            select * from (select s.customer_id,
              1 + (select count(*) from spent m where m.country = s.country and m.total > s.total) as place,
              (select count(*) from spent m where m.country = s.country and m.total < s.total) as outdone
            from spent s where (select count(*) from spent m where m.country = s.country) > 1) x
            where place <= 2 order by customer_id`,
    },
  };
}
