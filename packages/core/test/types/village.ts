import { field, Model, manyToMany, manyToOne, oneToMany, oneToOne } from "../../src/index.js";

/** Every kind of relation, in a circle over four models. */
export class Citizen extends Model {
  id = field.id();
  name = field.string(50);
  age = field.integer({ nullable: true });
  houseId = field.foreignKey(() => House);
  bossId = field.foreignKey(() => Citizen, { nullable: true });

  house = manyToOne(() => House, { backPopulates: "citizens" });
  boss = manyToOne(() => Citizen, { nullable: true, backPopulates: "team" });
  team = oneToMany(() => Citizen, { backPopulates: "boss" });
  passport = oneToOne(() => Passport, { nullable: true, backPopulates: "citizen" });
  clubs = manyToMany(() => Club, { through: () => Membership });
  friends = manyToMany(() => Citizen, { through: "friendships", foreignKey: "fromId", otherKey: "toId" });
  latestNote = oneToOne(() => Note, { latestBy: "at" });
}

export class House extends Model {
  id = field.id();
  street = field.string(50);
  citizens = oneToMany(() => Citizen, { backPopulates: "house" });
}

export class Passport extends Model {
  id = field.id();
  number = field.string(20);
  citizenId = field.foreignKey(() => Citizen, { unique: true });
  citizen = oneToOne(() => Citizen, { backPopulates: "passport" });
}

export class Club extends Model {
  id = field.id();
  title = field.string(50);
}

export class Membership extends Model {
  citizenId = field.foreignKey(() => Citizen, { primaryKey: true });
  clubId = field.foreignKey(() => Club, { primaryKey: true });
  role = field.enum(["member", "lead"], { default: "member" });
}

export class Note extends Model {
  id = field.id();
  body = field.text();
  at = field.dateTime();
  citizenId = field.foreignKey(() => Citizen);
  writerId = field.foreignKey(() => Citizen);
  writer = manyToOne(() => Citizen, { foreignKey: "writerId" });
  subjectId = field.integer({ nullable: true });
  subjectType = field.string(20, { nullable: true });
  subject = manyToOne(() => [House, Club], { nullable: true });
}
