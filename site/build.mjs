/** Bundles the scripts of the site into site/dist, from where Python copies them. */
import { build } from "esbuild";
import { copyFile, mkdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

const here = import.meta.dirname;
const dist = join(here, "dist");
await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await build({
  entryPoints: [
    { in: join(here, "src/site.ts"), out: "site" },
    // Pages name these, so that they load together with the page.
    ...["as-of", "network", "search", "sql", "travel"].map((name) => ({ in: join(here, "src", name, "page.ts"), out: name })),
    { in: join(here, "src/sql/worker.ts"), out: "sql-worker" },
    { in: join(here, "src/tools.css"), out: "tools" },
  ],
  outdir: dist,
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["es2022"],
  minify: true,
  legalComments: "linked",
  chunkNames: "[name]-[hash]",
  logLevel: "warning",
});
const find = createRequire(import.meta.url).resolve;
await copyFile(find("@sqlite.org/sqlite-wasm/sqlite3.wasm"), join(dist, "sqlite3.wasm"));
await copyFile(find("world-atlas/countries-110m.json"), join(dist, "countries.json"));
