/** The one script of every page: loads what the page asks for with `data-module`. Pages are complete without it. */

export interface Module {
  /** Bring an element to life; `root` is the address of the site's first folder. */
  start(element: HTMLElement, root: URL): void | Promise<void>;
}

const ROOT = new URL("..", import.meta.url);
const MODULES: Record<string, () => Promise<Module>> = {
  "as-of": () => import("./as-of/page.ts"),
  network: () => import("./network/page.ts"),
  search: () => import("./search/page.ts"),
  sql: () => import("./sql/page.ts"),
  travel: () => import("./travel/page.ts"),
};

for (const element of document.querySelectorAll<HTMLElement>("[data-module]")) {
  void MODULES[element.dataset.module ?? ""]?.().then((module) => module.start(element, ROOT));
}

// The search box of the header answers from the first key on; who does not search loads nothing.
const box = document.querySelector<HTMLInputElement>("#search");
box?.addEventListener("focus", () => void import("./search/box.ts").then((module) => module.start(box, ROOT)), {
  once: true,
});
