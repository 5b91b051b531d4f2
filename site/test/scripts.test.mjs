/** The parts of the scripts that need no browser, and that they agree with the package in Python. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parquetReadObjects } from "hyparquet";
import { CLONE, load, SITE } from "./setup.mjs";

const FPDATA = process.env.FPDATA ?? join(CLONE, ".venv/bin/fpdata");
const read = (path) => JSON.parse(readFileSync(join(SITE, "data", path), "utf8"));

/** Return the rows that a command of fpdata prints, from the export that the site was made of. */
function fpdata(...parameters) {
  const [command, ...rest] = parameters;
  const output = execFileSync(FPDATA, [command, ...rest, "--data", join(CLONE, "build/parquet"), "-f", "json"], { maxBuffer: 1 << 28 });
  return JSON.parse(output.toString());
}

test("names are folded as fpdata folds them", async () => {
  const { words } = await load("search/fold.ts");
  assert.deepEqual(words("U.S. envoy — Володимир d’Ánge"), ["us", "envoy", "volodymyr", "dange"]);
  assert.deepEqual(words("Łódź, Čapek & Ærø; Bjørn-Straße"), ["lodz", "capek", "aero", "bjorn", "strasse"]);
  assert.deepEqual(words(" "), []);
});

test("a slip or two is forgiven, more is not", async () => {
  const { distance, similarWords } = await load("search/slips.ts");
  assert.equal(distance("kissenger", "kissinger", 2), 1);
  assert.equal(distance("kruschev", "khrushchev", 2), 2);
  assert.equal(distance("ruboi", "rubio", 1), 1);
  assert.equal(distance("rubio", "russia", 2), 3);
  assert.deepEqual(similarWords("witcoff", ["witkoff", "wilcox", "walcott"]), ["witkoff"]);
  assert.deepEqual(similarWords("usa", ["use"]), []);
});

test("names come before other names, whole words before beginnings, the more important first", async () => {
  const { Lines } = await load("search/lines.ts");
  const lines = new Lines(
    [
      "actors\ta\tDean Acheson\t\tSecretary of State",
      "actors\tb\tDavid Dean Rusk\t\tSecretary of State",
      "actors\tc\tRusk, Dean (collection)\tDean Rusk\tpapers",
      "actors\td\tDean Rusk\t\tSecretary of State",
      "actors\te\tDean Ruskin\t\twriter",
    ].join("\n") + "\n",
  );
  const ids = (...words) => lines.find(words).map((number) => lines.entry(number).id);
  assert.deepEqual(ids("dean", "rusk"), ["d", "b", "c", "e"]);
  assert.deepEqual(ids("secretary", "dean"), ["a", "b", "d"]);
  assert.deepEqual(ids("actors"), []);
  assert.deepEqual(lines.corrections(["deen", "rusk"]), [["dean", "rusk"]]);
  assert.deepEqual(lines.entry(2), { table: "actors", id: "c", name: "Rusk, Dean (collection)", others: ["Dean Rusk"], description: "papers" });
});

test("CSV quotes what needs it", async () => {
  const { toCsv } = await load("sql/csv.ts");
  assert.equal(toCsv({ columns: ["a", "b,c"], rows: [["x\ny", null], ['say "no"', 1.5]] }), 'a,"b,c"\r\n"x\ny",\r\n"say ""no""",1.5\r\n');
});

test("Parquet has the values and types of an answer", async () => {
  const { toParquet } = await load("sql/parquet.ts");
  const rows = [["Dean Rusk", 1909, 0.5, null], [null, 2n, 1, null]];
  const file = toParquet({ columns: ["name", "year", "share", "share"], rows });
  assert.deepEqual(await parquetReadObjects({ file }), [
    { name: "Dean Rusk", year: 1909n, share: 0.5, share_2: null },
    { name: null, year: 2n, share: 1, share_2: null },
  ]);
});

test("dates are told in words", async () => {
  const { addDays, edtfInWords, isDay } = await load("dates.ts");
  assert.deepEqual(["1962-10-22", "1962-10~", "194X", "2025-11-18/2025-11-20", "../2025"].map(edtfInWords), [
    "22 October 1962",
    "about October 1962",
    "1940s",
    "18 November 2025 to 20 November 2025",
    "2025 or earlier",
  ]);
  assert.equal(addDays("1900-02-28", 1), "1900-03-01");
  assert.deepEqual(["2023-02-29", "2024-02-29", "x"].map(isDay), [false, true, false]);
});

