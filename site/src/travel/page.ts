/** The travel page: where trips led, or where visitors came from, on a map, by country and one by one. */
import { edtfInWords } from "../dates.ts";
import { element, fetchJson, find, setParameters } from "../dom.ts";
import { PeopleInput } from "../people-input.ts";
import { byCountry, type Journey, journeysOf, type TravelFile } from "./journeys.ts";
import { drawMap } from "./map.ts";

/** So many journeys are listed. */
const LISTED = 200;
/** So many countries are listed at first. */
const COUNTRIES = 24;

export async function start(output: HTMLElement, root: URL): Promise<void> {
  const file = await fetchJson<TravelFile>(new URL("data/travel.json", root));
  new TravelPage(output, file, root);
}

class TravelPage {
  private readonly form = find<HTMLFormElement>("#travel-form");
  private readonly from = find<HTMLInputElement>("#travel-from");
  private readonly to = find<HTMLInputElement>("#travel-to");
  private readonly person = find<HTMLInputElement>("#travel-person");
  private readonly people: PeopleInput;
  /** The number of the country of which journeys are listed. */
  private country: number | undefined;
  private drawn = 0;

  constructor(
    private readonly output: HTMLElement,
    private readonly file: TravelFile,
    private readonly root: URL,
  ) {
    const parameters = new URLSearchParams(location.search);
    const person = parameters.get("person") ?? "";
    const country = file.countries.findIndex(([id]) => id === parameters.get("country"));
    this.country = country < 0 ? undefined : country;
    this.person.value = file.people.find(([id]) => id === person)?.[1] ?? person;
    this.from.value = parameters.get("from") ?? "";
    this.to.value = parameters.get("to") ?? "";
    const kind = parameters.get("kind") === "visit" ? "visit" : "trip";
    find<HTMLInputElement>(`[value=${kind}]`, this.form).checked = true;
    this.people = new PeopleInput(this.person, file.people, () => this.update());
    this.form.addEventListener("input", ({ target }) => target !== this.person && this.update());
    this.form.addEventListener("submit", (event) => event.preventDefault());
    void this.show();
  }

  private get kind(): "trip" | "visit" {
    return new FormData(this.form).get("kind") === "visit" ? "visit" : "trip";
  }

  private update(): void {
    const chosen = this.people.chosen;
    setParameters({
      kind: this.kind === "visit" ? "visit" : null,
      from: this.from.value,
      to: this.to.value,
      person: chosen === undefined ? null : this.file.people[chosen]![0],
      country: this.country === undefined ? null : this.file.countries[this.country]![0],
    });
    void this.show();
  }

  private choose(country: number | undefined): void {
    this.country = country === this.country ? undefined : country;
    this.update();
  }

  private async show(): Promise<void> {
    const person = this.people.chosen;
    if (this.person.value.trim() && person === undefined) {
      find("#travel-sentence").textContent = "Choose one of the names that are suggested.";
      return;
    }
    const period = { from: Number(this.from.value) || -Infinity, to: Number(this.to.value) || Infinity };
    const journeys = journeysOf(this.file, { kind: this.kind, ...period, person });
    const counts = byCountry(journeys);
    const sentence = this.sentence(journeys, counts);
    find("#travel-sentence").textContent = sentence;
    const turn = ++this.drawn;
    const map = counts.size ? await this.map(counts, sentence) : [];
    if (turn !== this.drawn) return;
    this.output.replaceChildren(...map, ...(counts.size ? [this.countryList(counts)] : []), this.list(journeys));
    performance.mark("travel-answer");
  }

  private sentence(journeys: Journey[], counts: Map<number, number>): string {
    const noun = this.kind === "trip" ? "trip abroad" : "visit received";
    const nouns = this.kind === "trip" ? "trips abroad" : "visits received";
    const period = this.from.value || this.to.value ? `, ${this.from.value || "the beginning"} to ${this.to.value || "today"}` : "";
    const [most] = counts;
    const where = most ? `; most often: ${this.countryName(most[0])} (${most[1].toLocaleString("en")})` : "";
    return `${journeys.length.toLocaleString("en")} ${journeys.length === 1 ? noun : nouns} on record${period}${where}.`;
  }

  private map(counts: Map<number, number>, label: string): Promise<HTMLElement[]> {
    const counted = new Map<string, { name: string; journeys: number; country: number }>();
    for (const [country, journeys] of counts) {
      const letters = this.file.countries[country]![2];
      if (!letters) continue;
      const before = counted.get(letters);
      // A former state and its successor count together where they are on the map.
      if (before) counted.set(letters, { ...before, name: `${before.name} and ${this.countryName(country)}`, journeys: before.journeys + journeys });
      else counted.set(letters, { name: this.countryName(country), journeys, country });
    }
    const chosen = this.country === undefined ? undefined : (this.file.countries[this.country]![2] ?? undefined);
    const choose = (letters: string) => this.choose(counted.get(letters)?.country);
    return drawMap(new URL("assets/countries.json", this.root), counted, chosen, choose, `Map: ${label}`);
  }

  private countryList(counts: Map<number, number>): HTMLElement {
    const items = [...counts].map(([country, number]) => {
      const pressed = country === this.country;
      const button = element("button", { type: "button", class: "linklike", "aria-pressed": String(pressed) }, this.countryName(country));
      button.addEventListener("click", () => this.choose(country));
      return element("li", {}, button, ` ${number.toLocaleString("en")}`);
    });
    const heading = element("h2", {}, "By country ", element("span", { class: "count" }, String(counts.size)));
    const first = element("ul", { class: "columns" }, ...items.slice(0, COUNTRIES));
    const chosenLater = this.country !== undefined && [...counts.keys()].indexOf(this.country) >= COUNTRIES;
    const rest = element("details", { open: chosenLater }, element("summary", {}, `${items.length - COUNTRIES} more`), element("ul", { class: "columns" }, ...items.slice(COUNTRIES)));
    return element("section", {}, heading, first, items.length > COUNTRIES && rest);
  }

  private list(journeys: Journey[]): HTMLElement {
    const country = this.country;
    const of = country === undefined ? journeys : journeys.filter(([, , , , , countries]) => countries.includes(country));
    const shown = of.slice(-LISTED).reverse();
    const items = shown.map(([id, , date, , , countries, place, people]) => {
      const where = [place, countries.map((number) => this.countryName(number)).join(", ")].filter(Boolean).join(", ");
      const who = people.map((number) => this.file.people[number]![1]).join(", ") || "unnamed";
      const link = element("a", { href: new URL(`events/${id}.html`, this.root).href }, who);
      return element("li", {}, element("time", {}, date ? edtfInWords(date) : "undated"), element("span", { class: "what" }, link, `: ${where}`));
    });
    const heading = country === undefined ? "One by one" : `One by one: ${this.countryName(country)}`;
    const note = of.length > shown.length ? `The latest ${LISTED} of ${of.length.toLocaleString("en")}.` : "The latest first.";
    const all = element("button", { type: "button", class: "linklike" }, "All countries");
    all.addEventListener("click", () => this.choose(undefined));
    return element("section", {}, element("h2", {}, heading), element("p", { class: "summary" }, note, country !== undefined && " ", country !== undefined && all), element("ul", { class: "lines" }, ...items));
  }

  private countryName(country: number): string {
    return this.file.countries[country]![1];
  }
}
