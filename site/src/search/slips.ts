/** Finds words that differ from a word only by a slip or two. */

/** Return how many letters may be wrong in a word: none in a short one. */
export function allowedSlips(word: string): number {
  return word.length < 4 ? 0 : word.length < 6 ? 1 : 2;
}

/**
 * Return the least number of letters to insert, drop, replace or swap with the next, to make one word of the other; or
 * `most` + 1 if it is more than `most`.
 */
export function distance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      let value = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        value = Math.min(value, before[j - 2]! + 1);
      }
      row.push(value);
      least = Math.min(least, value);
    }
    if (least > most) return most + 1;
    before = last;
    last = row;
  }
  return last[other.length]!;
}

/** Return the words of a vocabulary that are closest to a word, within the slips that it allows. */
export function similarWords(word: string, vocabulary: Iterable<string>): string[] {
  let most = allowedSlips(word);
  let found: string[] = [];
  if (!most) return found;
  for (const candidate of vocabulary) {
    const slips = distance(word, candidate, most);
    if (slips > most) continue;
    if (slips < most) {
      most = slips;
      found = [];
    }
    found.push(candidate);
  }
  return found;
}
