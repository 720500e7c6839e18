import type { Story } from "../story.js";

export const byInes: readonly Story[] = [
  {
    author: "ines",
    title: "Stairs that people like to climb",
    description: "Seventeen centimetres up, twenty-nine along, and a window at the turn.",
    tags: ["architecture", "design"],
    body: [
      "There is an old rule for stairs: twice the rise plus the run should be about as long as a step, sixty-three centimetres. It is from the seventeenth century and still holds, because legs have not changed. Seventeen up and twenty-nine along fits it well, and your feet know it before you do.",
      "But a stair that fits is not yet one that people like. In the library in our street everybody takes the lift, although it is two floors only. In the school opposite, which is as high, they all walk. The difference is a window at the landing. You climb towards the light, and on the way you see who is coming.",
      "When I draw stairs now, I first decide what there is to be seen half-way. The numbers come after that, and they nearly always fit.",
    ],
    likedBy: ["tobias", "ravi", "olga"],
    comments: [
      { by: "ravi", text: "I am going to look at every landing in this town." },
      { by: "ines", text: "Begin with the post office. It is a sad one, but you will learn a lot." },
    ],
  },
  {
    author: "ines",
    title: "Walking the length of a river",
    description: "Four days from the spring to the harbour, with one pair of shoes.",
    tags: ["walking", "cities"],
    body: [
      "I grew up two streets away from the river and had never seen where it comes from. It comes out of a pipe, as it turns out, behind a farm, with a sign from the water board. I ate a sandwich there and felt that something was owed to the moment, so I took off my shoes and stood in it.",
      "On the first day it is a ditch, on the second it turns a mill that sells candles. On the third there are houses that turn their backs on it, all of them, for twenty kilometres: garages, dustbins, hedges. Then comes the city, which turned its back as well for a hundred years and has now turned round, and sells coffee on the old quay.",
      "I had thought of the walk as a rest from work. Since then I have drawn three buildings beside water, and each has its door on that side.",
    ],
    likedBy: ["marta", "yuki", "olga"],
    comments: [{ by: "yuki", text: "You can ride it in a day, but then you miss the candles." }],
  },
  {
    author: "ines",
    title: "In praise of the dotted line",
    description: "A drawing should also say what has not been decided.",
    tags: ["architecture", "habits"],
    body: [
      "A plan from the computer looks finished from the first hour. Every wall is as black as every other, and the client, who is polite, takes a wall that I put down while thinking for one that I stand for. Weeks later it is still there, and somebody has hung a kitchen on it.",
      "My teacher drew with a soft pencil, and what was open he dotted. One could see at a glance where there was still something to talk about. So I have made a dotted line for the computer, too. It is the first thing on the screen, and I am not allowed to give away a drawing without one before the third meeting.",
      "Clients look for the dots now. They put their finger there and say: and this? It is the best question of the hour, and formerly nobody asked it.",
    ],
    likedBy: ["marta", "tobias", "ravi"],
    comments: [
      { by: "tobias", text: "We need this for specifications. All of ours come in solid black." },
      {
        by: "marta",
        text: "A nullable column is a dotted line of sorts. It, too, should be gone by the third meeting.",
      },
    ],
  },
  {
    author: "ines",
    title: "The noise of a room",
    description: "Clap once, and listen to what comes back.",
    tags: ["architecture", "measuring"],
    body: [
      "Before I look at a room I clap my hands. It makes estate agents nervous. A good room gives back a short, dark answer. A bad one rings like a bucket, and in it everybody will speak louder, so that everybody else must, too, until at nine in the evening the whole restaurant is shouting about nothing.",
      "The cure is nearly always soft and out of reach: felt under the table tops, a curtain that is never drawn, books. A wall of books is the finest absorber that I know, because no two spines stand equally far out.",
      "There is a formula for it by a Mr Sabine, who carried seat cushions from one lecture hall to another at night to find it. I use it to write down afterwards what the clap has said before.",
    ],
    likedBy: ["yuki"],
  },
];
