import { parquetWriteBuffer, type ColumnSource } from "hyparquet-writer";
import type { Answer, Value } from "./protocol.ts";

/** Return an answer as a Parquet file: whole numbers as INT64, other numbers as DOUBLE, all else as text. */
export function toParquet({ columns, rows }: Pick<Answer, "columns" | "rows">): ArrayBuffer {
  return parquetWriteBuffer({ columnData: unique(columns).map((name, index) => column(name, rows.map((row) => row[index] ?? null))) });
}

function column(name: string, values: Value[]): ColumnSource {
  const known = values.filter((value) => value !== null);
  const numbers = known.length > 0 && known.every((value) => typeof value === "number" || typeof value === "bigint");
  if (numbers && known.every((value) => typeof value === "bigint" || Number.isSafeInteger(value))) {
    return { name, type: "INT64", nullable: true, data: values.map((value) => (value === null ? null : BigInt(value as number))) };
  }
  if (numbers) return { name, type: "DOUBLE", nullable: true, data: values.map((value) => (value === null ? null : Number(value))) };
  return { name, type: "STRING", nullable: true, data: values.map((value) => (value === null ? null : String(value))) };
}

/** Columns of a Parquet file have different names; those of a query need not. */
function unique(names: string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name}_${times}`;
  });
}
