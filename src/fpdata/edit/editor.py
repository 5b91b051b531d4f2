"""Edit one record in the user's text editor."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from fpdata.checks.issue import Issue
from fpdata.edit.change import ChangeResult, RefusedError, refuse_errors, update_record
from fpdata.edit.editor_form import parse_form, render_form
from fpdata.edit.named_records import NameSearch, ResolvedReference, explain_references, no_search, resolve_references
from fpdata.edit.tables import EditError, find_record, read_tables
from fpdata.model.tables import TABLES
from fpdata.package.locate import find_package


def edit_in_editor(
    path: Path | str,
    id: str,
    table: str | None = None,
    *,
    retry: bool = True,
    search: NameSearch = no_search,
    report: Callable[[ResolvedReference], None] = lambda meant: None,
) -> ChangeResult | None:
    """Open a record in the editor and write the result; return the change, or None if nothing changed.

    With `retry`, an invalid text opens again with the messages in it. Without, raises RefusedError or
    EditError: an editor that is a script would repeat its mistake forever. A name or an address in place of an id means the record
    that `search` finds, and `report` is called with it.
    """
    package = find_package(path)
    tables = read_tables(package)
    name, before = find_record(tables, id, table)
    text = render_form(TABLES[name], before)
    while True:
        answer = open_editor(text)
        row = None
        try:
            row = parse_form(TABLES[name], answer)
            if row is None or row == before:
                return None
            resolved, unresolved = resolve_references(tables, TABLES[name], row, search)
            for meant in resolved:
                report(meant)
            problems = [reference.issue(TABLES[name], row) for reference in unresolved]
            return update_record(path, name, before, row, partial(_refuse, problems))
        except RefusedError as error:
            if not retry:
                raise
            text = render_form(TABLES[name], row or before, error.issues)
        except EditError as error:
            if not retry:
                raise
            text = f"# ERROR {error}\n{answer}"


def _refuse(unresolved: Sequence[Issue], errors: Sequence[Issue]) -> None:
    refuse_errors(explain_references(errors, unresolved))


def open_editor(text: str) -> str:
    """Return `text` as the user leaves it in $VISUAL or $EDITOR.

    Raises EditError if the editor fails, or if it saves another encoding than UTF-8; the text is then kept.
    """
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ("notepad" if os.name == "nt" else "vi")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.yaml"
        path.write_text(text, encoding="utf-8")
        try:
            subprocess.run([*shlex.split(editor), str(path)], check=True)  # noqa: S603 - the user's own editor
        except (OSError, ValueError, subprocess.CalledProcessError) as error:
            raise EditError(
                f"the editor failed ({_why(editor, error)}); nothing was changed. Set $EDITOR to another editor"
            ) from None
        content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        kept = Path(tempfile.mkdtemp(prefix="fpdata-")) / "record.yaml"
        kept.write_bytes(content)
        raise EditError(
            f"the editor did not save UTF-8; nothing was changed, and your text is in {kept}. Set the encoding of the"
            " editor to UTF-8"
        ) from None


def _why(editor: str, error: OSError | ValueError | subprocess.CalledProcessError) -> str:
    """Return why an editor failed, in words."""
    if isinstance(error, subprocess.CalledProcessError):
        if error.returncode < 0:
            return f"{editor} was ended by signal {-error.returncode}"
        return f"{editor} ended with status {error.returncode}"
    return f"{editor}: {error.strerror or error}" if isinstance(error, OSError) else f"{editor}: {error}"
