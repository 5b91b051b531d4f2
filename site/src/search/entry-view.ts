/** How a found record is shown. */
import { edtfInWords } from "../dates.ts";
import { element } from "../dom.ts";
import type { Entry } from "./lines.ts";

export function entryAddress({ table, id }: Entry, root: URL): string {
  return new URL(`${table}/${encodeURIComponent(id)}.html`, root).href;
}

/** Return the name of a record and what tells it from others. */
export function entryParts(entry: Entry): [HTMLElement, HTMLElement] {
  const kind = entry.table === "actors" ? "" : entry.table.replace(/ies$/, "y").replace(/s$/, "");
  const description = entry.description.replace(/(?<=^|, )\d{4}[-\d~?%/.X]*$/, edtfInWords);
  const details = [entry.table === "statements" ? "" : kind, description].filter(Boolean).join(", ");
  return [element("span", { class: "found-name" }, entry.name), element("span", { class: "found-details" }, details)];
}
