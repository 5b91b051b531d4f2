/** Bundles the scripts of the site into site/dist, from where Python copies them. */
import { build } from "esbuild";
import { copyFile, mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

const here = import.meta.dirname;
const dist = join(here, "dist");
await mkdir(dist, { recursive: true });
await build({
  entryPoints: { site: join(here, "src/site.ts"), "sql-worker": join(here, "src/sql/worker.ts") },
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
await copyFile(createRequire(import.meta.url).resolve("@sqlite.org/sqlite-wasm/sqlite3.wasm"), join(dist, "sqlite3.wasm"));
