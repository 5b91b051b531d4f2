/** Shows the rows of an answer as a table; ids link to the pages of their records. */
import { element } from "../dom.ts";
import type { Answer, Value } from "./protocol.ts";

/** A text that is not longer, such as a date, is not broken into lines. */
const NO_BREAK = 24;

/** @param references - The table to whose records a column refers, by the name of the column. */
export function renderRows(answer: Answer, references: Record<string, string>): HTMLElement {
  if (!answer.columns.length) return element("p", {}, "This is no query: it returns no columns.");
  if (!answer.rows.length) return element("p", {}, "No row matches.");
  const numbers = answer.columns.map((_, index) => answer.rows.every((row) => isNumber(row[index])));
  const heads = answer.columns.map((name, index) => element("th", { scope: "col", class: numbers[index] && "number" }, name));
  const body = element("tbody");
  for (const row of answer.rows) {
    const cells = row.map((value, index) => {
      const column = answer.columns[index] as string;
      const short = typeof value === "string" && value.length <= NO_BREAK;
      return element("td", { class: numbers[index] ? "number" : short && "short" }, cell(value, column, references[column]));
    });
    body.append(element("tr", {}, ...cells));
  }
  return element("table", { class: "data" }, element("thead", {}, element("tr", {}, ...heads)), body);
}

function cell(value: Value, column: string, table: string | undefined): Node | string {
  if (value === null) return "";
  const text = value instanceof Uint8Array ? `${value.length} bytes` : String(value);
  if (table) return element("a", { href: `${table}/${encodeURIComponent(text)}.html` }, text);
  if (/(^|_)url$/.test(column) && /^https?:\/\//.test(text)) return element("a", { href: text, rel: "noreferrer" }, text);
  return text;
}

function isNumber(value: Value | undefined): boolean {
  return value === null || typeof value === "number" || typeof value === "bigint";
}
