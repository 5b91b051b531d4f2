/** The search page: names first, then statements, events and documents, as one types in the box above. */
import { element, find, setParameters } from "../dom.ts";
import { entryAddress, entryParts } from "./entry-view.ts";
import { type File, type Found, Search } from "./search.ts";

const GROUPS: [File, string][] = [
  ["names", "Names"],
  ["statements", "Statements"],
  ["events", "Events"],
  ["documents", "Documents"],
];
const SHOWN = 10;
const ALL = 500;

export function start(results: HTMLElement, root: URL): void {
  const input = find<HTMLInputElement>("#search");
  const status = find("#search-status");
  const search = new Search(root);
  const sections = new Map(GROUPS.map(([file]) => [file, element("section", { hidden: true })]));
  results.append(...sections.values());
  let asked = 0;

  async function answer(): Promise<void> {
    const typed = input.value.trim();
    const number = ++asked;
    setParameters({ q: typed });
    document.title = typed ? `${typed} · Search · fpdata` : "Search · fpdata";
    if (!typed) {
      for (const section of sections.values()) section.hidden = true;
      status.textContent = "Type a name, an office, or words of a statement or title.";
      return;
    }
    let total = 0;
    let exact = false;
    let instead: string | undefined;
    for (const [file, heading] of GROUPS) {
      const found = await search.find(file, typed, SHOWN, !exact);
      if (number !== asked) return;
      total += found.total;
      instead ||= found.instead;
      exact ||= found.total > 0 && !found.instead;
      renderGroup(file, heading, found, typed);
      if (file === "names") performance.mark("search-answer");
    }
    const spelled = !exact && instead && instead !== typed.toLowerCase() ? ` for “${instead}”; nothing is spelled like that` : "";
    status.textContent = total ? `${total.toLocaleString("en")} found${spelled}.` : `Nothing found for “${typed}”.`;
  }

  function renderGroup(file: File, heading: string, found: Found, typed: string): void {
    const section = sections.get(file)!;
    section.hidden = !found.total;
    const items = found.entries.map((entry) => element("li", {}, element("a", { href: entryAddress(entry, root) }, ...entryParts(entry))));
    const more = element("button", { type: "button" }, found.total > ALL ? `Show ${ALL}` : "Show all");
    more.addEventListener("click", () => {
      void search.find(file, typed, ALL, Boolean(found.instead)).then((all) => renderGroup(file, heading, all, typed));
    });
    section.replaceChildren(
      element("h2", {}, heading, " ", element("span", { class: "count" }, found.total.toLocaleString("en"))),
      element("ul", { class: "found" }, ...items),
      ...(found.total > found.entries.length && found.entries.length < ALL ? [more] : []),
    );
  }

  input.value = new URLSearchParams(location.search).get("q") ?? "";
  input.addEventListener("input", () => void answer());
  input.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    void answer();
  });
  if (!input.value) input.focus();
  void answer();
}
