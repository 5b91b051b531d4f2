/** Spells texts so that most ways to write a name are equal, as `fold` of fpdata (`src/fpdata/model/slugs.py`) does. */

// prettier-ignore
const LETTERS: Record<string, string> = {
  а: "a", б: "b", в: "v", г: "g", ґ: "g", д: "d", е: "e", є: "ie", ж: "zh", з: "z", и: "y", і: "i", ї: "i", й: "i",
  ё: "e", к: "k", л: "l", м: "m", н: "n", о: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ф: "f", х: "kh", ц: "ts",
  ч: "ch", ш: "sh", щ: "shch", ъ: "", ы: "y", ь: "", э: "e", ю: "iu", я: "ia", ў: "u",
  æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ħ: "h", ŧ: "t", ŋ: "ng", ə: "a", ß: "ss",
};
const SPELLED = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");

/** Return lower-case ASCII words with one space before each; tabs and line breaks stay. */
export function fold(text: string): string {
  const ascii = text
    .toLowerCase()
    .replace(/[.'`]/g, "")
    .replace(/[^\x00-\x7f]+/g, plainLetters); // few texts have any: normalizing all of them would take longer
  return ` ${ascii}`.replace(/[^a-z0-9\n\t]+/g, " ").replace(/ ?([\n\t]) ?/g, "$1 ");
}

function plainLetters(letters: string): string {
  return letters
    .replace(/[´‘’‛′ʹʻʼʾʿ]/g, "")
    .normalize("NFC")
    .replace(SPELLED, (letter) => LETTERS[letter] ?? "")
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "");
}

/** Return the words of what somebody typed. */
export function words(text: string): string[] {
  return fold(text).split(/\s+/).filter(Boolean);
}
