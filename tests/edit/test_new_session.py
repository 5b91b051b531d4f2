"""A conversation: what is answered stays, whatever ends it; a step back and a correction change only what they change."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fpdata.checks.api import check
from fpdata.edit.drafts import DraftFolder
from fpdata.edit.new_session import NewRecordSession, SessionResult
from fpdata.edit.tables import EditError
from fpdata.edit.terminal import CancelledError
from tests.edit.person import Person
from tests.helpers import contents, examples, tables_of
from tests.sample import find, row

#: A statement with its document, its outlet and its claims; a word has an answer for each time that it is asked for.
STATEMENT = {
    "speaker_id": ["A Lake"], "Number": ["1"], "date": ["1890-01-04", "1890"], "summary": ["Says that the talks are over."],
    "form": ["paraphrase"], "act": ["assert"], "medium": ["interview"], "audience": ["public"], "availability": ["public"],
    "topic_id": ["talks"], "document_id": ["The end"], "+,": ["+", "+"], "title": ["The end"], "kind": ["article", "newspaper"],
    "outlet_id": ["Courier"], "name": ["The Courier"], "control": ["independent"],
    "Add": ["y", "y"], "subject": ["document", "actor"], "about_document_id": ["plan-7"], "about_actor_id": ["ben-moor"],
    "predicate": ["status", "supports"], "value": ["final"], "object": ["document"], "object_document_id": ["plan-7"],
    "polarity": ["affirmed", "negated"], "modality": ["actual"] * 2, "coding": ["explicit"] * 2, "mode": ["fact", "opinion"],
    "certainty": ["stated"] * 2,
}  # fmt: skip


class Steady(Person):
    """Answers a question the same however often it is asked, by its key; steps back at some of the prompts."""

    def __init__(self, replies: Mapping[tuple[str, str], str], patience: int = 300, back: Iterable[int] = ()) -> None:
        super().__init__({}, patience)
        self.replies, self.back = replies, set(back)
        self.key: Callable[[], str] = str

    def reply(self, word: str) -> str:
        return "<" if len(self.prompts) in self.back else self.replies.get((self.key(), word), "")


class Meanwhile(Person):
    """Lets something happen when it is time to write."""

    def __init__(self, answers: Mapping[str, Sequence[str]], event: Callable[[], None]) -> None:
        super().__init__(answers)
        self.event = event

    def reply(self, word: str) -> str:
        if word == "Ready":
            self.event()
        return super().reply(word)


class Recorded(Person):
    """Keeps what was typed, by the key of the question and the word that the prompt begins with."""

    def __init__(self, answers: Mapping[str, Sequence[str]]) -> None:
        super().__init__(answers)
        self.replies: dict[tuple[str, str], str] = {}
        self.key: Callable[[], str] = str

    def reply(self, word: str) -> str:
        return self.replies.setdefault((self.key(), word), super().reply(word))


def session(package: Path, person: Person, resume: bool = False, table: str = "statements") -> NewRecordSession:
    drafts = DraftFolder(package)
    made = NewRecordSession(package, drafts, drafts.open() if resume else drafts.start(table), person)
    if isinstance(person, Steady | Recorded):
        person.key = lambda: made.interview.current
    return made


def added(result: SessionResult) -> list[tuple[str, str | None]]:
    return [(table, next(iter(values.values()))) for table, values in result.added]


def answered(package: Path, person: Person, resume: bool = False, table: str = "statements") -> SessionResult:
    return session(package, person, resume, table).run()


def test_a_statement_its_document_its_outlet_and_its_claims_are_one_change(package: Path) -> None:
    person = Person(STATEMENT)
    result = answered(package, person)
    id = "ada-lake-1890-01-04-says-that-the-talks-are-over"
    assert added(result) == [
        ("outlets", "the-courier"),
        ("documents", "the-courier-1890-the-end"),
        ("statements", id),
        ("claims", f"{id}-status"),
        ("claims", f"{id}-supports"),
    ]
    assert "Ready to write: 1 statement, 1 outlet, 1 document, 2 claims." in person.prompts[-1]
    assert not check(package).errors
    claim = find(tables_of(package), "claims", f"{id}-supports")
    assert (claim["about_actor_id"], claim["object_document_id"], claim["verdict"]) == (
        "ben-moor",
        "plan-7",
        "unchecked",
    )
    assert DraftFolder(package).names() == []
    assert max(map(len, person.screen.getvalue().splitlines())) <= 80


def test_a_claim_is_asked_for_by_its_subject(package: Path) -> None:
    """The predicate `status` does not fit an actor: it is refused there, and only codes that fit are listed."""
    answers = {**STATEMENT, "subject": ["actor", "actor"], "about_actor_id": ["ben-moor", "ada-lake"], "predicate": ["status", "supports", "happened", "opposes"], "object": ["document"] * 2, "object_document_id": ["plan-7"] * 2}  # fmt: skip
    person = Person(answers)
    result = answered(package, person)
    assert [row["predicate"] for table, row in result.added if table == "claims"] == ["supports", "opposes"]
    shown = " ".join(person.screen.getvalue().split())
    assert "'status' does not fit here" in shown
    assert "happened" not in shown.split("What is asserted of the subject.")[1].split("(required)")[0]


# The laws.


@pytest.fixture(scope="module")
def sample_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from fpdata.generate.package import write_package
    from tests.sample import sample

    folder = tmp_path_factory.mktemp("conversation") / "package"
    write_package(folder, sample())
    return folder


def _copy(package: Path, folder: str) -> Path:
    return Path(shutil.copytree(package, Path(folder) / "package"))


class Whole(NamedTuple):
    """A conversation that was not interrupted: what was typed, how many prompts there were, what the package is then."""

    replies: dict[tuple[str, str], str]
    prompts: int
    contents: dict[str, bytes]


@pytest.fixture(scope="module")
def whole(sample_package: Path, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    package = _copy(sample_package, str(tmp_path_factory.mktemp("whole")))
    person = Recorded(STATEMENT)
    answered(package, person)
    return Whole(person.replies, len(person.prompts), contents(package))


@examples(8)
@given(patience=st.lists(st.integers(0, 80), max_size=4))
def test_a_conversation_that_is_interrupted_and_resumed_gives_the_same_records(
    sample_package: Path, whole: Whole, patience: list[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        package = _copy(sample_package, folder)
        before = contents(package)
        for prompts in [*patience, 300]:
            names = DraftFolder(package).names()
            try:
                answered(package, Steady(whole.replies, prompts), resume=bool(names))
                break
            except CancelledError as error:
                says_how_to_go_on = "fpdata new --resume" in str(error)
            assert contents(package) == before
            assert says_how_to_go_on is bool(DraftFolder(package).names())
        assert contents(package) == whole.contents
        assert DraftFolder(package).names() == []


def test_each_answer_is_in_the_draft_at_once(sample_package: Path, whole: Whole, tmp_path: Path) -> None:
    """Whatever comes after an answer, be it the end of the process, it is in the file."""
    package = _copy(sample_package, str(tmp_path))
    kept = 0
    for prompts in range(1, whole.prompts, 7):
        for draft in DraftFolder(package).path.glob("*"):
            draft.unlink()
        with pytest.raises(CancelledError):
            answered(package, Steady(whole.replies, prompts))
        answers = DraftFolder(package).open().answers if DraftFolder(package).names() else 0
        assert kept <= answers <= prompts
        kept = answers
    assert kept >= 40


@examples(8)
@given(back=st.sets(st.integers(1, 90), max_size=8))
def test_a_step_back_and_the_same_answer_change_nothing(sample_package: Path, whole: Whole, back: set[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        package = _copy(sample_package, folder)
        answered(package, Steady(whole.replies, back=back))
        assert contents(package) == whole.contents


# Steps back, corrections, drafts.


TOPIC = {"name": ["Arms", "Arms control"]}


def test_a_step_back_shows_the_answer_and_keeps_it_on_enter(package: Path) -> None:
    person = Person(
        {
            "name": ["<", "Arms", "?", ""],
            "description": ["<", "On arms.", "?", "-"],
            "topic_id": ["<", ""],
            "Ready": [""],
        }
    )
    result = answered(package, person, table="topics")
    assert "This is the first question." in person.screen.getvalue()
    assert "Enter keeps Arms.\n" in person.screen.getvalue()  # a name is required
    assert "Enter keeps On arms.; - leaves it empty.\n" in person.screen.getvalue()
    assert result.added[0][1]["name"] == "Arms"
    assert "description [On arms.]: " in person.prompts
    assert result.added[0][1]["description"] is None  # "-" leaves it empty


def test_what_is_to_be_written_can_be_edited_first(package: Path) -> None:
    person = Person({**TOPIC, "description": ["On arms."], "Ready": ["x", "e", "e", ""], "Number": ["9", "1"]})
    result = answered(package, person, table="topics")
    assert result.added == (
        ("topics", row("topics", topic_id="arms-control", name="Arms control", description="On arms.")),
    )
    assert "Type y, e, s or d." in person.screen.getvalue()
    assert person.prompts.count("description: ") == 1  # what is not changed is not asked again


def test_a_draft_is_saved_or_discarded_on_request(package: Path) -> None:
    before = contents(package)
    result = answered(package, Person({**TOPIC, "Ready": ["s"]}), table="topics")
    assert result.message == "Nothing was written. 3 answers saved as draft topics-1; to go on, run: fpdata new --resume -p " + str(package)  # fmt: skip
    person = Person({"Ready": ["d", "d"], "Discard": ["", "y"]})
    with pytest.raises(CancelledError, match="The draft was discarded"):
        answered(package, person, resume=True)
    assert person.prompts == [*["Ready to write: 1 topic. [Y]es, [e]dit, [s]ave draft, [d]iscard? ", "Discard 3 answers? [y/N] "] * 2]  # fmt: skip
    assert DraftFolder(package).names() == []
    assert contents(package) == before


def test_a_field_that_the_package_refuses_is_asked_again(package: Path) -> None:
    """The outlet is withdrawn while the conversation goes on."""

    def withdraw() -> None:
        path = package / "datasets" / "outlets.csv"
        path.write_text(path.read_text().splitlines(keepends=True)[0])

    person = Meanwhile({"title": ["X"], "kind": ["article"], "outlet_id": ["gazette", "-"]}, withdraw)
    result = answered(package, person, table="documents")
    assert [row["outlet_id"] for _, row in result.added] == [None]
    assert sum(prompt.startswith("Ready") for prompt in person.prompts) == 2
    assert "outlet_id must reference an outlet; 'gazette' is an actor" in person.screen.getvalue()


def test_a_change_that_fails_keeps_the_draft(package: Path) -> None:
    def damage() -> None:
        (package / "datasets" / "topics.csv").write_text("damaged\n")

    with pytest.raises(EditError, match=r"topics\.csv"):
        answered(package, Meanwhile(TOPIC, damage), table="topics")
    assert (package / "datasets" / "topics.csv").read_text() == "damaged\n"
    assert DraftFolder(package).open().given["topics.name"] == "Arms"


def test_a_draft_goes_on_after_the_package_has_changed(package: Path) -> None:
    """What was answered with a record that is gone is asked for again, and nothing else."""
    with pytest.raises(CancelledError):
        answered(package, Person(STATEMENT, patience=30))
    topics = package / "datasets" / "topics.csv"
    topics.write_text(topics.read_text().replace("talks,Talks", "negotiations,Negotiations"))
    person = Person({"topic_id": ["negotiations"]}, 1)
    with pytest.raises(CancelledError):
        answered(package, person, resume=True)
    assert person.prompts == ["topic_id [talks]: "]
    assert "there is no record 'talks'" not in person.screen.getvalue()


def test_what_is_not_utf_8_is_typed_again(package: Path) -> None:
    person = Person({"name": ["Caf\udce9", "Caf\u00e9"]})
    assert answered(package, person, table="topics").added[0][1]["topic_id"] == "cafe"
    assert "not UTF-8" in person.screen.getvalue()


def test_a_draft_that_cannot_be_saved_is_said_once_and_the_conversation_goes_on(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "cache").write_text("a file in the place of a folder")
    person = Person(TOPIC)
    assert answered(package, person, table="topics").added
    assert person.screen.getvalue().count("the draft cannot be saved") == 1


SUGGESTED = {**STATEMENT, "form": ["suggested"], "Add": []}


def test_an_answer_that_does_not_fit_the_others_is_asked_for_again(package: Path) -> None:
    """Suggested words need the statement that suggests them."""
    person = Person({**SUGGESTED, "within_id": ["", "gazette-reports"]})
    assert answered(package, person).added[-1][1]["within_id"] == "gazette-reports"
    assert "suggested words require within_id" in " ".join(person.screen.getvalue().split())


def test_a_field_that_was_not_asked_for_and_is_needed_is_offered(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fpdata.edit.field_prompts._USUAL", ("outlet_id",))
    person = Person({**SUGGESTED, "within_id": ["gazette-reports"], "Fill": ["", "", "", "y"]})
    assert answered(package, person).added[-1][1]["within_id"] == "gazette-reports"
    assert "suggested words require within_id" in " ".join(person.screen.getvalue().split())


def test_an_empty_answer_to_a_required_code_repeats_the_codes(package: Path) -> None:
    person = Person({"title": ["X"], "kind": ["", "article"]})
    answered(package, person, table="documents")
    assert "kind is empty; use one of article, post, transcript," in " ".join(person.screen.getvalue().split())


def test_a_claim_is_of_its_statement_and_begins_like_the_claim_before(package: Path) -> None:
    answers = {word: given[:1] if word in ("modality", "coding", "mode", "certainty") else given for word, given in STATEMENT.items()}  # fmt: skip
    person = Person(answers)
    result = answered(package, person)
    first, second = (row for table, row in result.added if table == "claims")
    assert {first[column] for column in ("modality", "coding", "mode", "certainty")} == {"actual", "explicit", "fact", "stated"}  # fmt: skip
    assert [first[column] == second[column] for column in ("modality", "coding", "mode", "certainty")] == [True] * 4
    assert {"kind of subject: ", "mode [fact]: "} <= set(person.prompts)
    shown = " ".join(person.screen.getvalue().split())
    assert "are those of the statement: ada-lake, 1890-01-04, the-courier-1890-the-end." in shown


def test_what_enter_took_over_stays_when_the_claim_before_is_changed(package: Path) -> None:
    """The mode of the first claim is changed before writing; that of the second was answered already."""
    answers = {**STATEMENT, "mode": ["fact", "", "opinion"], "Ready": ["e", ""]}
    person = Person(answers)
    made = session(package, person)

    def number(word: str) -> str:
        if word != "Number" or not person.prompts[-1].startswith("Number of the answer"):
            return Person.reply(person, word)
        return str(made.interview.asked.index("statements/claims-1.mode") + 1)

    person.reply = number  # type: ignore[method-assign]
    result = made.run()
    assert [row["mode"] for table, row in result.added if table == "claims"] == ["opinion", "fact"]


def test_a_resumed_draft_is_told_in_words(package: Path) -> None:
    with pytest.raises(CancelledError):
        answered(package, Person(STATEMENT, patience=45))
    person = Person({}, 0)
    session(package, person, resume=True).describe_draft()
    lines = [line.strip() for line in person.screen.getvalue().splitlines()]
    assert "statements, document_id: The end (new)" in lines
    assert "statements, claims-1: yes" in lines or "claims-1: yes" in lines
    assert not any("+" in line or ":y" in line for line in lines)
