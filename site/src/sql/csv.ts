import type { Answer, Value } from "./protocol.ts";

/** Return an answer as CSV (RFC 4180) with a header; null is an empty cell. */
export function toCsv({ columns, rows }: Pick<Answer, "columns" | "rows">): string {
  return [columns, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(value: Value | string): string {
  if (value === null) return "";
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
