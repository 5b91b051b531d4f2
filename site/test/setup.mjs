/** What the tests share: the built site, served; a headless Chromium; the scripts as modules. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import puppeteer from "puppeteer-core";
import axe from "axe-core";
import { serve } from "./server.mjs";

export const CLONE = join(import.meta.dirname, "../..");
export const SITE = join(CLONE, "build/site");
export const DATABASE = join(CLONE, "build/fpdata.sqlite");
const BROWSERS = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Serve the built site and start a browser; `close` ends both. */
export async function start() {
  const executablePath = BROWSERS.find((path) => path && existsSync(path));
  assert.ok(executablePath, "no Chromium: install it, or say in CHROMIUM where it is");
  assert.ok(existsSync(join(SITE, "index.html")), "no site: run make site first");
  const server = await serve(SITE);
  // Whoever runs the tests as root, as in a container, cannot have the sandbox.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await puppeteer.launch({ executablePath, headless: true, args });
  return { address: server.address, browser, close: () => browser.close().then(server.close) };
}

/**
 * Open a page in a browser that has seen nothing yet, run a check, and fail if the page asked another host or wrote an
 * error to the console.
 */
export async function visit({ browser, address }, path, check, { width = 1280, dark = false } = {}) {
  const context = await browser.createBrowserContext();
  const faults = [];
  try {
    const page = await context.newPage();
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
    page.on("console", (message) => message.type() === "error" && faults.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
    page.on("request", (request) => {
      if (!request.url().startsWith(address) && !/^(data|blob):/.test(request.url())) faults.push(`outside: ${request.url()}`);
    });
    await page.goto(address + path, { waitUntil: "domcontentloaded" });
    const result = await check(page);
    assert.deepEqual(faults, [], path);
    return result;
  } finally {
    await context.close();
  }
}

/** Wait until a script has answered, and return after how many milliseconds from the start of the page. */
export async function answered(page, mark) {
  await page.waitForFunction((name) => performance.getEntriesByName(name).length > 0, { polling: 20 }, mark);
  return page.evaluate((name) => performance.getEntriesByName(name)[0].startTime, mark);
}

/** Return what a screen reader's or a keyboard's user would stumble on, by axe. */
export async function violations(page) {
  await page.evaluate(axe.source);
  const { violations: found } = await page.evaluate(() => globalThis.axe.run());
  return found.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ target }) => target.join(" ")).join(", ")}`);
}

export const text = (page, selector) => page.$eval(selector, (element) => element.textContent.trim());

/** Import a module of the site's scripts. */
export async function load(path) {
  const entry = join(import.meta.dirname, "../src", path);
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: "esm", platform: "node", write: false, logLevel: "error" });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}
