"""Claims as sentences: values, targets, modalities, several actors, titles."""

from __future__ import annotations

import pytest

from fpdata.model import phrases, predicates
from fpdata.model.phrases import PHRASES, TOWARD, Named, claim_sentence
from fpdata.model.predicates import CLOSED_PREDICATES, Predicate

LAKE, LAND = Named("actor", "Ada Lake", "person"), Named("actor", "United States", "state")
PLAN, LAKES = Named("document", "Seven-point plan"), Named("actor", "Friends of Ada Lake", "collective")


def claim(predicate: str, value: str | None = None, polarity: str = "affirmed", modality: str = "actual") -> dict[str, str | None]:  # fmt: skip
    return {"predicate": predicate, "value": value, "polarity": polarity, "modality": modality}


@pytest.mark.parametrize(
    ("asserted", "subject", "object", "topic", "sentence"),
    [
        (claim("authored", polarity="negated"), PLAN, LAND, None, "“Seven-point plan” was not written by the United States"),
        (claim("supports"), LAND, Named("document", "[Seven points]"), "Talks", "the United States supports [Seven points] (Talks)"),
        (claim("supports"), LAKES, PLAN, None, "Friends of Ada Lake support “Seven-point plan”"),
        (claim("supports", polarity="negated"), LAKES, PLAN, None, "Friends of Ada Lake do not support “Seven-point plan”"),
        (claim("seeks", "peace"), LAKE, None, None, "Ada Lake seeks: peace"),
        (claim("seeks", "peace", modality="normative"), LAKE, None, None, "it should be that Ada Lake seeks: peace"),
        (claim("happened", modality="intended"), PLAN, None, None, "it is planned that “Seven-point plan” happens"),
        (claim("activity", "left", "negated", "conditional"), LAKE, None, None, "it would be that Ada Lake does not do this: left"),
        (claim("happened", modality="intended") | {"mode": "prediction"}, PLAN, None, None, "it is expected that “Seven-point plan” happens"),
        (claim("position", "rejects"), LAKE, PLAN, None, "Ada Lake rejects “Seven-point plan”"),
        (claim("position", "rejects", "negated"), LAKES, PLAN, None, "Friends of Ada Lake do not reject “Seven-point plan”"),
        (claim("status", "final"), PLAN, None, None, "“Seven-point plan” has the status final"),
        (claim("truthfulness", "untruthful"), LAKE, PLAN, None, f"Ada Lake is untruthful {TOWARD} “Seven-point plan”"),
        (claim("lacks-experience"), LAKE, None, "Diplomacy", "Ada Lake has no experience in Diplomacy"),
        (claim("conflict-of-interest", polarity="negated"), LAKE, None, None, "Ada Lake has no conflict of interest"),
    ],
)  # fmt: skip
def test_a_claim_is_a_sentence(
    asserted: dict[str, str | None], subject: Named, object: Named | None, topic: str | None, sentence: str
) -> None:
    assert claim_sentence(asserted, subject, object, topic) == sentence


def test_every_predicate_has_its_words() -> None:
    assert set(PHRASES) == set(Predicate)
    assert phrases.STANCES == predicates.STANCES
    for predicate in Predicate:
        told = {
            claim_sentence(claim(predicate, polarity=polarity), LAKES, None) for polarity in ("affirmed", "negated")
        }
        assert len(told) == 2
        assert all(each.startswith("Friends of Ada Lake ") for each in told)
    for predicate in CLOSED_PREDICATES:  # a code is not set off by a colon where it reads on
        assert claim_sentence(claim(predicate, "code"), LAKE, None).endswith(" code")


@pytest.mark.parametrize(
    ("name", "kind", "several"),
    [
        ("U.S. senators at the Halifax forum of 2025", "collective", True),
        ("France, Germany and Russia", "collective", True),
        ("Coalition of the willing", "collective", False),
        ("U.S. official, quoted by Axios", "unnamed", False),
        ("U.S. officials, quoted by Reuters", "unnamed", True),
        ("United States", "state", False),
        ("Ivo Daalders", "person", False),
    ],
)
def test_several_actors_are_known_by_their_name(name: str, kind: str, several: bool) -> None:
    assert Named("actor", name, kind).is_plural is several
