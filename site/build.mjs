/** Bundles the scripts of the site into site/dist, from where Python copies them. */
import { build } from "esbuild";
import { copyFile, mkdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

const here = import.meta.dirname;
const dist = join(here, "dist");
const source = (path) => join(here, "src", path);

await rm(dist, { recursive: true, force: true });
await mkdir(dist);
// One by one: with files that they share, a page would have to wait for one more request.
const entries = {
  site: "site.ts",
  tools: "tools.css",
  "sql-worker": "sql/worker.ts",
  ...Object.fromEntries(["as-of", "network", "search", "sql", "travel"].map((name) => [name, `${name}/page.ts`])),
};
for (const [name, path] of Object.entries(entries)) {
  await build({
    entryPoints: { [name]: source(path) },
    outdir: dist,
    bundle: true,
    splitting: true, // of what is loaded later
    format: "esm",
    target: ["es2022"],
    minify: true,
    legalComments: "linked",
    chunkNames: "[name]-[hash]",
    logLevel: "warning",
  });
}
const find = createRequire(import.meta.url).resolve;
await copyFile(find("@sqlite.org/sqlite-wasm/sqlite3.wasm"), join(dist, "sqlite3.wasm"));
await copyFile(find("world-atlas/countries-110m.json"), join(dist, "countries.json"));
