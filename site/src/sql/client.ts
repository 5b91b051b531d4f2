/** Asks the worker that runs SQL; starts it at once, and again after a query was stopped. */
import type { Manifest } from "./chunk-store.ts";
import type { Answer, Request, Response } from "./protocol.ts";

export type Progress = (fetched: number, milliseconds: number) => void;

interface Waiting {
  resolve: (answer: Answer) => void;
  reject: (error: Error) => void;
  progress: Progress;
}

/** A query was stopped by the reader. */
export class StoppedError extends Error {}

export class SqlClient {
  private worker!: Worker;
  private next = 0;
  private readonly waiting = new Map<number, Waiting>();

  /**
   * @param manifest - Which database to open.
   * @param script - The address of the worker's script.
   * @param worker - A worker of that script to which the page has already said which database to open.
   */
  constructor(
    private readonly manifest: Manifest,
    private readonly script: URL,
    worker?: Worker,
  ) {
    this.start(worker);
    if (!worker) this.open();
  }

  /** Return the rows of a query, at most `most`; rejects with SQLite's message, or StoppedError. */
  query(sql: string, most: number, progress: Progress = () => {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const id = this.next++;
      this.waiting.set(id, { resolve, reject, progress });
      this.post({ kind: "query", id, sql, most });
    });
  }

  /** Stop all queries. */
  stop(): void {
    this.worker.terminate();
    this.rejectAll(new StoppedError("Stopped."));
    this.start();
    this.open();
  }

  private start(worker = new Worker(this.script, { type: "module" })): void {
    this.worker = worker;
    this.worker.onmessage = ({ data }: MessageEvent<Response>) => this.receive(data);
    this.worker.onerror = (event) => this.rejectAll(new Error(event.message || "The worker cannot be started."));
  }

  private open(): void {
    this.post({ kind: "module", module: undefined });
    this.post({ kind: "open", manifest: this.manifest, chunks: [] });
  }

  private post(request: Request): void {
    this.worker.postMessage(request);
  }

  private receive(message: Response): void {
    if (message.kind === "ahead") {
      // The worker is blocked while it reads; what is fetched here, it finds in the browser's cache.
      for (const address of message.addresses) void fetch(address).then((response) => response.arrayBuffer());
    } else {
      const waiting = this.waiting.get(message.id);
      if (message.kind === "progress") {
        waiting?.progress(message.fetched, message.milliseconds);
        return;
      }
      this.waiting.delete(message.id);
      if (message.kind === "answer") waiting?.resolve(message.answer);
      else waiting?.reject(new Error(message.message));
    }
  }

  private rejectAll(error: Error): void {
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
