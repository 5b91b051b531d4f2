"""The fuzz of files that are not tables: a few runs of each surface, and proof that it would notice a fault."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from fpdata.package.locate import PackageError
from fuzz import surfaces
from fuzz.damage import damage
from tests.helpers import THOROUGH

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", surfaces.SURFACES)
def test_whatever_a_file_holds_the_answer_is_a_message(name: str) -> None:
    assert surfaces.run(name, list(range(5 * THOROUGH))).faults == []


def test_an_error_of_the_library_is_no_fault_and_any_other_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(root: Path) -> None:
        raise PackageError("no")

    def fail(root: Path) -> None:
        raise KeyError("name")

    surface = surfaces.Surface("both", ("records.json",), (refuse, fail))
    monkeypatch.setitem(surfaces.SURFACES, "both", surface)
    outcome = surfaces.run("both", [7])
    assert (outcome.runs, outcome.issues) == (1, 1)
    assert outcome.faults == ["both, seed 7, records.json: KeyError('name')"]


@pytest.mark.parametrize("content", [b"", b"x", b'{"a": [1, {"b": null}]}', b"[]"])
def test_damage_is_that_of_its_seed(content: bytes) -> None:
    damaged = [damage(random.Random(seed), content) for seed in range(200)]
    assert damaged == [damage(random.Random(seed), content) for seed in range(200)]
    assert len(set(damaged)) > 20
