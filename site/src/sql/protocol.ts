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
 * Two messages come before queries: SQLite as the page compiled it, while the worker was still loading; without a module,
 * the worker does so itself. And which database to open, with its first chunks, inflated, if the page has them.
 */
export type Request =
  | { kind: "module"; module: WebAssembly.Module | undefined }
  | { kind: "open"; manifest: Manifest; chunks: ArrayBuffer[] }
  | Query;

export type Response =
  | { kind: "answer"; id: number; answer: Answer }
  | { kind: "error"; id: number; message: string }
  | { kind: "progress"; id: number; fetched: number; milliseconds: number }
  | { kind: "ahead"; addresses: string[] };
