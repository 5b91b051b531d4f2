/** The search box of every page: names as one types, by the combobox pattern of the ARIA Authoring Practices. */
import { element } from "../dom.ts";
import { entryAddress, entryParts } from "./entry-view.ts";
import type { Entry } from "./lines.ts";
import { Search } from "./search.ts";

const SHOWN = 8;

export function start(input: HTMLInputElement, root: URL): void {
  // On the search page the answers are in the page.
  if (!document.querySelector("[data-module=search]")) new SearchBox(input, root);
}

class SearchBox {
  private readonly search: Search;
  private readonly list = element("ul", { id: "search-options", role: "listbox", "aria-label": "Names", hidden: true });
  private readonly status = element("p", { role: "status", class: "hidden" });
  private active = -1;

  constructor(
    private readonly input: HTMLInputElement,
    private readonly root: URL,
  ) {
    this.search = new Search(root);
    void this.search.lines("names");
    for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": this.list.id, "aria-autocomplete": "list" })) {
      input.setAttribute(name, value);
    }
    input.after(this.list, this.status);
    input.addEventListener("input", () => void this.answer());
    input.addEventListener("keydown", (event) => this.press(event));
    input.addEventListener("focus", () => void this.answer());
    input.addEventListener("blur", () => this.close());
    // A press on an option must not take the focus away before the click.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    void this.answer();
  }

  private async answer(): Promise<void> {
    const typed = this.input.value;
    const found = await this.search.find("names", typed, SHOWN);
    if (typed !== this.input.value || document.activeElement !== this.input) return;
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(
      ...found.entries.map((entry, number) => {
        const attributes = { id: `search-option-${number}`, role: "option", "aria-selected": "false" };
        const option = element("li", attributes, ...entryParts(entry));
        option.addEventListener("click", () => this.open(entry));
        return option;
      }),
    );
    this.show(found.entries.length > 0);
    this.status.textContent = typed.trim() ? `${found.total} ${found.total === 1 ? "name" : "names"} found` : "";
    performance.mark("search-answer");
  }

  private press(event: KeyboardEvent): void {
    const options = [...this.list.children];
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault(); // a browser would empty the box
      this.close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options.length) {
      event.preventDefault();
      this.show(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      // One place more than options: back in the text.
      this.select(((this.active + 1 + step + options.length + 1) % (options.length + 1)) - 1);
    } else if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      (options[this.active] as HTMLElement | undefined)?.click();
    }
  }

  private open(entry: Entry): void {
    location.href = entryAddress(entry, this.root);
  }

  private select(number: number): void {
    this.active = number;
    [...this.list.children].forEach((option, index) => option.setAttribute("aria-selected", String(index === number)));
    if (number < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `search-option-${number}`);
    this.list.children[number]?.scrollIntoView({ block: "nearest" });
  }

  private show(open: boolean): void {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
  }

  private close(): void {
    this.show(false);
    this.select(-1);
  }
}
