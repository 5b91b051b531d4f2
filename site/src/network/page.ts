/** The network page: who met and wrote to whom in a period, around one person or among all. */
import { element, fetchJson, find, setParameters, svg } from "../dom.ts";
import { PeopleInput } from "../people-input.ts";
import { drawRing } from "./ring.ts";
import { type NetworkFile, type Tie, ties, weight } from "./ties.ts";

/** So many people are drawn around one, and so many pairs among all. */
const AROUND = 24;
const PAIRS = 30;
/** So many ties are listed. */
const LISTED = 100;
const DEFAULT = { from: "1961", to: "1968" };

export async function start(output: HTMLElement, root: URL): Promise<void> {
  const file = await fetchJson<NetworkFile>(new URL("data/network.json", root));
  new NetworkPage(output, file, root);
}

class NetworkPage {
  private readonly from = find<HTMLInputElement>("#network-from");
  private readonly to = find<HTMLInputElement>("#network-to");
  private readonly person = find<HTMLInputElement>("#network-person");
  private readonly met = find<HTMLInputElement>("#network-met");
  private readonly wrote = find<HTMLInputElement>("#network-wrote");
  private readonly bodies = find<HTMLInputElement>("#network-bodies");
  private readonly people: PeopleInput;

  constructor(
    private readonly output: HTMLElement,
    private readonly file: NetworkFile,
    private readonly root: URL,
  ) {
    const parameters = new URLSearchParams(location.search);
    const person = parameters.get("person") ?? "";
    this.person.value = file.people.find(([id]) => id === person)?.[1] ?? person;
    this.from.value = parameters.get("from") ?? (person ? "" : DEFAULT.from);
    this.to.value = parameters.get("to") ?? (person ? "" : DEFAULT.to);
    this.met.checked = parameters.get("what") !== "letters";
    this.wrote.checked = parameters.get("what") !== "meetings";
    this.bodies.checked = parameters.has("bodies");
    this.people = new PeopleInput(this.person, file.people, () => this.update());
    for (const input of [this.from, this.to, this.met, this.wrote, this.bodies]) input.addEventListener("input", () => this.update());
    find<HTMLFormElement>("#network-form").addEventListener("submit", (event) => event.preventDefault());
    this.show();
  }

  private update(): void {
    const chosen = this.people.chosen;
    const what = this.met.checked === this.wrote.checked ? null : this.met.checked ? "meetings" : "letters";
    setParameters({ person: chosen === undefined ? null : this.file.people[chosen]![0], from: this.from.value, to: this.to.value, what, bodies: this.bodies.checked ? "1" : null });
    this.show();
  }

  private show(): void {
    const middle = this.people.chosen;
    if (this.person.value.trim() && middle === undefined) {
      find("#network-sentence").textContent = "Choose one of the names that are suggested.";
      return;
    }
    const period = { from: Number(this.from.value) || -Infinity, to: Number(this.to.value) || Infinity };
    const all = ties(this.file, period, { met: this.met.checked, wrote: this.wrote.checked, bodies: this.bodies.checked });
    const of = middle === undefined ? all : all.filter(({ one, other }) => one === middle || other === middle);
    find("#network-sentence").replaceChildren(...this.sentence(of, middle));
    const shown = of.slice(0, middle === undefined ? PAIRS : AROUND);
    const around = arrange(shown, middle);
    const among = middle === undefined ? [] : all.filter(({ one, other }) => around.includes(one) && around.includes(other));
    const drawing = { around, ties: [...shown, ...among], middle, width: this.output.clientWidth, name: this.name, address: this.address };
    const label = middle === undefined ? "Who met and wrote to whom most often" : `Who met and wrote to ${this.name(middle)} most often`;
    this.output.replaceChildren(...(of.length ? [drawRing({ ...drawing, label }), legend(middle !== undefined), this.table(of, middle)] : []));
    performance.mark("network-answer");
  }

