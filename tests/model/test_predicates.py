"""What a claim asserts: every predicate says which subjects, objects and values it takes."""

from __future__ import annotations

import pytest

from fpdata.model.claims import Claim
from fpdata.model.predicates import CLOSED_PREDICATES, PREDICATE_USES, Predicate


def test_every_predicate_says_what_it_takes() -> None:
    assert set(PREDICATE_USES) == set(Predicate)


@pytest.mark.parametrize("predicate", Predicate)
def test_subjects_and_objects_are_columns_of_claims(predicate: Predicate) -> None:
    use = PREDICATE_USES[predicate]
    assert use.subject_fields
    assert use.subject_fields | use.object_fields <= set(Claim.model_fields)


@pytest.mark.parametrize("predicate", Predicate)
def test_a_predicate_that_needs_an_object_takes_one(predicate: Predicate) -> None:
    use = PREDICATE_USES[predicate]
    assert use.object_fields or not use.needs_object


def test_a_closed_predicate_takes_a_code_as_value() -> None:
    for predicate in CLOSED_PREDICATES:
        assert "value" in PREDICATE_USES[predicate].object_fields


def test_the_words_of_a_closed_predicate_are_no_denials() -> None:
    """What somebody denies is a negated claim, so no code says that a thing is denied."""
    for predicate in CLOSED_PREDICATES:
        assert "denies" not in {str(code) for code in PREDICATE_USES[predicate].values or ()}
