"""What the editor does after a mistake: ask again, or change nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from fpdata.edit.editor import edit_in_editor
from fpdata.edit.terminal import CancelledError, cancellable


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
