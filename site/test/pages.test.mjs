/** The built site in a real browser: what each page answers, by mouse and keyboard, and for whom. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { parquetReadObjects } from "hyparquet";
import sqlite3InitModule from "@sqlite.org/sqlite-wasm";
import { answered, DATABASE, SITE, start, text, violations, visit } from "./setup.mjs";

/** The pages in which a script answers, and the mark that says so. */
const TOOLS = {
  "as-of.html?day=1962-10-22": "as-of-answer",
  "network.html?person=henry-a-kissinger&from=1969&to=1974": "network-answer",
  "search.html?q=kissenger": "search-answer",
  "sql.html": "sql-answer",
  "travel.html?from=1945&to=1991": "travel-answer",
};
const TABLES = ["actors", "offices", "countries", "events", "documents", "statements", "topics", "outlets"];
/** One page of each kind that is not of a record, and those of records that have much to show. */
const KNOWN = [
  "index.html",
  "browse/actors-h.html",
  "coverage.html",
  "quality.html",
  "contested/index.html",
  "contested/document.plan-28.authored.html",
  "docs/index.html",
  "docs/site.html",
  "docs/api.html",
  "docs/cli.html",
  "actors/dean-rusk.html",
  "offices/secretary-of-state.html",
  "countries/france.html",
  "documents/plan-28.html",
];
/** So many milliseconds are a first answer's limit; CI runs on machines of any speed, beside others. */
const FIRST_ANSWER = process.env.CI ? 900 : 300;
const OTHER_QUERY = "select actor_name, start, end from role_holders where office_id = 'secretary-of-state' order by possible_from";
const LARGEST_PAGE = 100_000;

let site;
before(async () => (site = await start()));
after(() => site.close());

for (const [path, mark] of Object.entries(TOOLS)) {
  for (const [width, dark] of [[1280, false], [390, true]]) {
    test(`${path} answers, ${width} wide, ${dark ? "dark" : "light"}`, () =>
      visit(
        site,
        path,
        async (page) => {
          await answered(page, mark);
          assert.deepEqual(await violations(page), []);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(overflow <= 0, `${overflow} pixels too wide`);
        },
        { width, dark },
      ));
  }
}

for (const [width, dark] of [[1280, false], [390, true]]) {
  test(`pages of every kind are read by anybody, ${width} wide, ${dark ? "dark" : "light"}`, async () => {
    const leadsOn = (path) => readFileSync(join(SITE, path), "utf8").includes('http-equiv="refresh"');
    const some = TABLES.map((table) => {
      const names = readdirSync(join(SITE, table)).map((name) => `${table}/${name}`);
      return names.slice(names.length * (dark ? 0.8 : 0.4)).find((path) => !leadsOn(path));
    });
    const found = {};
    await visit(
      site,
      "index.html",
      async (page) => {
        for (const path of [...KNOWN, ...some]) {
          await page.goto(site.address + path, { waitUntil: "domcontentloaded" });
          const faults = await violations(page);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          if (overflow > 0) faults.push(`${overflow} pixels too wide`);
          if (faults.length) found[path] = faults;
        }
      },
      { width, dark },
    );
    assert.deepEqual(found, {});
  });
}

test("no page is larger than 100 kB", () => {
  const pages = readdirSync(SITE, { recursive: true }).filter((name) => name.endsWith(".html"));
  assert.ok(pages.length > 10_000);
  assert.deepEqual(pages.filter((name) => statSync(join(SITE, name)).size > LARGEST_PAGE), []);
});

test("the search box finds a person by a misspelled name, with the keyboard alone", () =>
  visit(site, "index.html", async (page) => {
    await page.focus("#search");
    await page.keyboard.type("kissenger");
    await page.waitForSelector("#search[aria-expanded=true]");
    await page.waitForFunction(() => document.querySelector("#search-options li")?.textContent.startsWith("Henry A. Kissinger"));
    assert.deepEqual(await violations(page), []);
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.$eval("#search", (input) => input.getAttribute("aria-activedescendant")), "search-option-0");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    assert.ok(page.url().endsWith("/actors/henry-a-kissinger.html"), page.url());
  }));

