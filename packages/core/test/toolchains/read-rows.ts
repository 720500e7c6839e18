import { inspect } from "node:util";
import { connect, field, Model } from "../../src/index.js";
import { recordingDialect } from "../recording/dialect.js";
import { RecordingDriver } from "../recording/driver.js";

class Person extends Model {
  id = field.id();
  name = field.string(50);
  tags = field.array(field.string(5));
}

const driver = new RecordingDriver();
const db = await connect({ dialect: recordingDialect({ driver }) });
driver.answer([
  [1, "ada", "[]"],
  [2, "bob", '["b"]'],
]);
const people = await Person.all();
for (const person of people) person.tags.push("changed");
process.stdout.write(
  inspect(
    people.map((person) => [person.$original, person.$changes, person]),
    false,
    5,
  ),
);
await db.close();
