/** The page "Who ran it on a day": the answer in a sentence, then everybody who held a role, by how sure it is. */
import { addDays, edtfInWords, inWords, isDay, today } from "../dates.ts";
import { element, fetchJson, find, setParameters } from "../dom.ts";
import { fold, words } from "../search/fold.ts";
import { type Held, heldOn, type HoldersFile, isByCountry, officeWords, place, readRoles, type Role, type Section, SECTIONS, sectionOf } from "./holders.ts";

const FIRST_DAY = "1789-03-04";
/** Who is named in the first sentence. */
const LED = ["president-of-the-united-states", "secretary-of-state", "national-security-adviser"];

export async function start(answer: HTMLElement, root: URL): Promise<void> {
  const roles = readRoles(await fetchJson<HoldersFile>(new URL("data/holders.json", root)));
  new AsOfPage(answer, roles, root);
}

class AsOfPage {
  private readonly day = find<HTMLInputElement>("#as-of-day");
  private readonly filter = find<HTMLInputElement>("#as-of-filter");
  private readonly possible = find<HTMLInputElement>("#as-of-possible");
  private readonly closed = new Set(SECTIONS.filter(({ open }) => !open).map(({ heading }) => heading));

  constructor(
    private readonly answer: HTMLElement,
    private readonly roles: Role[],
    private readonly root: URL,
  ) {
    const parameters = new URLSearchParams(location.search);
    const asked = parameters.get("day") ?? "";
    this.day.min = FIRST_DAY;
    this.day.max = today();
    this.day.value = isDay(asked) ? asked : today();
    this.filter.value = parameters.get("filter") ?? "";
    this.possible.checked = parameters.has("possible");
    for (const input of [this.day, this.filter, this.possible]) input.addEventListener("input", () => this.update());
    for (const button of document.querySelectorAll<HTMLButtonElement>("[data-days]")) {
      button.addEventListener("click", () => this.move(Number(button.dataset.days)));
    }
    find<HTMLFormElement>("#as-of-form").addEventListener("submit", (event) => event.preventDefault());
    this.show();
  }

  private move(days: number): void {
    const day = addDays(this.day.value, days);
    this.day.value = day < FIRST_DAY ? FIRST_DAY : day > this.day.max ? this.day.max : day;
    this.update();
  }

  private update(): void {
    if (!isDay(this.day.value)) return;
    setParameters({ day: this.day.value, filter: this.filter.value, possible: this.possible.checked ? "1" : null });
    this.show();
  }

  private show(): void {
    const day = this.day.value;
    const held = heldOn(this.roles, day);
    const sought = words(this.filter.value);
    const shown = held.filter((one) => (one.certainty !== "possible" || this.possible.checked) && matches(one.role, sought));
    find("#as-of-sentence").replaceChildren(...this.sentence(held, day));
    document.title = `${inWords(day)} · Who ran it · fpdata`;
    const sections = SECTIONS.map((section) => this.section(section, shown.filter(({ role }) => sectionOf(role) === section), day));
    const found = sections.filter((section) => section !== undefined);
    this.answer.replaceChildren(...(found.length ? found : [element("p", {}, "No role on record matches.")]));
    const left = held.filter(({ role, certainty }) => certainty === "possible" && matches(role, sought)).length;
    find("#as-of-left").textContent = left && !this.possible.checked ? `${left.toLocaleString("en")} more are only possible.` : "";
    performance.mark("as-of-answer");
  }

  /** Say who was President, Secretary of State and National Security Adviser. */
  private sentence(held: Held[], day: string): (Node | string)[] {
    const parts: (Node | string)[] = [];
    for (const office of LED) {
      const [first] = held.filter(({ role, certainty }) => role.office?.id === office && certainty !== "possible");
      if (!first) continue;
      const title = (first.role.title ?? first.role.office!.title).replace(" of the United States", "");
      const verb = first.certainty === "certain" ? (day === today() ? "is" : "was") : "was presumably";
      parts.push(parts.length ? "; " : `On ${inWords(day)} `, `the ${title} ${verb} `, this.link("actors", first.role.person));
    }
    return parts.length ? [...parts, "."] : [`On ${inWords(day)} no principal is on record.`];
  }

  private section(section: Section, held: Held[], day: string): HTMLElement | undefined {
    if (!held.length) return undefined;
    if (isByCountry(section)) held.sort((one, other) => place(one.role).localeCompare(place(other.role)));
    const open = !this.closed.has(section.heading) || this.filter.value.trim() !== "";
    const summary = element("summary", {}, element("h2", {}, section.heading), " ", element("span", { class: "count" }, held.length.toLocaleString("en")));
    const body = element("tbody", {}, ...held.map((one) => this.row(one, day)));
    const head = element("tr", {}, ...["Office", "Holder", "When", "Source"].map((name) => element("th", { scope: "col" }, name)));
    const table = element("table", { class: "holders" }, element("thead", {}, head), body);
    const details = element("details", { open }, summary, table);
    details.addEventListener("toggle", () => this.closed[details.open ? "delete" : "add"](section.heading));
    return details;
  }

  private row({ role, certainty }: Held, day: string): HTMLElement {
    const title = officeWords(role);
    const office = role.office ? this.link("offices", { id: role.office.id, name: title }) : title;
    const basis = ["acting", "designated"].includes(role.basis) && element("span", { class: "basis" }, ` ${role.basis}`);
    return element(
      "tr",
      { class: certainty },
      element("th", { scope: "row" }, office),
      element("td", {}, this.link("actors", role.person), basis),
      element("td", {}, element("i", { class: `mark ${certainty}`, "aria-hidden": "true" }), " ", when(role, certainty, day)),
      element("td", {}, role.source && element("a", { class: "source", href: new URL(`documents/${encodeURIComponent(role.source.id)}.html`, this.root).href }, role.source.label)),
    );
  }

  private link(table: string, { id, name }: { id: string; name: string }): HTMLElement {
    return element("a", { href: new URL(`${table}/${id}.html`, this.root).href }, name);
  }
}

function matches({ person, office, title, country }: Role, sought: string[]): boolean {
  if (!sought.length) return true;
  const text = fold([person.name, office?.title, title, country?.name].filter(Boolean).join(" "));
  return sought.every((word) => text.includes(` ${word}`));
}

function when({ start, end, lastSeen, spans }: Role, certainty: Held["certainty"], day: string): string {
  const sure = certainty === "certain" ? "" : `${certainty}, `;
  const ended = end && end !== "..";
  if (certainty !== "certain" && !ended && lastSeen && lastSeen < day) return `${sure}last seen ${inWords(lastSeen)}`;
  if (start && ended) return sure + (start === end ? `on ${edtfInWords(start)}` : `${edtfInWords(start)} – ${edtfInWords(end)}`);
  if (start) return `${sure}since ${edtfInWords(start)}`;
  if (ended) return `${sure}until ${edtfInWords(end)}`;
  const [from, to] = spans.certain;
  return from && to ? `${sure}seen ${inWords(from)}${from === to ? "" : ` to ${inWords(to)}`}` : `${sure}no date on record`;
}