test("Escape closes the suggestions, and Enter without a choice searches everything", () =>
  visit(site, "docs/index.html", async (page) => {
    await page.focus("#search");
    await page.keyboard.type("dean rusk");
    await page.waitForSelector("#search[aria-expanded=true]");
    await page.keyboard.press("Escape");
    assert.equal(await page.$eval("#search", (input) => input.getAttribute("aria-expanded")), "false");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    await page.waitForFunction(() => /\d found\./.test(document.querySelector("#search-status").textContent));
    const headings = await page.$$eval("main section:not([hidden]) h2", (found) => found.map((one) => one.textContent.replace(/ [\d,]+$/, "")));
    assert.deepEqual(headings, ["Names", "Statements", "Events", "Documents"]);
  }));

test("the search page does not correct what is spelled right", () =>
  visit(site, "search.html?q=kissinger", async (page) => {
    await page.waitForFunction(() => /found/.test(document.querySelector("#search-status").textContent));
    assert.match(await text(page, "#search-status"), /^[\d,]+ found\.$/);
  }));

test("the search page finds names by abbreviation, in Cyrillic and by former spellings", () =>
  visit(site, "search.html", async (page) => {
    for (const [typed, found] of [["NATO", "North Atlantic Treaty Organization"], ["Лавров", "Sergey Lavrov"], ["kruschev", "Nikita Khrushchev"], ["ussr", "Soviet Union"]]) {
      await page.$eval("#search", (input) => (input.value = ""));
      await page.type("#search", typed);
      await page.waitForFunction((name) => [...document.querySelectorAll(".found-name")].slice(0, 4).some((one) => one.textContent === name), {}, found);
      assert.equal(new URL(page.url()).searchParams.get("q"), typed);
    }
  }));

test("the day says who ran it, and each step has an address", () =>
  visit(site, "as-of.html?day=1962-10-22", async (page) => {
    await answered(page, "as-of-answer");
    assert.match(await text(page, "#as-of-sentence"), /^On 22 October 1962 the President was John F\. Kennedy; the Secretary of State was Dean Rusk;/);
    await page.type("#as-of-filter", "germany");
    await page.waitForFunction(() => document.querySelectorAll(".holders tbody tr").length < 10);
    assert.match(await text(page, "main"), /Walter C\. Dowling/);
    await page.click("[data-days='1']");
    assert.deepEqual(Object.fromEntries(new URL(page.url()).searchParams), { day: "1962-10-23", filter: "germany" });
    await page.goto(`${site.address}as-of.html?day=1789-03-04`);
    await answered(page, "as-of-answer");
    assert.match(await text(page, "#as-of-sentence"), /^On 4 March 1789/);
  }));

test("what is less sure looks different", () =>
  visit(site, "as-of.html?day=2026-06-01&possible=1", async (page) => {
    await answered(page, "as-of-answer");
    const looks = {};
    for (const certainty of ["certain", "presumed", "possible"]) {
      looks[certainty] = await page.$eval(`.holders .mark.${certainty}`, (mark) => getComputedStyle(mark).background);
    }
    assert.equal(new Set(Object.values(looks)).size, 3);
    assert.match(looks.presumed, /repeating-linear-gradient/);
  }));

test("the network follows person and period", () =>
  visit(site, "network.html", async (page) => {
    await answered(page, "network-answer");
    await page.type("#network-person", "kissinger");
    await page.waitForFunction(() => document.querySelector("#network-people option")?.value === "Henry A. Kissinger");
    await page.$eval("#network-person", (input) => (input.value = ""));
    await page.type("#network-person", "Henry A. Kissinger");
    await page.waitForFunction(() => /Kissinger had the most to do with/.test(document.querySelector("#network-sentence").textContent));
    assert.equal(new URL(page.url()).searchParams.get("person"), "henry-a-kissinger");
    assert.ok((await page.$$(".network a")).length > 5);
  }));

test("the map and the list choose a country", () =>
  visit(site, "travel.html?from=1961&to=1963", async (page) => {
    await answered(page, "travel-answer");
    assert.match(await text(page, "#travel-sentence"), /^\d+ trips abroad on record, 1961 to 1963; most often: /);
    assert.ok((await page.$$(".map [class^=shade]")).length > 10);
    await page.evaluate(() => [...document.querySelectorAll(".columns button")].find((one) => one.textContent === "France").click());
    await page.waitForFunction(() => [...document.querySelectorAll("h2")].some((one) => one.textContent === "One by one: France"));
    assert.equal(new URL(page.url()).searchParams.get("country"), "france");
  }));

