import type { Story } from "../story.js";

export const byOlga: readonly Story[] = [
  {
    author: "olga",
    title: "My first program was for my mother",
    description: "Forty lines, one user, and not a single complaint in a year.",
    tags: ["programming", "beginnings"],
    body: [
      "My mother takes seven kinds of pills at four times of the day. She had a table for it on the fridge, and when the doctor changed something she drew it anew. After ten weeks of the evening course I thought that this was a task I could do.",
      "The program reads a short list and prints the table, large, for the fridge. It has no screens and no settings. When the doctor changes something she calls me, I change one line, and a minute later it comes out of her printer. I was proud of the part that warns if two pills must not be taken within one hour.",
      "I have since written longer things. None was used so much, and none had a user who thanked me with soup.",
    ],
    likedBy: ["marta", "tobias", "ines", "ravi", "yuki"],
    comments: [
      { by: "ravi", text: "I show this to every new group. The soup, too." },
      { by: "tobias", text: "One user, no complaints: you have won, you can stop." },
    ],
  },
  {
    author: "olga",
    title: "Moving house with a list",
    description: "Sixty-one boxes, numbered, and one evening without a kettle.",
    tags: ["habits", "beginnings"],
    body: [
      "I numbered the boxes and kept a list of what was in which. It sounds like much work. It was a line for each box, written while packing, when one has the things in one's hands anyway.",
      "In the new flat everybody carried boxes to where there was room. On the first evening we needed the kettle. The list said 34, and 34 stood behind 12, 50 and the sofa. So the list was right and it was no help, and I learnt that where matters as much as what.",
      "Next time there will be a second column, to be filled in on arrival. I know by now that this is called a location, and that big warehouses do it, too.",
    ],
    likedBy: ["yuki", "ines"],
    comments: [
      { by: "marta", text: "And a rule: the kettle travels with the driver." },
      { by: "yuki", text: "Label both ends!" },
    ],
  },
  {
    author: "olga",
    title: "Six things I wish the course had told me",
    description: "Half a year on, written down before I forget what was hard.",
    tags: ["beginnings", "programming", "teaching"],
    body: [
      "That everybody looks things up, all day, and the good ones do it more. That the computer is never in a mood, and if it seems so, two things have changed and I know of one. That copying is fine as long as I type it myself.",
      "That names are the hard part, and it is right to spend ten minutes on one. That I may ask a question twice. And that it does not become easy at some point, but that I get used to not knowing, roughly as one gets used to cold water.",
      "Ravi says that he did tell us all of it. That may be. Then the seventh thing is that one hears only what one has already run into.",
    ],
    likedBy: ["ravi", "tobias"],
    comments: [{ by: "ravi", text: "I did. But you say it better, and from now on I shall quote you." }],
  },
];
