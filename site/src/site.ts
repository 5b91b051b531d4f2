/** The one script of every page: loads what the page asks for with `data-module`. Pages are complete without it. */

export interface Module {
  /** Bring an element to life; `root` is the address of the site's first folder. */
  start(element: HTMLElement, root: URL): void | Promise<void>;
}

const ROOT = new URL("..", import.meta.url);
/** Each is a file of its own beside this one; see build.mjs. The SQL page loads its own at once. */
const MODULES = ["as-of", "network", "search", "travel"];

for (const element of document.querySelectorAll<HTMLElement>("[data-module]")) {
  const name = element.dataset.module ?? "";
  if (!MODULES.includes(name)) continue;
  const address = new URL(`${name}.js`, import.meta.url).href;
  void (import(address) as Promise<Module>).then((module) => module.start(element, ROOT));
}

// The search box of the header answers from the first key on; who does not search loads nothing.
const box = document.querySelector<HTMLInputElement>("#search");
box?.addEventListener("focus", () => void import("./search/box.ts").then((module) => module.start(box, ROOT)), {
  once: true,
});
