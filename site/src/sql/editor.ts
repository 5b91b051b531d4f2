/** Makes a text area an editor that colors SQL and completes the names of tables and columns. */
import { sql, SQLite } from "@codemirror/lang-sql";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { Prec } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { minimalSetup } from "codemirror";
import { autocompletion, completionKeymap } from "@codemirror/autocomplete";

const COLORS = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--sql-keyword)", fontWeight: "bold" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--sql-string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--sql-number)" },
  { tag: tags.comment, color: "var(--sql-comment)", fontStyle: "italic" },
]);
const THEME = EditorView.theme({
  "&": { fontSize: "0.9rem" },
  "&.cm-focused": { outline: "2px solid var(--focus)" },
  ".cm-content": { caretColor: "currentColor", fontFamily: "var(--mono)" },
  ".cm-cursor": { borderLeftColor: "currentColor" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { background: "var(--sql-selection)" },
});

/**
 * Put an editor in the place of a text area, which keeps its text and is what the form reads.
 * @returns a function that sets the text.
 */
export function makeEditor(input: HTMLTextAreaElement, schema: Record<string, string[]>): (text: string) => void {
  const focused = document.activeElement === input;
  const view = new EditorView({
    doc: input.value,
    extensions: [
      minimalSetup,
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": input.labels?.[0]?.textContent?.trim() ?? "SQL" }),
      sql({ dialect: SQLite, schema }),
      autocompletion({ activateOnTyping: true }),
      syntaxHighlighting(COLORS),
      THEME,
      keymap.of(completionKeymap),
      // The page runs the query.
      Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => true }])),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) input.value = update.state.doc.toString();
      }),
    ],
  });
  view.dom.classList.add("sql-editor");
  input.before(view.dom);
  input.hidden = true;
  if (focused) view.focus();
  return (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
}
