import type { Story } from "../story.js";

export const byRavi: readonly Story[] = [
  {
    author: "ravi",
    title: "Teaching loops without a computer",
    description: "Twelve adults, one deck of cards, and the word until.",
    tags: ["teaching", "programming"],
    body: [
      "In the first evening of my course the computers stay closed. Everybody gets a deck of cards and a partner. One gives orders, the other carries them out and does nothing that was not said. The task is to find the highest card.",
      "The first orders are always of the kind: look through it and take the highest. The partner, who has been told to be stubborn, asks what look through means. After ten minutes somebody says: take the top card, if it is higher than the one in your left hand swap them, put the other down, and do this until the pile is empty. There is a little silence then, every time, because they hear it.",
      "They have written a loop, with a variable in the left hand. When we open the computers a week later, the only news is how to spell it.",
    ],
    likedBy: ["marta", "tobias", "ines", "olga"],
    comments: [
      { by: "ines", text: "What do they do about two equal cards?" },
      { by: "ravi", text: "Argue, for a whole quarter of an hour. It is the best part of the evening." },
      { by: "olga", text: "I was in that course. I was the stubborn one." },
    ],
  },
  {
    author: "ravi",
    title: "An error message is a conversation",
    description: "It is read by somebody who has just failed. Be kind, and be exact.",
    tags: ["teaching", "programming", "design"],
    body: [
      "I watch people read error messages for a living. Most do not read them at all. They see red, feel caught, and look at me. It took me some years to see that this is learnt: the messages that they had met before were not worth reading.",
      "A good one answers three questions in this order. What were you trying to do? What stood in the way? What could you try next? Invalid input answers none of them. The date 31/02/2024 does not exist; February 2024 ends on the 29th answers all, and nobody needs me.",
      "When a student writes her first own message I ask her to read it aloud to her neighbour, as an answer to a question. If it sounds rude it gets a second version, and nearly always that one is also more exact.",
    ],
    likedBy: ["marta", "tobias", "yuki"],
    comments: [
      { by: "marta", text: "Fourth question, for machines: what can I search for? A stable code helps a great deal." },
      { by: "ravi", text: "Agreed, as long as it comes last and not instead." },
    ],
  },
  {
    author: "ravi",
    title: "They were told they could not",
    description: "What one hears in the first five minutes of a course for adults.",
    tags: ["teaching"],
    body: [
      "I ask everybody why they came, and they tell me why they should not have. I was never good at mathematics. I am too old for this. My son does these things in our house. Only when all have said it do they begin to look at each other, because it cannot be true of the whole room.",
      "None of them is bad at thinking. A seamstress reckons in her head how to lay eleven pieces on a cloth that is too small. A bus driver knows by heart which of forty connections fail if he is two minutes late. They have been doing this for years without anybody calling it by its name.",
      "So I call it by its name. It takes a few weeks until they believe me. Then the homework gets longer than I set it.",
    ],
    likedBy: ["ines", "yuki", "olga"],
    comments: [{ by: "olga", text: "It took me five weeks. Thank you for counting in weeks and not in talent." }],
  },
  {
    author: "ravi",
    title: "Reading code aloud",
    description: "An old habit from school that finds more than any tool.",
    tags: ["teaching", "habits", "programming"],
    body: [
      "Take ten lines that you wrote yesterday and read them to somebody, each word of them, brackets left out. You will stumble. Where you stumble, something is wrong with the name, the order, or the idea, and more often than not it is the name.",
      "It works since speaking is slow. The eye slides over a line that it knows; the tongue cannot. My students hated it for two evenings and then began to do it without being asked, under their breath, like people in a library.",
      "If there is nobody to read to, read to the wall. It is the second-best listener, because it does not nod.",
    ],
    likedBy: ["tobias"],
  },
];
