import type { Story } from "../story.js";

export const byMarta: readonly Story[] = [
  {
    author: "marta",
    title: "The index that nobody used",
    description: "Forty gigabytes of index, and not a single query that wanted it.",
    tags: ["databases", "performance"],
    body: [
      "Last spring the nightly backup of our stock database began to overlap with the morning opening of the shops. My first thought was that we had simply grown. We had, but not by that much: the data took sixty gigabytes, and the indexes on top of it took another hundred and ten.",
      "PostgreSQL counts how often each index is used, and the view is called `pg_stat_user_indexes`. I let the numbers gather for a month, so that the yearly inventory was among them, and then sorted by size. The largest index had been used zero times. It had been made eleven years ago for a report that was switched off nine years ago.",
      "We dropped fourteen indexes in the end, one a day, on a calm Tuesday to Friday rhythm, and kept the statements that would bring them back in a file. Nobody noticed, which is the point. Inserts became a third faster, and the backup ends before the first coffee again.",
      "What I took from it: an index is not a fact about the data but a promise about the questions. When the questions go, the promise stays behind and still costs rent.",
    ],
    likedBy: ["tobias", "ravi", "yuki", "olga"],
    comments: [
      {
        by: "ravi",
        text: "The file with the statements that bring them back is the best sentence here. I will steal that for my course.",
      },
      { by: "marta", text: "Please do. We never needed it, and it is the reason that we dared at all." },
      { by: "yuki", text: "Same with spare parts. Half of my shelf fits bicycles that no longer exist." },
    ],
  },
  {
    author: "marta",
    title: "Restoring a backup is the only test of it",
    description: "We had backups for six years. We had restores for none.",
    tags: ["databases", "operations"],
    body: [
      "A backup that was never restored is a hope with a file name. Ours were made every night, checked for size, and copied to another town. One day a colleague needed last month's price list on her laptop, and the restore stopped after four minutes: an extension was missing there that the server had had for years.",
      "It was a small thing, and it was found on a good day. On a bad one it would have been found at three in the morning with the shops about to open. So now a machine restores the newest backup every Sunday, counts the rows of the ten tables that matter, compares them with the live ones, and writes one line into our chat.",
      "The line is dull: number of rows, minutes taken, done. In the second month it said that the restore took twice as long as before, and so we learnt of a failing disk before it failed.",
    ],
    likedBy: ["ravi", "olga"],
    comments: [{ by: "tobias", text: "A hope with a file name. That goes on the wall." }],
  },
  {
    author: "marta",
    title: "Money is not a float",
    description: "Three cents a day, and two weeks to find them.",
    tags: ["databases", "programming"],
    body: [
      "The till said one thing, the ledger another, and the difference was three cents. The next day it was two, then three again. Nobody loses sleep over three cents, but a sum that does not add up is a sum that you cannot trust, and I did lose some over that.",
      "The discount of a loyalty card was kept as a binary fraction. Ten per cent of 19.90 is 1.99, unless you reckon with a number that cannot hold 19.90 in the first place. Each receipt was off by something far below a cent. Summed up over four thousand receipts and then rounded, it became visible.",
      "We moved the column to a decimal with two places and let the application treat it as text, with a library for the sums. It was a morning of work. The two weeks went into looking everywhere else first, because surely nobody would keep money in a float.",
    ],
    likedBy: ["tobias", "ines", "ravi"],
    comments: [
      { by: "ines", text: "We measure in whole millimetres for the same reason. Nobody has ever regretted it." },
      { by: "olga", text: "How did the auditors take it?" },
      { by: "marta", text: "They asked for the two weeks in writing, and then for a copy of the fix." },
    ],
  },
  {
    author: "marta",
    title: "Names of people, kept as they are",
    description: "First name, last name, and everybody who has neither.",
    tags: ["databases", "design"],
    body: [
      "Our customer table had a column for the first name and one for the last, both required, both at most thirty characters. It had served well until we asked the shops why so many customers were called Unknown.",
      "Some people have one name. Some have four, and are the fourth one only to the tax office. One customer's name has an apostrophe that an earlier program had doubled, at every save, until there were sixty-four of them. She came in to show us the envelope.",
      "There is one column now, called name, as long as it needs to be, and a second one for how the person would like to be addressed in a letter. Sorting by last name is gone. So far, the only one to miss it was a report.",
    ],
    likedBy: ["ines", "ravi", "yuki"],
    comments: [{ by: "yuki", text: "Sixty-four! Did she get a voucher?" }],
  },
  {
    author: "marta",
    title: "What I ask before I add a column",
    description: "Five questions that cost a minute and save a migration.",
    tags: ["databases", "design", "habits"],
    body: [
      "May it be empty, and what would empty mean: not known, not applicable, or not yet? If I cannot say, two of the three are hiding in it, and somebody will tell them apart by guessing.",
      "Who writes it, and who may see that they did? What is the longest value that I would call sensible, and who has a longer one? Can it be worked out from what is there already? And what happens to it when the row that it refers to is deleted?",
      "None of this is deep. But a column is easy to add on a Monday and very hard to remove in any week of the following ten years, so a minute is a bargain.",
    ],
    likedBy: ["tobias", "olga"],
  },
];
