/** Who held what on a day, with the rules of `fpdata as-of` (`src/fpdata/access/tenure_queries.py`). */

/** The file of `src/fpdata/site/holders_data.py`. */
export interface HoldersFile {
  columns: string[];
  /** The column that has the day of another one, where that has a 0. */
  same: Record<string, string>;
  roles: unknown[][];
  people: [string, string][];
  offices: [string, string, string, number | null][];
  countries: [string, string][];
  sources: [string, string][];
}

export type Certainty = "certain" | "presumed" | "possible";

export interface Role {
  person: { id: string; name: string };
  office: { id: string; title: string; kind: string; precedence: number | null } | null;
  /** The title of the holder, if it is not that of the office. */
  title: string | null;
  basis: string;
  country: { id: string; name: string } | null;
  start: string | null;
  end: string | null;
  spans: Record<Certainty, [string | null, string | null]>;
  lastSeen: string | null;
  source: { id: string; label: string } | null;
}

export interface Held {
  role: Role;
  certainty: Certainty;
}

const RANK: Certainty[] = ["certain", "presumed", "possible"];

export function readRoles(file: HoldersFile): Role[] {
  const at = Object.fromEntries(file.columns.map((name, index) => [name, index]));
  const people = file.people.map(([id, name]) => ({ id, name }));
  const countries = file.countries.map(([id, name]) => ({ id, name }));
  const offices = file.offices.map(([id, title, kind, precedence]) => ({ id, title, kind, precedence }));
  const sources = file.sources.map(([id, label]) => ({ id, label }));
  return file.roles.map((row) => {
    const text = (column: string): string | null => {
      const value = row[at[column]!];
      return value === 0 ? text(file.same[column]!) : (value as string | null);
    };
    const of = <T>(list: T[], column: string) => list[row[at[column]!] as number] ?? null;
    return {
      person: of(people, "person")!,
      office: of(offices, "office"),
      title: text("title"),
      basis: text("basis") ?? "",
      country: of(countries, "country"),
      start: text("start"),
      end: text("end"),
      spans: {
        certain: [text("certain_from"), text("certain_to")],
        presumed: [text("presumed_from"), text("presumed_to")],
        possible: [text("possible_from"), text("possible_to")],
      },
      lastSeen: text("last_seen"),
      source: of(sources, "source"),
    };
  });
}

/** Return the roles held on a day, in order of precedence, then of certainty. */
export function heldOn(roles: Role[], day: string): Held[] {
  const held: Held[] = [];
  for (const role of roles) {
    const certainty = certaintyOn(role, day);
    if (certainty) held.push({ role, certainty });
  }
  const order = ({ role, certainty }: Held) => [role.office?.precedence ?? Infinity, RANK.indexOf(certainty)] as const;
  return held.sort((one, other) => {
    const [place, rank] = order(one);
    const [otherPlace, otherRank] = order(other);
    return place === otherPlace ? rank - otherRank : place - otherPlace;
  });
}

function certaintyOn({ spans }: Role, day: string): Certainty | undefined {
  for (const certainty of ["certain", "presumed"] as const) {
    const [from, to] = spans[certainty];
    if (from && to && from <= day && day <= to) return certainty;
  }
  // Of what is only possible, a side may be open, but not both: then nobody knows when it was, if ever.
  const [from, to] = spans.possible;
  return (from || to) && (from ?? "") <= day && day <= (to ?? "9999") ? "possible" : undefined;
}

export interface Section {
  heading: string;
  kinds: (string | null)[];
  /** Whether it is open at first. */
  open: boolean;
}

export const SECTIONS: Section[] = [
  {
    heading: "Principals",
    kinds: ["head-of-state", "cabinet", "principal-officer", "agency-head", "staff", "military"],
    open: true,
  },
  { heading: "Envoys and special missions", kinds: ["envoy"], open: true },
  { heading: "Without an office", kinds: [null], open: true },
  { heading: "Missions abroad", kinds: ["chief-of-mission"], open: true },
  { heading: "Other states", kinds: ["foreign"], open: false },
  { heading: "Missions in Washington", kinds: [], open: false },
  { heading: "Congress", kinds: ["legislator"], open: false },
  { heading: "Ranks and other offices", kinds: ["rank", "party", "private"], open: false },
];

const [PRINCIPALS, STATES, WASHINGTON, MISSIONS] = ["Principals", "Other states", "Missions in Washington", "Missions abroad"].map(
  (heading) => SECTIONS.find((section) => section.heading === heading)!,
) as [Section, Section, Section, Section];
/** What ends the title of an office in a foreign mission: "Ambassador of Mexico to the United States". */
const TO_WASHINGTON = " to the United States";

export function sectionOf({ office }: Role): Section {
  if (office?.precedence != null) return PRINCIPALS;
  if (office?.kind === "foreign" && office.title.endsWith(TO_WASHINGTON)) return WASHINGTON;
  const kind = office?.kind ?? null;
  return SECTIONS.find(({ kinds }) => kinds.includes(kind)) ?? SECTIONS[SECTIONS.length - 1]!;
}

/** Whether a section is by country: there a reader looks for the country, not for the title. */
export function isByCountry(section: Section): boolean {
  return section === STATES || section === WASHINGTON || section === MISSIONS;
}

/** Return what was held: the country before the title, but for a mission of the United States, which is called what its country is. */
export function officeWords(role: Role): string {
  const title = shorten(role.title ?? role.office?.title ?? "");
  const section = sectionOf(role);
  if (!isByCountry(section)) return title;
  const country = countryOf(role);
  if (section === MISSIONS) return country;
  const own = shorten(section === STATES ? without(title, ` of ${country}`) : without(title, ` of ${country}${TO_WASHINGTON}`));
  return country ? `${country}: ${own}` : own;
}

/** Return by what a role is sorted in a section by country: The Gambia is under G. */
export function place(role: Role): string {
  return countryOf(role).replace(/^The /, "");
}

function countryOf(role: Role): string {
  const title = role.office?.title ?? "";
  const section = sectionOf(role);
  if (section === WASHINGTON) return without(title, TO_WASHINGTON).split(" of ").slice(1).join(" of ");
  return section === MISSIONS ? shorten(title) : (role.country?.name ?? "");
}

function without(text: string, end: string): string {
  return text.endsWith(end) ? text.slice(0, -end.length) : text;
}

function shorten(title: string): string {
  return title.replace(/^Chief of Mission to /, "").replace(/ of the United States$/, "");
}