test("each of the twenty questions has the answer of the original database", async () => {
  const sqlite3 = await sqlite3InitModule();
  const original = new sqlite3.oo1.DB();
  const bytes = new Uint8Array(readFileSync(DATABASE));
  const place = sqlite3.wasm.allocFromTypedArray(bytes);
  const flags = sqlite3.capi.SQLITE_DESERIALIZE_READONLY;
  assert.equal(sqlite3.capi.sqlite3_deserialize(original.pointer, "main", place, bytes.length, bytes.length, flags), 0);
  await visit(site, "sql.html", async (page) => {
    await answered(page, "sql-answer");
    const { questions } = JSON.parse(await text(page, "#sql-contents"));
    assert.equal(questions.length, 20);
    for (const { number, sql } of questions) {
      await page.select("#sql-question", "");
      await page.select("#sql-question", String(number));
      await page.waitForFunction(() => /rows? in/.test(document.querySelector("#sql-status").textContent));
      const shown = await page.$$eval("#sql-rows tbody tr", (rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));
      const expected = original.exec(sql, { rowMode: "array", returnValue: "resultRows" });
      assert.ok(expected.length > 0);
      assert.deepEqual(shown, expected.slice(0, 1000).map((row) => row.map((value) => String(value ?? ""))), `question ${number}`);
    }
  });
});

