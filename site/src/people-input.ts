/** A text box for a person: suggests names of a list as one types. */
import { element } from "./dom.ts";
import { fold, words } from "./search/fold.ts";

const SUGGESTED = 12;

export class PeopleInput {
  private readonly folded: string[];

  /** @param people - The id and name of each person, those to suggest first at the front. */
  constructor(
    private readonly input: HTMLInputElement,
    private readonly people: [id: string, name: string, ...rest: unknown[]][],
    changed: () => void,
  ) {
    this.folded = people.map(([, name]) => ` ${words(name).join(" ")}`);
    input.addEventListener("input", () => {
      this.suggest();
      changed();
    });
  }

  /** The number of the person that the text names, or undefined. */
  get chosen(): number | undefined {
    const typed = this.input.value.trim();
    if (!typed) return undefined;
    const sought = ` ${words(typed).join(" ")}`;
    const found = this.people.findIndex(([id, name]) => id === typed || name === typed);
    if (found >= 0) return found;
    const equal = this.folded.indexOf(sought);
    return equal >= 0 ? equal : undefined;
  }

  private suggest(): void {
    const sought = words(this.input.value);
    const found: HTMLOptionElement[] = [];
    for (let at = 0; sought.length && at < this.folded.length && found.length < SUGGESTED; at++) {
      if (sought.every((word) => this.folded[at]!.includes(` ${word}`))) found.push(element("option", { value: this.people[at]![1] }));
    }
    this.input.list?.replaceChildren(...found);
  }
}

/** Return whether a name has all the words that were typed, or words that begin with them. */
export function nameMatches(name: string, typed: string): boolean {
  const folded = fold(name);
  return words(typed).every((word) => folded.includes(` ${word}`));
}
