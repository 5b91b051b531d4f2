"""The rules about claims: what they accept, and that they take claims for contested as the view does."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fpdata.checks.rows.claims import disagree
from fpdata.export.disagreements import contested_subjects
from fpdata.model.claims import SUBJECTS, Claim
from fuzz.compare import BLOCK_SIZES, Folder, compare
from tests.checks.rows.broken_rules import AUTHORED, Change, add, change, copies
from tests.helpers import examples
from tests.sample import Tables, checked, find, row, sample

_OBJECTS: dict[str, tuple[dict[str, str], ...]] = {
    "authored": ({"object_actor_id": "ada-lake"}, {"object_actor_id": "ben-moor"}, {"value": "clerks"}),
    "contains": ({"value": "tariffs"}, {"value": "tariffs", "topic_id": "talks"}, {"value": "borders"}),
    "status": ({"value": "concept"}, {"value": "final"}, {"value": "final", "topic_id": "talks"}),
    "dated": ({"value": "1890"}, {"value": "1891"}),
}


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """Draw a claim about a plan, alike enough to others to disagree with them."""
    predicate = draw(st.sampled_from(sorted(_OBJECTS)))
    values = {
        "predicate": predicate,
        "polarity": draw(st.sampled_from(["affirmed", "negated"])),
        "modality": draw(st.sampled_from(["actual", "actual", "intended"])),
        "start": draw(st.sampled_from([None, None, "1890", "1892-03?"])),
        "end": draw(st.sampled_from([None, None, "1892-05/1893", ".."])),
    }
    base = AUTHORED | {"object_actor_id": None} | values
    return Claim.model_validate(base | draw(st.sampled_from(_OBJECTS[predicate])))


@given(st.lists(claims(), min_size=1, max_size=4))
@examples(100)
def test_claims_disagree_as_in_the_view_of_what_is_contested(drawn: list[Claim]) -> None:
    found = {
        (f"document {one.about_document_id}", str(one.predicate))
        for one in drawn
        if any(disagree(one, other) for other in drawn)
    }
    rows = [{name: getattr(claim, name) for name in row("claims")} for claim in drawn]
    texts = [{name: None if value is None else str(value) for name, value in values.items()} for values in rows]
    assert contested_subjects(texts) == found


@st.composite
def worlds(draw: st.DrawFn) -> Tables:
    """Draw the sample with documents that copy each other, even in a circle, and claims that may break every rule about them."""
    tables = sample()
    papers = ["paper-1", "paper-2", "paper-3", "paper-4"]
    for id in papers:
        original = draw(st.sampled_from([None, None, None, *papers]))
        add(
            "documents",
            document_id=id,
            kind=draw(st.sampled_from(["article", "letter"])),
            title=f"No. {id}",
            copy_of_id=original,
            copy_kind=original and "quoted",
        )(tables)
    for statement in tables["statements"]:
        statement["document_id"] = draw(st.sampled_from(papers))
    actors, verdicts = ("ada-lake", "ben-moor"), ("confirmed", "contradicted", "disputed", "disputed", "unchecked")
    for number in range(draw(st.integers(2, 6))):
        verdict = draw(st.sampled_from(verdicts))
        values = {
            "claim_id": f"claim-{number}",
            "statement_id": draw(
                st.sampled_from(["lake-wrote-it", "moor-denies", "lake-wrote-it", "moor-denies", "nobody-said"])
            ),
            "polarity": draw(st.sampled_from(["affirmed", "negated"])),
            "verdict": verdict,
            "verdict_document_id": None if verdict == "unchecked" else draw(st.sampled_from(papers)),
            "holder_id": draw(st.sampled_from([None, None, *actors])),
            "object_actor_id": draw(st.sampled_from(actors)),
        }
        if draw(st.booleans()):
            values |= {
                "about_document_id": None,
                "about_actor_id": draw(st.sampled_from(actors)),
                "predicate": draw(st.sampled_from(["supports", "advised"])),
            }
        add("claims", **AUTHORED | values)(tables)
    tables["claims"].sort(key=lambda claim: claim["claim_id"] or "")
    return tables


@given(worlds(), st.sampled_from(BLOCK_SIZES), st.booleans())
@examples(25)
def test_engines_agree_on_claims(
    tmp_path_factory: pytest.TempPathFactory, tables: Tables, block_size: int, low_memory: bool
) -> None:
    folder = Folder(tmp_path_factory.mktemp("claims"), tables)
    assert compare(folder.root, block_size, low_memory)[1] == []


def test_every_claim_has_one_of_the_subjects() -> None:
    assert [name for name in row("claims") if name.startswith("about_")] == list(SUBJECTS)


def _status(id: str, state: str, verdict: str, statement: str = "moor-denies") -> Change:
    values = {"statement_id": statement, "predicate": "status", "object_actor_id": None, "value": state}
    return add("claims", **AUTHORED | values | {"claim_id": id, "verdict": verdict})


@pytest.mark.parametrize(
    "changes",
    [
        [change("claims", "lake-authored", verdict_document_id="register")],
        # One copy of each is no common original.
        [
            copies(("of-gazette", "gazette-1890-01-02"), ("of-register", "register")),
            change("claims", "lake-authored", verdict_document_id="of-register"),
        ],
        [change("claims", "moor-supports", holder_id="ben-moor")],
        [change("claims", "moor-supports", about_actor_id="ada-lake", predicate="advised", object_document_id=None, object_actor_id="ben-moor")],
        # A letter of his is a record; what he says of her, or holds that she says, she may deny.
        [
            change("documents", "register", kind="letter"),
            change("claims", "moor-supports", verdict="disputed", verdict_document_id="register"),
        ],
        [change("claims", "moor-supports", about_actor_id="ada-lake", holder_id="ada-lake", verdict="disputed", verdict_document_id="register")],
        # Of another time, or of what should be.
        [
            change("claims", "lake-authored", end="1889"),
            change("claims", "moor-not-authored", start="1890", verdict="confirmed"),
        ],
        [change("claims", "moor-not-authored", modality="normative", verdict="confirmed")],
        # Settled: she is right, he is not.
        [change("claims", "lake-authored", verdict="confirmed"), change("claims", "moor-not-authored", verdict="contradicted")],
        # To each holder, a document has come as far as that holder says.
        [_status("lake-status", "final", "disputed", "lake-wrote-it"), _status("moor-status", "concept", "confirmed")],
    ],
)  # fmt: skip
def test_what_only_looks_like_a_fault(tmp_path: Path, changes: list[Change]) -> None:
    tables = sample()
    for make in changes:
        make(tables)
    assert checked(tmp_path, tables).issues == ()
    assert checked(tmp_path, tables, "columnar").issues == ()


def test_a_message_says_with_what_a_verdict_disagrees(tmp_path: Path) -> None:
    tables = sample()
    find(tables, "claims", "lake-authored")["verdict"] = "confirmed"
    (issue,) = checked(tmp_path, tables).issues
    assert issue.message == "confirmed, but moor-not-authored, which disagrees, is disputed"
    assert issue.value == "confirmed"