  private sentence(of: Tie[], middle: number | undefined): (Node | string)[] {
    const [first] = of;
    const years = this.from.value || this.to.value ? `${this.from.value || "The beginning"} to ${this.to.value || "today"}` : "All years on record";
    if (!first) return [`${years}: no meeting or letter is on record.`];
    if (middle === undefined) {
      return [`${years}: `, this.link(first.one), " and ", this.link(first.other), ` had the most to do with each other: ${describe(first)}.`];
    }
    const other = first.one === middle ? first.other : first.one;
    return [`${years}: `, this.link(middle), " had the most to do with ", this.link(other), `: ${describe(first)}.`];
  }

  private table(of: Tie[], middle: number | undefined): HTMLElement {
    const heads = middle === undefined ? ["Who", "and whom", "Met", "Letters there", "Letters back"] : ["Who", "Met", "Letters to them", "Letters from them"];
    const rows = of.slice(0, LISTED).map((tie) => {
      const { one, other, wrote, answered } = tie.other === middle ? turned(tie) : tie;
      const names = middle === undefined ? [one, other] : [other];
      const [head, ...rest] = names.map((person) => this.link(person));
      return element(
        "tr",
        {},
        element("th", { scope: "row" }, head),
        ...rest.map((link) => element("td", {}, link)),
        ...[tie.met, wrote, answered].map((number) => element("td", { class: "number" }, number ? number.toLocaleString("en") : "")),
      );
    });
    const head = element("tr", {}, ...heads.map((name) => element("th", { scope: "col" }, name)));
    const caption = element("caption", {}, of.length > LISTED ? `The first ${LISTED} of ${of.length.toLocaleString("en")} pairs` : "All pairs");
    const table = element("table", {}, caption, element("thead", {}, head), element("tbody", {}, ...rows));
    return element("div", { class: "scroll", role: "region", "aria-label": "Numbers", tabindex: 0 }, table);
  }

  private readonly name = (person: number): string => this.file.people[person]![1];
  private readonly address = (person: number): string => new URL(`actors/${this.file.people[person]![0]}.html`, this.root).href;

  private link(person: number): HTMLElement {
    return element("a", { href: this.address(person) }, this.name(person));
  }
}

/** Put people on the ring so that those who are tied are near each other: each after the one to whom it is closest. */
function arrange(shown: Tie[], middle: number | undefined): number[] {
  const people = [...new Set(shown.flatMap(({ one, other }) => [one, other]))].filter((person) => person !== middle);
  if (middle !== undefined) return people;
  const order: number[] = [];
  const left = new Set(people);
  while (left.size) {
    const last = order[order.length - 1];
    const tie = shown.find(({ one, other }) => (one === last && left.has(other)) || (other === last && left.has(one)));
    const next = tie ? (tie.one === last ? tie.other : tie.one) : [...left][0]!;
    order.push(next);
    left.delete(next);
  }
  return order;
}

function turned({ one, other, met, wrote, answered }: Tie): Tie {
  return { one: other, other: one, met, wrote: answered, answered: wrote };
}

function describe(tie: Tie): string {
  const letters = weight(tie) - tie.met;
  const parts = [
    tie.met && `${tie.met.toLocaleString("en")} ${tie.met === 1 ? "meeting or call" : "meetings and calls"}`,
    letters && `${letters.toLocaleString("en")} ${letters === 1 ? "letter" : "letters"}`,
  ];
  return parts.filter(Boolean).join(", ");
}

function legend(around: boolean): HTMLElement {
  const line = (kind: string, text: string) =>
    element("li", {}, svg("svg", { viewBox: "0 0 35 10", class: "network", "aria-hidden": "true" }, svg("path", { class: `edge ${kind}`, d: "M0,5H35", "stroke-width": 3 })), ` ${text}`);
  return element("ul", { class: "legend" }, line("", "met, and may have written"), line("wrote", "only wrote"), around && line("among", "between the others"));
}
