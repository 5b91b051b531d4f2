/** The messages between a page and the worker that runs its SQL. */
import type { Manifest } from "./chunk-store.ts";

export type Value = string | number | bigint | null | Uint8Array;

export interface Answer {
  columns: string[];
  rows: Value[][];
  /** Whether there are more rows than were asked for. */
  more: boolean;
  milliseconds: number;
  /** How many chunks of the database were fetched for it. */
  fetched: number;
}

export interface Query {
  kind: "query";
  id: number;
  sql: string;
  /** The most rows to return. */
  most: number;
}

/**
 * Which database to open comes first. The page compiles SQLite, as a worker that is still loading cannot; without a
 * module, the worker does so itself.
 */
export type Request = { kind: "open"; manifest: Manifest } | { kind: "module"; module: WebAssembly.Module | undefined } | Query;

export type Response =
  | { kind: "failed"; message: string }
  | { kind: "answer"; id: number; answer: Answer }
  | { kind: "error"; id: number; message: string }
  | { kind: "progress"; id: number; fetched: number; milliseconds: number }
  | { kind: "ahead"; addresses: string[] };
