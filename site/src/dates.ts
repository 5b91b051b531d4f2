/** Days as text (YYYY-MM-DD), which sort by time, and dates (EDTF) as a reader says them. */

const MONTHS = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];

/** Return a day, month or year in words: "22 October 1962". */
export function inWords(day: string): string {
  const [year = "", month, date] = day.split("-");
  const name = MONTHS[Number(month) - 1];
  return [date && String(Number(date)), name, year.replace(/^0+/, "")].filter(Boolean).join(" ");
}

/** Return an EDTF date in words; a sign of doubt becomes a word, an interval its two sides. */
export function edtfInWords(date: string): string {
  const sides = date.split("/").map((side) => {
    const plain = side.replace(/[?~%]/g, "");
    if (!plain || plain === "..") return "";
    const words = /^[\d-]+$/.test(plain) ? inWords(plain) : /^\d{3}X$/.test(plain) ? `${plain.slice(0, 3)}0s` : plain;
    return /[~%]/.test(side) ? `about ${words}` : side.includes("?") ? `perhaps ${words}` : words;
  });
  if (sides.length === 1) return sides[0]!;
  const [first, last] = sides;
  return first && last ? `${first} to ${last}` : first ? `${first} or later` : last ? `${last} or earlier` : "";
}

/** Return the day so many days later. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Return whether a text is an existing day. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T12:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

export function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
