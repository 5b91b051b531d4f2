/** Counts who met and wrote to whom in a period, with the rules of `fpdata.room` and `fpdata.letters`. */

/** The file of `src/fpdata/site/network_data.py`. */
export interface NetworkFile {
  people: [string, string, 0 | 1][];
  meetings: [number | null, number | null, number | null, number[]][];
  letters: [number, number, number | null, number | null, number][];
}

/** What two people had to do with each other; `one` has the smaller number. */
export interface Tie {
  one: number;
  other: number;
  met: number;
  /** Letters from `one` to `other`, and back. */
  wrote: number;
  answered: number;
}

export interface Period {
  from: number;
  to: number;
}

/** What counts: meetings and calls, letters, and whether also those of embassies and departments. */
export interface Counted {
  met: boolean;
  wrote: boolean;
  bodies: boolean;
}

/** Return every tie of a period, the closest first. */
export function ties(file: NetworkFile, period: Period, counts: Counted): Tie[] {
  const found = new Map<number, Tie>();
  const size = file.people.length;
  function tie(first: number, second: number): Tie {
    const [one, other] = first < second ? [first, second] : [second, first];
    const key = one * size + other;
    let entry = found.get(key);
    if (!entry) found.set(key, (entry = { one, other, met: 0, wrote: 0, answered: 0 }));
    return entry;
  }
  if (counts.met) {
    const held = heldIn(file, period);
    const parts = partsOf(file, held);
    for (const number of held) {
      const present = file.meetings[number]![3];
      for (const [index, one] of present.entries()) {
        for (const other of present.slice(index + 1)) {
          // A round of talks counts by those of its meetings that are on record.
          const counted = parts.get(number)?.some((part) => part.has(one) && part.has(other));
          if (!counted) tie(one, other).met += 1;
        }
      }
    }
  }
  if (counts.wrote) {
    for (const [sender, recipient, first, last, letters] of file.letters) {
      if (!counts.bodies && !(file.people[sender]![2] && file.people[recipient]![2])) continue;
      if (sender === recipient || !overlaps(first, last, period)) continue;
      const entry = tie(sender, recipient);
      if (sender === entry.one) entry.wrote += letters;
      else entry.answered += letters;
    }
  }
  return [...found.values()].sort((a, b) => weight(b) - weight(a) || a.one - b.one || a.other - b.other);
}

export function weight({ met, wrote, answered }: Tie): number {
  return met + wrote + answered;
}

/** Return whether any of the years that a date can mean is in the period; an open side reaches as far as one likes. */
function overlaps(first: number | null, last: number | null, { from, to }: Period): boolean {
  return (first ?? -Infinity) <= to && (last ?? Infinity) >= from;
}

function heldIn(file: NetworkFile, period: Period): number[] {
  return [...file.meetings.keys()].filter((number) => {
    const [first, last] = file.meetings[number]!;
    return overlaps(first, last, period);
  });
}

function partsOf(file: NetworkFile, held: number[]): Map<number, Set<number>[]> {
  const parts = new Map<number, Set<number>[]>();
  for (const number of held) {
    const whole = file.meetings[number]![2];
    if (whole !== null) parts.set(whole, [...(parts.get(whole) ?? []), new Set(file.meetings[number]![3])]);
  }
  return parts;
}
