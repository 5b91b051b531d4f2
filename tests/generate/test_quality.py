"""The quality report: counts of the sample package that can be seen by eye."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fpdata.generate.agreement import nominal_alpha
from fpdata.generate.quality import AuditError, quality_page, wilson_interval
from fpdata.model.escape import markdown_cell
from tests.helpers import ROOT, run
from tests.sample import Tables, find, row, sample


def cells(page: str, first: str) -> list[str]:
    """Return the cells of the row of a table that begins with `first`."""
    line = next(line for line in page.splitlines() if line.startswith(f"| {first} |"))
    return [cell.strip().replace("\\", "") for cell in line.strip("|").split("|")]


@pytest.fixture
def tables() -> Tables:
    return sample()


def test_records_are_counted_by_where_they_come_from(tables: Tables) -> None:
    find(tables, "outlets", "gazette")["kind"] = "aggregator"
    page = quality_page(tables, [])
    # Two of three actors rest on the register, a data set; one on an article, which is an aggregator's copy.
    assert cells(page, "actors") == ["actors", "3", "2", "1", "1", "1", "0", "0"]
    assert cells(page, "events") == ["events", "2", "0", "2", "2", "0", "0", "1"]


def test_samples_are_given_with_an_interval() -> None:
    audit = {"date": "2026-11-26", "kind": "sample", "table": "roles", "scope": "all", "method": "Two readers.", "cells": "100", "right": "99", "partly": "1", "wrong": "0"}  # fmt: skip
    page = quality_page({name: [] for name in sample()}, [audit])
    assert cells(page, "1 | roles: all")[2:] == ["2026-11-26", "100", "99", "1", "0", "99.0% (94.6% to 99.8%)"]
    assert "\n1. Two readers.\n" in page


@pytest.mark.parametrize(
    ("cells", "right"), [("", "1"), ("x", "1"), ("0", "0"), ("1", "2"), ("-1", "-1"), ("1.5", "1")]
)
def test_a_sample_without_numbers_is_an_error(cells: str, right: str) -> None:
    audit = {
        "date": "2026",
        "kind": "sample",
        "table": "roles",
        "scope": "all",
        "method": "",
        "cells": cells,
        "right": right,
    }
    with pytest.raises(AuditError, match="of the sample 'all' of 'roles'"):
        quality_page({name: [] for name in sample()}, [audit])


def test_of_many_samples_the_newest_are_shown() -> None:
    numbers = {"method": "Read.", "cells": "10", "right": "10", "partly": "0", "wrong": "0"}
    audits = [
        {"date": str(1900 + n), "kind": "sample", "table": "roles", "scope": f"no. {n}", **numbers} for n in range(20)
    ]
    page = quality_page({name: [] for name in sample()}, audits)
    assert "The newest 15 of 20 are shown; [audits.csv](audits.csv) has all." in page
    assert ("no. 19" in page, "no. 5 " in page, "no. 4 " in page) == (True, True, False)
    audits[0]["right"] = "11"
    with pytest.raises(AuditError, match=r"of the sample 'no\. 0' of 'roles'"):
        quality_page({name: [] for name in sample()}, audits)


def test_readings_are_apart_from_samples_and_the_newest_comes_first() -> None:
    numbers = {"method": "", "cells": "9", "right": "9", "partly": "0", "wrong": "0"}
    audits = [{"date": date, "kind": kind, "table": "roles", "scope": date, **numbers} for date, kind in (("1901", "reading"), ("1902", "sample"), ("1903", "sample"))]  # fmt: skip
    page = quality_page({name: [] for name in sample()}, audits)
    places = [page.index(text) for text in ("## Sampled", "roles: 1903", "roles: 1902", "## Second", "roles: 1901")]
    assert places == sorted(places)


def test_an_audit_of_an_unknown_kind_is_an_error() -> None:
    with pytest.raises(AuditError, match="the kind is 'survey'; it must be one of sample, reading"):
        quality_page({name: [] for name in sample()}, [{"kind": "survey", "table": "roles", "scope": "all"}])


@pytest.mark.parametrize(("right", "cells"), [(0, 1), (1, 1), (50, 300), (300, 300)])
def test_an_interval_holds_the_share_and_stays_within_0_and_1(right: int, cells: int) -> None:
    low, high = wilson_interval(right, cells)
    assert 0 <= low <= right / cells + 1e-12
    assert right / cells - 1e-12 <= high <= 1 + 1e-12


def test_years_without_a_holder_are_listed(tables: Tables) -> None:
    tables["offices"] = [row("offices", office_id="envoy", title="Envoy", kind="cabinet", seats="one", source_id="register")]  # fmt: skip
    tables["roles"] += [row("roles", role_id="late", actor_id="ada-lake", office_id="envoy", title="Envoy", basis="appointed", start="1893-05", end="1895", source_id="register")]  # fmt: skip
    assert cells(quality_page(tables, []), "Envoy") == ["Envoy", "3", "1885 to 1895", "1890 to 1892"]


def test_doubts_are_counted_and_unsure_pairs_named(tables: Tables) -> None:
    tables["judgements"][0]["same"] = "unsure"
    page = quality_page(tables, [])
    assert cells(page, "Pairs of records that may be one")[1] == "1"
    assert cells(page, "Values that another source disputes")[1] == "1"
    assert "The pairs: ada-lake and gazette." in page


def test_the_command_prints_the_report_with_the_audits_of_the_package(package: Path) -> None:
    (package / "docs").mkdir()
    (package / "docs" / "audits.csv").write_text(
        "date,kind,table,scope,method,cells,right,partly,wrong\n1901,sample,roles,envoys,Read.,10,10,0,0\n"
    )
    assert cells(run("quality", package).output, "1 | roles: envoys")[3] == "10"


def test_agreement_of_coders_is_reported_by_field(package: Path) -> None:
    (package / "docs").mkdir()
    rows = [
        "date,claim,field,first,second",
        "1901,a,mode,fact,fact",
        "1901,b,mode,fact,opinion",
        "1901,a,act,deny,deny",
    ]
    (package / "docs" / "codings.csv").write_text("\n".join(rows) + "\n")
    page = run("quality", package).output
    assert cells(page, "mode")[1:] == ["2", "1", "0.00"]
    assert cells(page, "act")[1:] == ["1", "1", "all are one code"]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1))
def test_alpha_is_one_only_where_all_agree(pairs: list[tuple[str, str]]) -> None:
    alpha = nominal_alpha(pairs)
    swapped = nominal_alpha([(second, first) for first, second in pairs])
    assert alpha == swapped
    if alpha is None:
        assert len({code for pair in pairs for code in pair}) == 1
    else:
        assert (alpha == 1) == all(first == second for first, second in pairs)
        assert alpha <= 1


def test_the_committed_report_has_the_newest_of_the_committed_audits() -> None:
    page = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8")
    with (ROOT / "docs" / "audits.csv").open(encoding="utf-8", newline="") as file:
        audits = [*csv.DictReader(file)]
    kinds = Counter(audit["kind"] for audit in audits)
    assert page.count("% to ") == sum(min(number, 15) for number in kinds.values())
    for kind in kinds:
        newest = next(audit for audit in reversed(audits) if audit["kind"] == kind)
        assert markdown_cell(newest["scope"]) in page
