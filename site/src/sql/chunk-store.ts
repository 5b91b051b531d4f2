/** The chunks of a database file, fetched when they are first read. Synchronous, as SQLite reads; so in a worker only. */
import { gunzipSync } from "fflate";

/** What `src/fpdata/site/database_chunks.py` writes beside the chunks. */
export interface Manifest {
  folder: string;
  chunks: number;
  chunk_bytes: number;
  bytes: number;
}

/** So many chunks are kept, inflated: 64 MB. */
const KEPT = 256;
/** So many chunks are asked for ahead of a scan. */
const AHEAD = 12;

export class ChunkStore {
  /** How many chunks were fetched since `fetched` was last set to 0. */
  fetched = 0;
  private readonly kept = new Map<number, Uint8Array>();
  private lastMissed = -1;
  private run = 0;

  /**
   * @param manifest - Describes the database.
   * @param base - The address of the folder in which the manifest is.
   * @param readAhead - Called with addresses that a scan will read next, so that they can be fetched meanwhile; it must
   *   not wait for them.
   */
  constructor(
    readonly manifest: Manifest,
    private readonly base: string,
    private readonly readAhead: (addresses: string[]) => void = () => {},
  ) {}

  /** Copy bytes of the database at `offset` to `target`; bytes after the end of the file are 0. */
  read(target: Uint8Array, offset: number): void {
    let done = 0;
    while (done < target.length) {
      const number = Math.floor((offset + done) / this.manifest.chunk_bytes);
      if (number >= this.manifest.chunks) {
        target.fill(0, done);
        return;
      }
      const start = (offset + done) % this.manifest.chunk_bytes;
      const part = this.chunk(number).subarray(start, start + target.length - done);
      if (!part.length) {
        target.fill(0, done);
        return;
      }
      target.set(part, done);
      done += part.length;
    }
  }

  private address(number: number): string {
    return `${this.base}${this.manifest.folder}/${number}.bin`;
  }

  private chunk(number: number): Uint8Array {
    const found = this.kept.get(number);
    if (found) {
      // What was read last is dropped last.
      this.kept.delete(number);
      this.kept.set(number, found);
      return found;
    }
    this.announce(number);
    const request = new XMLHttpRequest();
    request.open("GET", this.address(number), false);
    request.responseType = "arraybuffer";
    request.send();
    if (request.status !== 200) throw new Error(`${this.address(number)}: ${request.status} ${request.statusText}`);
    this.fetched += 1;
    const content = gunzipSync(new Uint8Array(request.response as ArrayBuffer));
    this.keep(number, content);
    return content;
  }

  /** Tell which chunks come next if the last misses went forward one by one, as in a scan. */
  private announce(number: number): void {
    this.run = number === this.lastMissed + 1 ? this.run + 1 : 0;
    this.lastMissed = number;
    if (this.run === 2 || (this.run > 2 && this.run % AHEAD === 0)) {
      const next = Array.from({ length: 2 * AHEAD }, (_, step) => number + 1 + step);
      const missing = next.filter((one) => one < this.manifest.chunks && !this.kept.has(one));
      this.readAhead(missing.map((one) => this.address(one)));
    }
  }

  /** Keep the inflated content of a chunk. */
  keep(number: number, content: Uint8Array): void {
    this.kept.set(number, content);
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value as number);
  }
}
