/** Searches the lines of a file of `src/fpdata/site/search_index.py`, which are in the order of their importance. */
import { fold } from "./fold.ts";
import { similarWords } from "./slips.ts";

export interface Entry {
  table: string;
  id: string;
  name: string;
  /** Other names; of a statement, the quote. */
  others: string[];
  description: string;
}

/** How a line matches, the best first. */
enum Tier {
  Name,
  OtherName,
  NameWords,
  Words,
  NameBeginnings,
  Beginnings,
}

export class Lines {
  private readonly folded: string;
  /** Where each line begins in `folded`, and the end of the last. */
  private readonly starts: number[] = [0];
  private readonly lines: string[];
  private knownWords: Set<string> | undefined;

  constructor(text: string) {
    this.lines = text.split("\n");
    this.lines.pop();
    // Neither the table nor the id is searched.
    this.folded = fold(text.replace(/^[^\t]*\t[^\t]*\t/gm, ""));
    for (let end = this.folded.indexOf("\n"); end >= 0; end = this.folded.indexOf("\n", end + 1)) this.starts.push(end + 1);
  }

  /** Return the numbers of the lines that have all the words or words that begin with them, the best first. */
  find(words: string[]): number[] {
    if (!words.length) return [];
    const tiers: number[][] = [[], [], [], [], [], []];
    for (const number of this.candidates(words)) {
      const tier = this.tier(this.foldedLine(number), words);
      if (tier !== undefined) tiers[tier]!.push(number);
    }
    return tiers.flat();
  }

  /** Return what somebody may have meant: the words with those that are not found replaced by similar ones. */
  corrections(words: string[]): string[][] {
    let variants: string[][] = [[]];
    for (const word of words) {
      const choices = this.folded.includes(` ${word}`) ? [word] : similarWords(word, this.vocabulary());
      variants = variants.flatMap((variant) => choices.map((choice) => [...variant, choice])).slice(0, 50);
    }
    return variants;
  }

  entry(number: number): Entry {
    const [table = "", id = "", name = "", others = "", description = ""] = (this.lines[number] ?? "").split("\t");
    return { table, id, name, others: others ? others.split(" | ") : [], description };
  }

  /** Yield the numbers of the lines that have a word beginning with the longest of the words. */
  private *candidates(words: string[]): Generator<number> {
    const longest = ` ${words.reduce((one, other) => (other.length > one.length ? other : one))}`;
    for (let at = this.folded.indexOf(longest); at >= 0; ) {
      const number = this.lineAt(at);
      yield number;
      at = this.folded.indexOf(longest, this.starts[number + 1]);
    }
  }

  private tier(line: string, words: string[]): Tier | undefined {
    if (!words.every((word) => line.includes(` ${word}`))) return undefined;
    const [name = "", others = ""] = line.split("\t");
    const phrase = ` ${words.join(" ")} `;
    if (`${name} ` === phrase) return Tier.Name;
    const inName = words.every((word) => name.includes(` ${word}`));
    if (!inName && `${others} ` === phrase) return Tier.OtherName;
    const whole = words.every((word) => `${line.replaceAll("\t", " ")} `.includes(` ${word} `));
    if (whole) return inName ? Tier.NameWords : Tier.Words;
    return inName ? Tier.NameBeginnings : Tier.Beginnings;
  }

  private foldedLine(number: number): string {
    return this.folded.slice(this.starts[number], this.starts[number + 1]! - 1);
  }

  private lineAt(position: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.starts[middle]! <= position) low = middle;
      else high = middle;
    }
    return low;
  }

  private vocabulary(): Set<string> {
    this.knownWords ??= new Set(this.folded.match(/[a-z]{3,}/g));
    return this.knownWords;
  }
}
