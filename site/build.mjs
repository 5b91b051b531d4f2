/** Bundles the scripts of the site into site/dist, from where Python copies them. */
import { build } from "esbuild";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
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
const packages = new Set(["world-atlas"]);
for (const [name, path] of Object.entries(entries)) {
  const { metafile } = await build({
    entryPoints: { [name]: source(path) },
    outdir: dist,
    bundle: true,
    splitting: true, // of what is loaded later
    format: "esm",
    target: ["es2022"],
    minify: true,
    legalComments: "none", // licenses.txt has them whole
    metafile: true,
    chunkNames: "[name]-[hash]",
    logLevel: "warning",
  });
  for (const input of Object.keys(metafile.inputs)) {
    const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found) packages.add(found[1]);
  }
}
await writeFile(join(dist, "licenses.txt"), (await Promise.all([...packages].sort().map(license))).join("\n\n"));
const find = createRequire(import.meta.url).resolve;
await copyFile(find("@sqlite.org/sqlite-wasm/sqlite3.wasm"), join(dist, "sqlite3.wasm"));
await copyFile(find("world-atlas/countries-110m.json"), join(dist, "countries.json"));

/** Return the license of a package that is part of the scripts, under its name. */
async function license(name) {
  const folder = join(here, "node_modules", name);
  const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((one) => /^licen[cs]e/i.test(one));
  const text = file ? await readFile(join(folder, file), "utf8") : "";
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}
