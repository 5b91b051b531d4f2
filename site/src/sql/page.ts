/** The SQL page: runs what the reader writes, or one of the twenty questions, and offers the answer for download. */
import { download, find, setParameters } from "../dom.ts";
import type { Manifest } from "./chunk-store.ts";
import { SqlClient, StoppedError } from "./client.ts";
import type { Answer } from "./protocol.ts";
import { renderRows } from "./rows.ts";

/** So many rows are shown; a download has all. */
const SHOWN = 1000;
const ALL = 5_000_000;

interface Question {
  number: number;
  title: string;
  sql: string;
}

interface Contents {
  database: Manifest;
  questions: Question[];
  /** The columns of each table and view. */
  schema: Record<string, string[]>;
  /** The table to whose records a column refers, by the name of the column. */
  references: Record<string, string>;
}

export function start(form: HTMLElement, root: URL): void {
  const contents = JSON.parse(find("#sql-contents").textContent ?? "") as Contents;
  const page = new SqlPage(form as HTMLFormElement, contents, root);
  const asked = new URLSearchParams(location.search).get("sql");
  void page.begin(asked);
}

class SqlPage {
  private readonly client: SqlClient;
  private readonly input = find<HTMLTextAreaElement>("#sql-text");
  private readonly choice = find<HTMLSelectElement>("#sql-question");
  private readonly status = find("#sql-status");
  private readonly stopButton = find<HTMLButtonElement>("#sql-stop");
  private setEditor: (sql: string) => void = () => {};
  private shown = "";

  constructor(
    private readonly form: HTMLFormElement,
    private readonly contents: Contents,
    root: URL,
  ) {
    const started = (globalThis as { sqlWorker?: Worker }).sqlWorker;
    this.client = new SqlClient(contents.database, new URL("assets/sql-worker.js", root), started);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.run();
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        void this.run();
      }
    });
    this.choice.addEventListener("change", () => this.choose());
    this.stopButton.addEventListener("click", () => this.client.stop());
    find("#sql-csv").addEventListener("click", () => void this.save("csv"));
    find("#sql-parquet").addEventListener("click", () => void this.save("parquet"));
  }

  /** Answer the query of the address; the page has the answer to the first question. Then make the text area an editor. */
  async begin(asked: string | null): Promise<void> {
    if (asked) {
      this.input.value = asked;
      this.choice.value = String(this.contents.questions.find(({ sql }) => sql.trim() === asked.trim())?.number ?? "");
      await this.run(false);
    } else {
      this.shown = this.contents.questions[0]?.sql.trim() ?? "";
      performance.mark("sql-answer");
      // SQLite and what the reader asks it come first: the editor takes the processor for a while.
      do await this.client.query("select count(*) from sqlite_schema", 1).catch(() => undefined);
      while (this.form.ariaBusy === "true");
    }
    const { makeEditor } = await import("./editor.ts");
    this.setEditor = makeEditor(this.input, this.contents.schema);
  }

  private choose(): void {
    const question = this.contents.questions.find(({ number }) => String(number) === this.choice.value);
    if (!question) return;
    this.input.value = question.sql.trim();
    this.setEditor(this.input.value);
    void this.run();
  }

  private async run(byReader = true): Promise<void> {
    const sql = this.input.value.trim();
    if (!sql) return;
    if (byReader) setParameters({ sql });
    const answer = await this.ask(sql, SHOWN);
    if (!answer) return;
    this.shown = sql;
    const seconds = Math.max(answer.milliseconds, 1) / 1000;
    const rows = answer.more ? `The first ${SHOWN.toLocaleString("en")} rows` : count(answer.rows.length, "row");
    this.status.textContent = `${rows} in ${seconds.toLocaleString("en", { maximumSignificantDigits: 2 })} s`;
    find("#sql-rows").replaceChildren(renderRows(answer, this.contents.references));
    document.documentElement.classList.remove("asked");
    performance.mark("sql-answer");
  }

  private async save(format: "csv" | "parquet"): Promise<void> {
    const answer = await this.ask(this.shown, ALL);
    if (!answer) return;
    this.status.textContent = `${count(answer.rows.length, "row")} saved`;
    if (format === "csv") {
      const { toCsv } = await import("./csv.ts");
      download("fpdata.csv", "text/csv", toCsv(answer));
    } else {
      const { toParquet } = await import("./parquet.ts");
      download("fpdata.parquet", "application/vnd.apache.parquet", toParquet(answer));
    }
  }

  /** Return the answer; if there is none, the status says why. */
  private async ask(sql: string, most: number): Promise<Answer | undefined> {
    this.busy(true);
    try {
      return await this.client.query(sql, most, (fetched, milliseconds) => {
        const seconds = Math.round(milliseconds / 1000);
        if (seconds) this.status.textContent = `Reading… ${seconds} s, ${count(fetched, "part")} of ${this.contents.database.chunks} fetched`;
      });
    } catch (error) {
      this.status.textContent = error instanceof StoppedError ? error.message : `Error: ${(error as Error).message}`;
      this.status.classList.toggle("error", !(error instanceof StoppedError));
      return undefined;
    } finally {
      this.busy(false);
    }
  }

  private busy(now: boolean): void {
    if (now) {
      this.status.textContent = "Reading…";
      this.status.classList.remove("error");
    }
    this.stopButton.hidden = !now;
    this.form.setAttribute("aria-busy", String(now));
  }
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}
