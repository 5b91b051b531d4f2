"""A person at a terminal, for tests of conversations."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console

from fpdata.edit.terminal import Terminal


class Person(Terminal):
    """Types, to each prompt that begins with a word, the answers for that word in turn; else Enter.

    After `patience` answers, the person presses Ctrl-C.
    """

    def __init__(self, answers: Mapping[str, Sequence[str]], patience: int = 300, width: int = 80) -> None:
        self.screen = io.StringIO()
        super().__init__(Console(file=self.screen, width=width))
        self.answers = {word: list(given) for word, given in answers.items()}
        self.patience = patience
        self.prompts: list[str] = []

    def ask(self, prompt: str, options: Iterable[str] = ()) -> str:
        if len(self.prompts) >= self.patience:
            raise KeyboardInterrupt
        self.prompts.append(prompt)
        return self.reply(prompt.removeprefix("kind of ").split(":", maxsplit=1)[0].split(" ", maxsplit=1)[0])

    def reply(self, word: str) -> str:
        """Return what the person types to a prompt that begins with a word."""
        return self.answers[word].pop(0) if self.answers.get(word) else ""
