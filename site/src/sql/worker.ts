/** Runs SQL off the page's thread: opens the chunked database and answers queries, one at a time. */
import sqlite3InitModule, { type Database, type Sqlite3Static } from "@sqlite.org/sqlite-wasm";
import { ChunkStore, type Manifest } from "./chunk-store.ts";
import { installChunkVfs, takeReadError, VFS } from "./chunk-vfs.ts";
import type { Answer, Query, Request, Response, Value } from "./protocol.ts";

/** Steps of SQLite's virtual machine between two reports of progress. */
const STEPS = 200_000;

let store: ChunkStore;
let giveModule: (module: WebAssembly.Module | undefined) => void;
const starting = new Promise<WebAssembly.Module | undefined>((resolve) => (giveModule = resolve)).then(startSqlite);
/** A query may come before the database that it asks. */
let giveDatabase: (given: { manifest: Manifest; chunks: ArrayBuffer[] }) => void;
const opened = new Promise<{ manifest: Manifest; chunks: ArrayBuffer[] }>((resolve) => (giveDatabase = resolve)).then(open);

self.onmessage = ({ data }: MessageEvent<Request>) => {
  if (data.kind === "open") {
    giveDatabase(data);
  } else if (data.kind === "module") {
    giveModule(data.module);
  } else {
    void answer(data);
  }
};

async function answer(query: Query): Promise<void> {
  try {
    const { sqlite3, database } = await opened;
    post({ kind: "answer", id: query.id, answer: run(sqlite3, database, query) });
  } catch (error) {
    const cause = takeReadError();
    const message = cause ? `A part of the database cannot be fetched: ${cause.message}` : plain(error as Error);
    post({ kind: "error", id: query.id, message });
  }
}

function startSqlite(module: WebAssembly.Module | undefined): Promise<Sqlite3Static> {
  // The file systems on a reader's storage are not set up, and what SQLite tells about them is of no use to a reader.
  const vfs = { kvvfs: true, opfs: true, "opfs-vfs": true, "opfs-sahpool": true, "opfs-wl": true };
  Object.assign(globalThis, { sqlite3ApiConfig: { disable: { vfs }, warn() {}, log() {}, debug() {} } });
  return (sqlite3InitModule as unknown as (options: object) => Promise<Sqlite3Static>)({
    locateFile: (name: string) => new URL(name, self.location.href).href,
    instantiateWasm: module && ((imports: WebAssembly.Imports, done: Instantiated) => instantiate(module, imports, done)),
    print() {},
    printErr() {},
  });
}

type Instantiated = (instance: WebAssembly.Instance, module: WebAssembly.Module) => void;

function instantiate(module: WebAssembly.Module, imports: WebAssembly.Imports, done: Instantiated): object {
  void WebAssembly.instantiate(module, imports).then((instance) => done(instance, module));
  return {};
}

interface Opened {
  sqlite3: Sqlite3Static;
  database: Database;
}

async function open({ manifest, chunks }: { manifest: Manifest; chunks: ArrayBuffer[] }): Promise<Opened> {
  const base = new URL("../data/db/", self.location.href).href;
  store = new ChunkStore(manifest, base, (addresses) => post({ kind: "ahead", addresses }));
  for (const [number, chunk] of chunks.entries()) store.keep(number, new Uint8Array(chunk));
  const sqlite3 = await starting;
  installChunkVfs(sqlite3, store);
  const database = new sqlite3.oo1.DB(`file:fpdata.sqlite?vfs=${VFS}&immutable=1`, "r");
  database.exec("pragma temp_store = memory; pragma query_only = on; pragma cache_size = -16384");
  return { sqlite3, database };
}

function run(sqlite3: Sqlite3Static, database: Database, { id, sql, most }: Query): Answer {
  const began = performance.now();
  store.fetched = 0;
  sqlite3.capi.sqlite3_progress_handler(
    database,
    STEPS,
    () => {
      post({ kind: "progress", id, fetched: store.fetched, milliseconds: performance.now() - began });
      return 0;
    },
    0,
  );
  const rows: Value[][] = [];
  let more = false;
  const statement = database.prepare(sql);
  try {
    const columns = statement.columnCount ? statement.getColumnNames() : [];
    while (statement.columnCount && statement.step()) {
      if (rows.length === most) {
        more = true;
        break;
      }
      rows.push(statement.get([]) as Value[]);
    }
    return { columns, rows, more, milliseconds: performance.now() - began, fetched: store.fetched };
  } finally {
    statement.finalize();
  }
}

/** Leave out what the library puts before the message of SQLite. */
function plain(error: Error): string {
  return error.message.replace(/^.*sqlite3 result code \d+: /, "").replace(/^SQLITE_\w+: /, "");
}

function post(message: Response): void {
  self.postMessage(message);
}
