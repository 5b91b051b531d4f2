/** Trips abroad and visits received, and how many of them led to or came from each country. */

/** The file of `src/fpdata/site/travel_data.py`. */
export interface TravelFile {
  people: [string, string][];
  countries: [string, string, string | null][];
  journeys: [string, "trip" | "visit", string | null, string | null, string | null, number[], string | null, number[]][];
}

export interface Asked {
  kind: "trip" | "visit";
  from: number;
  to: number;
  /** The number of a traveler, if only theirs count. */
  person: number | undefined;
}

export type Journey = TravelFile["journeys"][number];

export function journeysOf(file: TravelFile, { kind, from, to, person }: Asked): Journey[] {
  return file.journeys.filter(([, of, , first, last, , , people]) => {
    const inTime = (first ? Number(first.slice(0, 4)) : -Infinity) <= to && (last ? Number(last.slice(0, 4)) : Infinity) >= from;
    return of === kind && inTime && (person === undefined || people.includes(person));
  });
}

/** Return the number of journeys by country, the most first. */
export function byCountry(journeys: Journey[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const [, , , , , countries] of journeys) for (const country of countries) counts.set(country, (counts.get(country) ?? 0) + 1);
  return new Map([...counts].sort(([, one], [, other]) => other - one));
}