for (const day of ["1793-04-22", "1962-10-22", "2025-11-23"]) {
  test(`on ${day} the same people hold the same, as surely, as in fpdata as-of`, async () => {
    const { heldOn, readRoles } = await load("as-of/holders.ts");
    const held = heldOn(readRoles(read("holders.json")), day).map(({ role, certainty }) => [role.person.id, role.office?.id ?? null, certainty]);
    const expected = fpdata("as-of", day).map((row) => [row.actor_id, row.office_id, row.certainty]);
    assert.ok(expected.length > 4);
    assert.deepEqual(held.map(String).sort(), expected.map(String).sort());
  });
}

test("where a reader looks for a country, it stands before the title", async () => {
  const { officeWords, place, sectionOf } = await load("as-of/holders.ts");
  const role = (kind, officeTitle, title, country = null) => ({
    office: { id: "office", title: officeTitle, kind, precedence: null },
    title,
    country: country && { id: "country", name: country },
  });
  const roles = [
    role("foreign", "Prime Minister of The Gambia", "Prime Minister of The Gambia", "The Gambia"),
    role("foreign", "Ambassador of Mexico to the United States", null, "Mexico"),
    role("chief-of-mission", "Chief of Mission to Mexico", "Ambassador", "Mexico"),
    role("cabinet", "Secretary of State of the United States", null),
  ];
  assert.deepEqual(
    roles.map((each) => [sectionOf(each).heading, officeWords(each), place(each)]),
    [
      ["Other states", "The Gambia: Prime Minister", "Gambia"],
      ["Missions in Washington", "Mexico: Ambassador", "Mexico"],
      ["Missions abroad", "Mexico", "Mexico"],
      ["Principals", "Secretary of State", ""],
    ],
  );
});

test("who met Kissinger in 1969 is as in fpdata room", async () => {
  const { ties } = await load("network/ties.ts");
  const file = read("network.json");
  const middle = file.people.findIndex(([id]) => id === "henry-a-kissinger");
  const found = ties(file, { from: 1969, to: 1969 }, { met: true, wrote: false, bodies: false }).filter(({ one, other }) => one === middle || other === middle);
  const met = Object.fromEntries(found.map(({ one, other, met }) => [file.people[one === middle ? other : one][0], met]));
  const expected = fpdata("room", "--with", "henry-a-kissinger", "--from", "1969", "--to", "1969");
  assert.deepEqual(met, Object.fromEntries(expected.map((row) => [row.actor_id, row.meetings])));
});

test("the letters of Kennedy to Khrushchev in 1962 are as many as in fpdata letters", async () => {
  const { ties } = await load("network/ties.ts");
  const file = read("network.json");
  const [kennedy, khrushchev] = ["john-f-kennedy", "nikita-khrushchev"].map((sought) => file.people.findIndex(([id]) => id === sought));
  const all = ties(file, { from: 1962, to: 1962 }, { met: false, wrote: true, bodies: false });
  const tie = all.find(({ one, other }) => one === Math.min(kennedy, khrushchev) && other === Math.max(kennedy, khrushchev));
  const sent = fpdata("letters", "--from", "john-f-kennedy", "--to", "nikita-khrushchev", "--since", "1962", "--until", "1962");
  assert.equal(kennedy < khrushchev ? tie.wrote : tie.answered, sent.length);
});

for (const kind of ["trip", "visit"]) {
  test(`the ${kind}s of 1961 are those of fpdata travel`, async () => {
    const { byCountry, journeysOf } = await load("travel/journeys.ts");
    const file = read("travel.json");
    const journeys = journeysOf(file, { kind, from: 1961, to: 1961, person: undefined });
    const found = journeys.flatMap(([, , date, , , , place, people]) => people.map((person) => [date, place, file.people[person][0]].join()));
    const expected = fpdata("travel", "--kind", kind, "--from", "1961", "--to", "1961").map((row) => [row.date, row.place, row.actor_id].join());
    assert.ok(expected.length > 10);
    assert.deepEqual(found.sort(), expected.sort());
    const france = file.countries.findIndex(([id]) => id === "france");
    const french = fpdata("travel", "--kind", kind, "--country", "france", "--from", "1961", "--to", "1961");
    assert.equal(byCountry(journeys).get(france) ?? 0, new Set(french.map((row) => `${row.date} ${row.name}`)).size);
  });
}
