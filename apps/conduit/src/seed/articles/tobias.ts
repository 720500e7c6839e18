import type { Story } from "../story.js";

export const byTobias: readonly Story[] = [
  {
    author: "tobias",
    title: "A sourdough that survives a holiday",
    description: "How to leave a starter alone for three weeks and still have bread.",
    tags: ["baking", "habits"],
    body: [
      "Every August somebody asks me to feed their sourdough. I used to write them a page of instructions. Now I tell them how to make it not need me.",
      "Take a spoonful of lively starter and work flour into it with your fingers until it falls apart into crumbs, as dry as you can get them. Put the crumbs into a jar with more flour on top and leave it in the cupboard. The yeast goes to sleep for want of water, and nothing else can grow there either.",
      "After the holiday, stir the crumbs into lukewarm water, wait a day, feed it twice. Mine came back after five weeks, a little sour about it, as I would be.",
    ],
    likedBy: ["ines", "yuki", "olga"],
    comments: [
      {
        by: "olga",
        text: "Tried it while I was moving house. It worked after nine weeks, though it took three feedings.",
      },
      { by: "tobias", text: "Nine! That beats everybody I know of." },
    ],
  },
  {
    author: "tobias",
    title: "Small commits are for the reader",
    description: "The history of a project is a letter to somebody who is in trouble.",
    tags: ["programming", "habits"],
    body: [
      "I used to commit when I went home. The message was a list, and the change was a heap. It was never a problem until I had to find out which of four hundred lines had broken the export, and the answer was somewhere in a heap called Various improvements.",
      "Whoever reads history does not do so for pleasure. They come from a failing test or an angry call, they have found one line that looks odd, and they want to know why it is there. A commit that does one thing can answer them. A commit that does nine says only that it was a Thursday.",
      "So before I commit I ask whether I could undo exactly this, alone. If the honest answer contains the word and, I split it. It costs me about two minutes a day, and has paid me back an afternoon at a time.",
    ],
    likedBy: ["marta", "ravi"],
    comments: [
      { by: "ravi", text: "My students ask how small is small. I say: until the message needs no comma." },
      { by: "marta", text: "Says only that it was a Thursday. I have met that commit, and I fear that I wrote it." },
    ],
  },
  {
    author: "tobias",
    title: "The oven lies",
    description: "What a thermometer for ten euros taught me about trust.",
    tags: ["baking", "measuring"],
    body: [
      "For two years my bread was pale on one side. I blamed the flour, then the water, then my patience. Then I was given a thermometer for the oven, put it in the middle, and read 196 degrees where the dial said 230.",
      "I moved it about. At the back on the left it was 225, at the front on the right 180. The bread had been telling me this all along, in the only way that it could.",
      "At work the next day I looked for dials of the same kind. There was a page that showed our response times, averaged over five minutes and all servers. It was the middle of the oven. When we drew the slowest hundredth for each server instead, one of them had been pale on one side since March.",
    ],
    likedBy: ["marta", "ines", "ravi", "yuki"],
    comments: [{ by: "marta", text: "Averages are where the trouble goes to hide." }],
  },
  {
    author: "tobias",
    title: "Deleting code as a hobby",
    description: "Friday afternoons, a cup of tea, and the things that nothing calls.",
    tags: ["programming", "habits"],
    body: [
      "On Friday afternoons nobody deploys and nobody wants a meeting. It is the best time of the week to delete something. I look for one thing that nothing calls: a function, a setting, a table that was last written two years ago.",
      "The rule is to delete one thing only, to prove first that it is dead, and to write down the proof. Searching for its name is not a proof where names are put together from pieces. A log line that never came for a month is a better one.",
      "Since the beginning of the year eleven thousand lines have gone. No user has noticed, but two new colleagues have: they found their way about in a week, and the one before them had needed a month.",
    ],
    likedBy: ["marta", "yuki"],
  },
  {
    author: "tobias",
    title: "Why I weigh water",
    description: "A litre is a kilogram, and a cup is an opinion.",
    tags: ["baking", "measuring"],
    body: [
      "Measuring jugs are read from above by people in a hurry. Mine has a line for half a litre, and depending on who bends down how far, the half litre weighs between 480 and 530 grams. In a dough with a kilogram of flour this is the difference between a loaf and a puddle.",
      "The scale is on the table for the flour anyway. I put the bowl on it, press zero after each thing, and pour until the number is right. There is nothing to wash up afterwards, and the recipe becomes a short list of numbers that I can compare with last week's.",
      "It also ends arguments. My mother's famous handful of salt, by the way, is 19 grams. She was not pleased to have it known.",
    ],
    likedBy: ["ines", "olga"],
    comments: [{ by: "ines", text: "Please tell your mother that we are on her side." }],
  },
];
