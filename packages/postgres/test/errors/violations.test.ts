import {
  type ConstraintViolationError,
  connect,
  type Database,
  field,
  Model,
  type TableOptions,
} from "@chakra-orm/core";
import { Database as DatabaseOf } from "@chakra-orm/core/internal";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dialects, emptyUrl } from "../databases.js";

class Room extends Model {
  id = field.id();
  name = field.string(20, { unique: true });
}

class Booking extends Model {
  id = field.id();
  roomNumber = field.integer({ column: "room" });
  roomId = field.foreignKey(() => Room, { nullable: true });
}

/** A table of the same name in another schema, with a column of the same name. */
class ArchivedRoom extends Model {
  static table = { name: "rooms", schema: "archive", uniques: [["title"]] } satisfies TableOptions<ArchivedRoom>;
  id = field.id();
  title = field.string(20, { column: "name" });
}

describe.each(dialects)("violations that only $name has", (dialect) => {
  let db: Database;
  beforeAll(async () => {
    const url = await emptyUrl(dialect);
    db = await connect({ url, models: [Room, Booking, ArchivedRoom] });
    await db.createTables();
    await run(`
      alter table bookings add constraint overlap exclude using btree (room with =);
      alter table bookings drop constraint fk_bookings_room_id;
      alter table bookings add constraint fk_bookings_room_id foreign key (room_id) references rooms initially deferred;
      create function archive() returns trigger language plpgsql as
        $$ begin insert into archive.rooms (name) values (new.name); return new; end $$;
      create trigger archived before update on rooms for each row execute function archive();`);
  });
  afterAll(() => db.close());

  async function run(text: string): Promise<void> {
    const { pool } = DatabaseOf.engine(db);
    const lease = await pool.acquire("test");
    try {
      await lease.connection.execute(text);
    } finally {
      pool.release(lease);
    }
  }

  const violation = (work: Promise<unknown>): Promise<ConstraintViolationError> =>
    work.then(
      () => expect.fail("nothing was refused"),
      (error: ConstraintViolationError) => error,
    );

  it("tells an exclusion", async () => {
    await Booking.create({ roomNumber: 1 });
    const error = await violation(Booking.create({ roomNumber: 1 }));
    expect(error).toMatchObject({ code: "EXCLUSION_VIOLATION", status: 409, model: "Booking", constraint: "overlap" });
    const message = "is in conflict with another record";
    expect(error.issues).toEqual([{ path: ["roomNumber"], rule: "exclusion", message }]);
  });

  it("tells a reference that is checked at COMMIT by its property", async () => {
    const booked = () => Booking.create({ roomNumber: 2, roomId: 404 });
    const error = await violation(db.transaction(booked));
    expect(error).toMatchObject({ code: "FOREIGN_KEY_VIOLATION", model: "Booking", fields: ["roomId"] });
    expect(error.issues).toEqual([
      { path: ["roomId"], rule: "foreignKey", message: "refers to a Room that does not exist" },
    ]);
  });

  it("tells the table of a trigger from one of the same name in another schema", async () => {
    await ArchivedRoom.create({ title: "attic" });
    const room = await Room.create({ name: "cellar" });
    const error = await violation(room.update({ name: "attic" }));
    expect(error).toMatchObject({ code: "UNIQUE_VIOLATION", model: "ArchivedRoom", fields: ["title"] });
    await Room.create({ name: "roof" });
    expect(await violation(Room.create({ name: "roof" }))).toMatchObject({ model: "Room", fields: ["name"] });
  });
});
