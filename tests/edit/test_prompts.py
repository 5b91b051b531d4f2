"""What prompting and the editor do after a mistake: ask again, or change nothing."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from rich.console import Console

from fpdata.checks.api import check
from fpdata.edit.editor import edit_in_editor
from fpdata.edit.prompts import RecordPrompter
from fpdata.edit.terminal import CancelledError, Terminal, cancellable
from tests.sample import row, sample


class Answers(Terminal):
    """A terminal at which a person types these answers, one after the other."""

    def __init__(self, *answers: str) -> None:
        self.screen = io.StringIO()
        super().__init__(Console(file=self.screen, width=200))
        self._answers = iter(answers)

    def ask(self, prompt: str, options: Iterable[str] = ()) -> str:
        return next(self._answers)


def test_declined_records_are_not_written() -> None:
    terminal = Answers("n")
    prompter = RecordPrompter(sample(), terminal)
    prompter.planned.append(("topics", row("topics", topic_id="arms", name="Arms")))
    with pytest.raises(CancelledError, match=r"Nothing was changed\."):
        prompter.confirm()
    assert "new topics arms (name: Arms)" in terminal.screen.getvalue()


def test_a_field_that_the_package_refuses_is_asked_again(package: Path) -> None:
    terminal = Answers("gazette")
    prompter = RecordPrompter(sample(), terminal)
    document = row("documents", document_id="x", kind="article", title="X", outlet_id="nowhere")
    prompter.planned.append(("documents", document))
    assert "datasets/documents.csv" in prompter.write(package).files
    assert document["outlet_id"] == "gazette"
    assert "outlet_id: there is no" in terminal.screen.getvalue()
    assert not check(package).errors


def test_the_editor_opens_again_with_the_messages(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "editor.py"
    script.write_text(
        "import sys\npath = sys.argv[1]\ntext = open(path).read()\n"
        "if 'nonsense' in text: text = text.replace('nonsense', '').replace('name: Talks', 'name:')\n"
        "elif 'ERROR row-required' in text: text = text.replace('name:', 'name: Chats')\n"
        "else: text += 'nonsense'\n"
        "open(path, 'w').write(text)\n"
    )
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")
    assert edit_in_editor(package, "talks") is not None
    assert "talks,Chats," in (package / "datasets" / "topics.csv").read_text()


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, EOFError])
def test_an_interruption_cancels(interruption: type[BaseException]) -> None:
    with pytest.raises(CancelledError), cancellable():
        raise interruption
