/** Answers what is typed: loads the files of the search when they are first needed, and forgives slips. */
import { fetchJson } from "../dom.ts";
import { words } from "./fold.ts";
import { type Entry, Lines } from "./lines.ts";

export type File = "names" | "statements" | "events" | "documents";

export interface Found {
  entries: Entry[];
  /** How many match, of which `entries` are the first. */
  total: number;
  /** What was searched for, if nothing matches what was typed. */
  instead: string | undefined;
}

export class Search {
  private readonly files = new Map<File, Promise<Lines>>();
  private forms: Promise<Record<string, string[]>> | undefined;

  constructor(private readonly root: URL) {}

  /** Return the records of a file that match, the best first; `forgiving` says whether similar words are an answer, too. */
  async find(file: File, typed: string, most: number, forgiving = true): Promise<Found> {
    const [lines, forms] = await Promise.all([this.lines(file), this.spokenForms()]);
    const asked = words(typed);
    const spoken = forms[asked.join(" ")] ?? [];
    const readings = [asked, ...spoken.map((form) => form.split(" "))];
    const exact = merge(readings.map((reading) => lines.find(reading)));
    if (exact.length || !asked.length || !forgiving) return this.found(lines, exact, most, undefined);
    const corrections = lines.corrections(asked);
    const similar = merge(corrections.map((correction) => lines.find(correction)));
    return this.found(lines, similar, most, similar.length ? corrections[0]?.join(" ") : undefined);
  }

  /** Load a file before it is needed. */
  lines(file: File): Promise<Lines> {
    let loading = this.files.get(file);
    if (!loading) {
      loading = this.load(file);
      this.files.set(file, loading);
      loading.catch(() => this.files.delete(file)); // the next search tries again
    }
    return loading;
  }

  private async load(file: File): Promise<Lines> {
    const address = new URL(`data/search/${file}.txt`, this.root);
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address.pathname}: ${response.status} ${response.statusText}`);
    return new Lines(await response.text());
  }

  private spokenForms(): Promise<Record<string, string[]>> {
    this.forms ??= fetchJson<Record<string, string[]>>(new URL("data/search/forms.json", this.root));
    return this.forms;
  }

  private found(lines: Lines, numbers: number[], most: number, instead: string | undefined): Found {
    return { entries: numbers.slice(0, most).map((number) => lines.entry(number)), total: numbers.length, instead };
  }
}

/** Return the numbers of several lists, each once, in the order of the lists. */
function merge(lists: number[][]): number[] {
  return lists.length === 1 ? lists[0]! : [...new Set(lists.flat())];
}
