/** A read-only virtual file system of SQLite over a ChunkStore: every file that it opens is that database. */
import type { Sqlite3Static } from "@sqlite.org/sqlite-wasm";
import type { ChunkStore } from "./chunk-store.ts";

export const VFS = "chunks";

// The types of the package leave out the structures that a VFS consists of.
/* eslint-disable @typescript-eslint/no-explicit-any */
type Pointer = number;

/** Register the file system; open the database as `file:any?vfs=chunks&immutable=1`. */
export function installChunkVfs(sqlite3: Sqlite3Static, store: ChunkStore): void {
  const { capi, wasm } = sqlite3 as any;
  const methods = new capi.sqlite3_io_methods();
  const vfs = new capi.sqlite3_vfs();
  const fallback = new capi.sqlite3_vfs(capi.sqlite3_vfs_find(null));
  vfs.$iVersion = 1;
  vfs.$szOsFile = capi.sqlite3_file.structInfo.sizeof;
  vfs.$mxPathname = 256;
  // Randomness and time do not depend on files.
  vfs.$xRandomness = fallback.$xRandomness;
  vfs.$xSleep = fallback.$xSleep;
  vfs.$xCurrentTime = fallback.$xCurrentTime;
  methods.$iVersion = 1;
  const done = () => capi.SQLITE_OK;
  const refused = () => capi.SQLITE_READONLY;
  sqlite3.vfs.installVfs({
    io: {
      struct: methods,
      methods: {
        xClose: done,
        xRead(_file: Pointer, target: Pointer, count: number, offset: bigint) {
          try {
            store.read(wasm.heap8u().subarray(target, target + count), Number(offset));
            return capi.SQLITE_OK;
          } catch (error) {
            lastError = error as Error;
            return capi.SQLITE_IOERR_READ;
          }
        },
        xWrite: refused,
        xTruncate: refused,
        xSync: done,
        xFileSize(_file: Pointer, size: Pointer) {
          wasm.poke(size, BigInt(store.manifest.bytes), "i64");
          return capi.SQLITE_OK;
        },
        xLock: done,
        xUnlock: done,
        xCheckReservedLock(_file: Pointer, result: Pointer) {
          wasm.poke(result, 0, "i32");
          return capi.SQLITE_OK;
        },
        xFileControl: () => capi.SQLITE_NOTFOUND,
        xSectorSize: () => 4096,
        xDeviceCharacteristics: () => capi.SQLITE_IOCAP_IMMUTABLE,
      },
    },
    vfs: {
      struct: vfs,
      name: VFS,
      methods: {
        xOpen(_vfs: Pointer, _name: Pointer, file: Pointer, flags: number, outFlags: Pointer) {
          const opened = new capi.sqlite3_file(file);
          opened.$pMethods = methods.pointer;
          opened.dispose();
          if (outFlags) wasm.poke(outFlags, flags | capi.SQLITE_OPEN_READONLY, "i32");
          return capi.SQLITE_OK;
        },
        xDelete: refused,
        xAccess(_vfs: Pointer, _name: Pointer, _flags: number, result: Pointer) {
          wasm.poke(result, 0, "i32");
          return capi.SQLITE_OK;
        },
        xFullPathname(_vfs: Pointer, name: Pointer, size: number, target: Pointer) {
          return wasm.cstrncpy(target, name, size) < size ? capi.SQLITE_OK : capi.SQLITE_CANTOPEN;
        },
        xGetLastError: done,
      },
    },
  } as any);
}

let lastError: Error | undefined;

/** Return why the last read failed, and forget it. SQLite itself only says "disk I/O error". */
export function takeReadError(): Error | undefined {
  const error = lastError;
  lastError = undefined;
  return error;
}