test("a query has an address, an answer to save, and an error in words", async () => {
  const sql = "select office_id, title, precedence from offices where precedence <= 3 order by precedence";
  const folder = await mkdtemp(join(tmpdir(), "fpdata-"));
  try {
    await visit(site, `sql.html?sql=${encodeURIComponent(sql)}`, async (page) => {
      const session = await page.createCDPSession();
      await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder, browserContextId: page.browserContext().id });
      await answered(page, "sql-answer");
      assert.equal(await page.$eval("#sql-rows tbody a", (link) => link.getAttribute("href")), "offices/president-of-the-united-states.html");
      await page.click("#sql-csv");
      await saved(folder, "fpdata.csv");
      assert.match(await readFile(join(folder, "fpdata.csv"), "utf8"), /^office_id,title,precedence\r\npresident-of-the-united-states,President of the United States,1\r\n/);
      await page.click("#sql-parquet");
      await saved(folder, "fpdata.parquet");
      const content = await readFile(join(folder, "fpdata.parquet"));
      const file = content.buffer.slice(content.byteOffset, content.byteOffset + content.length);
      assert.deepEqual((await parquetReadObjects({ file }))[0], { office_id: "president-of-the-united-states", title: "President of the United States", precedence: 1n });
      await page.goto(`${site.address}sql.html?sql=select%20*%20from%20nowhere`);
      await page.waitForSelector("#sql-status.error");
      assert.equal(await text(page, "#sql-status"), "Error: no such table: nowhere");
      await page.waitForSelector(".cm-content");
      await page.click(".cm-content");
      await page.keyboard.down("Control");
      await page.keyboard.press("a");
      await page.keyboard.up("Control");
      await page.keyboard.type("select count(*) as topics from topics");
      await page.keyboard.down("Control");
      await page.keyboard.press("Enter");
      await page.keyboard.up("Control");
      await page.waitForFunction(() => document.querySelector("#sql-rows th")?.textContent === "topics");
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("a long query can be stopped, and the next one answers", () =>
  visit(site, `sql.html?sql=${encodeURIComponent("with recursive n (x) as (select 1 union all select x + 1 from n) select max(x) from n")}`, async (page) => {
    await page.waitForSelector("#sql-stop:not([hidden])");
    await page.click("#sql-stop");
    await page.waitForFunction(() => document.querySelector("#sql-status").textContent === "Stopped.");
    await page.select("#sql-question", "1");
    await page.waitForFunction(() => /rows in/.test(document.querySelector("#sql-status").textContent));
  }));

/** What a reader waits for, in milliseconds, coming from the front page: of the scripts and data nothing is cached. */
const WAITS = {
  "search: from navigation to the answer": (page) => follow(page, "search.html?q=kissinger", "search-answer"),
  "SQL: from navigation to the first answer on the screen": firstRowPainted,
  "SQL: from Run, with a query of the reader's own, to its answer": (page) => otherQuery(page, 1000),
};
for (const [name, measure] of Object.entries(WAITS)) {
  test(`${name}, less than ${FIRST_ANSWER} ms`, async (context) => {
    const times = [];
    // Other programs may have the processor: the best of five counts.
    while (times.length < 5 && !(times.at(-1) < FIRST_ANSWER)) times.push(await visit(site, "index.html", measure));
    context.diagnostic(`milliseconds: ${times.map(Math.round).join(", ")}`);
    assert.ok(times.at(-1) < FIRST_ANSWER, `${times.map(Math.round).join(", ")} ms`);
  });
}

test("Run pressed as soon as the page has loaded answers as well", (context) =>
  visit(site, "index.html", async (page) => {
    context.diagnostic(`milliseconds from Run, without a limit: ${Math.round(await otherQuery(page, 0))}`);
    assert.match(await text(page, "#sql-rows"), /Dean Rusk/);
  }));

test("a link to a query answers it, in place of the first question", (context) =>
  visit(site, "index.html", async (page) => {
    const time = await follow(page, `sql.html?sql=${encodeURIComponent(OTHER_QUERY)}`, "sql-answer");
    context.diagnostic(`milliseconds from navigation, without a limit: ${Math.round(time)}`);
    assert.equal(await page.$eval("#sql-text", (input) => input.value), OTHER_QUERY);
    assert.equal(await page.$eval("#sql-question", (select) => select.value), "");
    assert.match(await text(page, "#sql-rows"), /Dean Rusk/);
  }));

test("the answer in the page is that of SQLite in the browser, and needs no script", () =>
  visit(site, "sql.html", async (page) => {
    await answered(page, "sql-answer");
    const given = await page.$eval("#sql-rows", (rows) => rows.innerHTML);
    await page.click("main [type=submit]");
    await page.waitForFunction(() => /rows? in/.test(document.querySelector("#sql-status").textContent));
    assert.equal(await page.$eval("#sql-rows", (rows) => rows.innerHTML), given);
    await page.setJavaScriptEnabled(false);
    await page.goto(`${site.address}sql.html`);
    assert.ok(await page.$eval("#sql-rows tbody tr", (row) => row.checkVisibility()));
    assert.match(await text(page, "noscript"), /answers the first question only/);
  }));

/** Go on to another page, and return when it answered. */
async function follow(page, path, mark) {
  await page.goto(site.address + path, { waitUntil: "domcontentloaded" });
  return answered(page, mark);
}

/** Go on to the SQL page, and return when the browser painted the first row of the answer. */
async function firstRowPainted(page) {
  await page.evaluateOnNewDocument(() => {
    const markRow = () => document.querySelector("#sql-rows td")?.setAttribute("elementtiming", "row");
    new MutationObserver(markRow).observe(document, { childList: true, subtree: true });
  });
  await page.goto(`${site.address}sql.html`);
  return page.evaluate(
    () => new Promise((resolve) => {
      new PerformanceObserver((list) => resolve(list.getEntries()[0].renderTime)).observe({ type: "element", buffered: true });
    }),
  );
}

/** Go on to the SQL page, press Run with another query so long after it has loaded, and return how long the answer took. */
async function otherQuery(page, milliseconds) {
  await page.goto(`${site.address}sql.html`, { waitUntil: "load" });
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  return page.evaluate(
    (sql) => new Promise((resolve) => {
      document.querySelector("#sql-text").value = sql;
      const began = performance.now();
      const painted = () => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
      new MutationObserver(painted).observe(document.querySelector("#sql-rows"), { childList: true });
      document.querySelector("main [type=submit]").click();
    }),
    OTHER_QUERY,
  );
}

/** Wait until a download is complete. */
async function saved(folder, name) {
  for (let attempt = 0; attempt < 100; attempt++) {
    if ((await readdir(folder)).includes(name)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`${name} was not saved`);
}
