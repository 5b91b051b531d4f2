"""Questions with answers that are kept: asked once, stepped back over, and given again when the questions are repeated.

Whoever asks does so from the beginning each time: a question that has an answer returns it without asking. So a step
back, a correction, and a draft that is resumed are the same thing: some answers are known, and the others are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from fpdata.edit.drafts import ConversationDraft, DraftError
from fpdata.edit.terminal import Terminal
from fpdata.model.characters import SURROGATE

BACK, HELP, NOTHING = "<", "?", "-"
#: In front of the name of a record that does not exist: it is added.
ADD = "+"


def describe_question(key: str) -> str:
    """Return the key of a question as a person reads it: without the records through which it was reached."""
    own = key.rpartition("/")[2]
    record, mark, rest = own.partition(":")
    if mark:
        return f"{record}, more fields" if rest == "more" else f"{record}, kind of {rest}"
    record, mark, rest = own.partition("?")
    return f"{record.partition('.')[0]}, the same as" if mark and rest else record.replace(".", ", ")


def describe_answer(key: str, answer: str) -> str:
    """Return an answer as a person reads it, not as it is typed."""
    if answer.startswith(ADD) and key.endswith("_id"):
        return f"{answer.removeprefix(ADD)} (new)"
    return "yes" if answer == "y" and key.endswith(("?", ":more")) else answer


class AskAgain(Exception):  # noqa: N818 - no error: the questions are repeated
    """An answer was taken back: whoever asks must begin again."""


@dataclass(frozen=True)
class Question:
    """A question, what is printed before it, and which answers it takes."""

    key: str
    """Tells it from every other question of a conversation."""
    label: str
    problem: Callable[[str], str] = lambda answer: ""
    """Returns why an answer is not valid; "" if it is."""
    settle: Callable[[str], str | None] = lambda answer: answer
    """Returns what is kept of what was typed; None to ask again."""
    default: str = ""
    """What an empty answer means, for a person to see; the empty answer is kept as such."""
    options: Callable[[], Iterable[str]] = tuple
    heading: str = ""
    about: str = ""
    explain: Callable[[], None] = lambda: None


class Interview:
    """Asks questions at a terminal; keeps the answers in a draft, saved after each of them."""

    def __init__(
        self,
        terminal: Terminal,
        draft: ConversationDraft,
        save: Callable[[ConversationDraft], None] = lambda draft: None,
    ) -> None:
        self._terminal = terminal
        self._save = save
        self.draft = draft
        self.asked: list[str] = []
        """The keys of the questions since the last `restart`, in order."""
        self.meant: dict[str, str] = {}
        """What each of the answers means: itself, or the default if it is empty."""
        self.current = ""
        """The key of the question that is being asked."""
        self._warned = False
        self._heading = ""
        self._messages: dict[str, str] = {}

    def restart(self) -> None:
        """Begin again; the answers stay."""
        self.asked = []
        self._heading = ""

    def ask(self, question: Question) -> str:
        """Return the answer to a question: the one that is known, if it is still valid, else the one that is typed.

        Raises AskAgain if the person steps back; EOFError and KeyboardInterrupt as `Terminal.ask` does.
        """
        key, given = question.key, self.draft.given
        if key in given and question.problem(given[key]):
            self.draft.taken_back[key] = given.pop(key)
        if key not in given:
            given[key] = self._ask(question)
            self.draft.taken_back.pop(key, None)
            self._messages.pop(key, None)
            self._keep()
        self.asked.append(key)
        self.meant[key] = given[key] or question.default
        return given[key]

    def step_back(self) -> None:
        """Take the last answer back, and raise AskAgain; say so if there is none."""
        if not self.asked:
            self._terminal.print("[dim]This is the first question.[/]")
            return
        self.take_back({self.asked[-1]: ""})

    def take_back(self, messages: Mapping[str, str]) -> None:
        """Take answers back and raise AskAgain; a message says why, when its question is asked again."""
        for key, message in messages.items():
            if key in self.draft.given:
                self.draft.taken_back[key] = self.draft.given.pop(key)
            if message:
                self._messages[key] = message
        self._keep()
        raise AskAgain

    def _keep(self) -> None:
        """Save the draft. If that fails, say so once: the conversation can go on without."""
        try:
            self._save(self.draft)
        except DraftError as error:
            if not self._warned:
                self._terminal.print_problem(
                    f"{error}. Your answers are lost if the command ends before they are written."
                )
            self._warned = True

    def _ask(self, question: Question) -> str:
        terminal, key = self._terminal, question.key
        self.current = key
        if question.heading and question.heading != self._heading:
            terminal.print_heading(question.heading)
            self._heading = question.heading
        if question.about:
            terminal.print_wrapped(question.about)
        if message := self._messages.get(key):
            terminal.print_problem(message)
        before = self.draft.taken_back.get(key, "")
        default = before or question.default
        label = f"{question.label}{f' [{describe_answer(key, default)}]' if default else ''}: "
        while True:
            typed = terminal.ask(label, question.options())
            if typed == BACK:
                self.step_back()
            elif typed == HELP:
                question.explain()
                if before:
                    empty = "" if question.problem("") else f"; {NOTHING} leaves it empty"
                    terminal.print_wrapped(f"Enter keeps {describe_answer(key, before)}{empty}.")
            elif SURROGATE.search(typed):
                terminal.print_problem("That is not UTF-8; type it again.")
            else:
                answer = question.settle("" if typed == NOTHING and before else typed or before)
                if answer is None:
                    continue
                if not (problem := question.problem(answer)):
                    return answer
                terminal.print_problem(problem)
