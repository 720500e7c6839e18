import type { Story } from "../story.js";

export const byYuki: readonly Story[] = [
  {
    author: "yuki",
    title: "The click that came only in rain",
    description: "A repair in three visits, two of them on dry days.",
    tags: ["repair", "measuring"],
    body: [
      "A bicycle came in with a click. It clicked at every turn of the pedals, said the owner, but only in rain. In my workshop it was silent. I tightened what could be tightened, and he rode away pleased. He came back after the next shower.",
      "The second time I poured water over the whole of it and rode round the block. Silence. I changed the bearing on suspicion, which one should never do, because afterwards one knows less than before. He came back again.",
      "The third time I asked him to show me how he rides in rain, and he put on his cape. At the hem it had a press stud, and at each turn of the pedal the stud touched the frame. I charged him nothing and told the story to everybody, and so it was my best repair of the year.",
    ],
    likedBy: ["marta", "tobias", "ines", "ravi", "olga"],
    comments: [
      { by: "marta", text: "Every bug report that I have ever closed as cannot reproduce was wearing a cape." },
      { by: "tobias", text: "One knows less than before. Yes." },
      { by: "olga", text: "Does he still wear it?" },
      { by: "yuki", text: "He does. He had the stud covered in felt." },
    ],
  },
  {
    author: "yuki",
    title: "A radio from 1958",
    description: "What a set of valves can teach about leaving things alone.",
    tags: ["repair", "history"],
    body: [
      "It had not played for thirty years. I did not switch it on. The great mistake with old sets is curiosity: the condensers have dried, and the first full voltage kills what age has spared. So it stood open on the bench for a week while I read the plan that somebody, in 1958, had glued inside for me.",
      "Every part had a number there, every voltage was given, and beside the transformer somebody had noted in pencil what he had changed in 1971 and why. I have never met him, and I could have hugged him. I replaced nine condensers and added my own line in pencil.",
      "Then I brought up the voltage over an hour, with a lamp in series. The eye glowed green. The first thing to be heard was the weather report, which promised rain.",
    ],
    likedBy: ["ines", "ravi"],
    comments: [{ by: "ravi", text: "A commit message in pencil, read after fifty years." }],
  },
  {
    author: "yuki",
    title: "The spreadsheet that ran the club",
    description: "Eleven sheets, one colour that meant something, and a very careful treasurer.",
    tags: ["repair", "databases"],
    body: [
      "Our cycling club keeps its members in a spreadsheet. The treasurer retired and handed it to me with both hands, as one hands over a cat. It had eleven sheets. Yellow meant paid. Light yellow meant promised. On my screen they are the same.",
      "I did not replace it by a program, although I was asked to. I gave each meaning a column of its own, with three words to choose from, and put the members into one sheet instead of one for each year. The formulas that had held the years together were no longer needed, all two hundred of them.",
      "The treasurer came by to see it. She looked for the yellow, found the column, and was silent for a while. Then she asked whether she could have it for the choir.",
    ],
    likedBy: ["marta", "tobias", "ravi", "olga"],
    comments: [
      { by: "marta", text: "You have normalised it, and nobody was hurt. Congratulations." },
      { by: "yuki", text: "I did not tell them the word." },
    ],
  },
  {
    author: "yuki",
    title: "Label both ends",
    description: "A rule for cables that fits a good many other things.",
    tags: ["repair", "habits"],
    body: [
      "A cable with a label at one end is half a help. You stand at the other end, in the dark, with a torch between your teeth, and the label is behind the wall. So I label both, with the same words, before I connect anything. It takes twenty seconds.",
      "I have begun to see loose ends of this kind everywhere. The note that says see other note. The key that says cellar, without saying whose. The photograph with a date and no names.",
      "The other end of most things is a person who comes later, and quite often that person is oneself.",
    ],
    likedBy: ["ines"],
  },
];
