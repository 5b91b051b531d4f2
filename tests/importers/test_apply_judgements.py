"""A judged merge is the merge of `fpdata merge`, and what cannot be merged is reported."""

from __future__ import annotations

from pathlib import Path

from fpdata.edit.rename_merge import merge
from fpdata.edit.tables import Tables, read_tables
from fpdata.generate.package import write_package
from fpdata.importers.core.apply_judgements import apply_judgements
from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.store import Store
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import render
from fpdata.package.locate import find_package
from tests.sample import row, sample


def doubled() -> Tables:
    """Return the sample with Ben Moor twice, each of them named in every table that can name an actor or a row of his."""
    tables = sample()
    tables["actors"].append(
        row(
            "actors",
            actor_id="ben-x-moor",
            kind="person",
            name="B. X. Moor",
            sort_name="Moor, B.",
            born="1861",
            source_id="register",
        )
    )
    tables["judgements"] += [
        row(
            "judgements",
            table="actors",
            left_id="ben-moor",
            right_id="ben-x-moor",
            same="yes",
            reason="One man.",
            date="1902",
        ),
        row(
            "judgements",
            table="actors",
            left_id="ben-x-moor",
            right_id="gazette",
            same="no",
            reason="A man.",
            date="1902",
        ),
    ]
    for actor, presence in (("ben-moor", "confirmed"), ("ben-x-moor", "reported")):
        tables["participations"].append(
            row(
                "participations",
                event_id="1890-talks",
                actor_id=actor,
                part="member",
                presence=presence,
                source_id="register",
            )
        )
        tables["citations"].append(
            row(
                "citations",
                citation_id=f"{actor}-born",
                table="actors",
                record_id=actor,
                field="born",
                document_id="register",
                stance="supports",
            )
        )
    tables["citations"].append(
        row(
            "citations",
            citation_id="part",
            table="participations",
            record_id="1890-talks/ben-x-moor/member",
            document_id="register",
            stance="supports",
        )
    )
    for field, value in (("born", "1862"), ("died", "1898")):
        tables["corrections"].append(
            row(
                "corrections",
                table="actors",
                record_id="ben-x-moor",
                field=field,
                upstream_value=value,
                value="1861",
                reason="A slip.",
                date="1902",
            )
        )
    tables["redirects"].append(
        row("redirects", table="actors", old_id="b-moor", new_id="ben-x-moor", date="1901", reason="Renamed.")
    )
    tables["names"].append(row("names", actor_id="ben-x-moor", name="Benny", kind="alias"))
    tables["identifiers"].append(row("identifiers", scheme="register", value="18", actor_id="ben-x-moor"))
    tables["claims"][2]["about_actor_id"] = "ben-x-moor"
    return tables  # fmt: skip


def contents(tables: Tables) -> dict[str, bytes]:
    return {name: render(TABLES[name], rows) for name, rows in tables.items()}


def test_a_judged_merge_is_a_merge_by_hand(tmp_path: Path) -> None:
    by_hand, root = doubled(), tmp_path / "package"
    write_package(root, by_hand)
    store = Store(root)
    (finding,) = apply_judgements(store)
    store.write()
    lost = merge(by_hand, "ben-x-moor", "ben-moor", "One man.", "1902", "actors")
    assert contents(read_tables(find_package(root))) == contents(by_hand)
    assert (finding.kind, finding.record) == (FindingKind.MERGED, "ben-moor/ben-x-moor")
    assert finding.message == f"ben-x-moor was merged into ben-moor; values not kept: {', '.join(lost)}"
    assert "participations.presence of 1890-talks/ben-moor/member: reported" in lost
    assert "ben-x-moor" not in repr({name: rows for name, rows in by_hand.items() if name != "redirects"}).replace("'ben-x-moor-born'", "")  # fmt: skip
    assert apply_judgements(Store(root)) == []


def test_judgements_follow_each_other(tmp_path: Path) -> None:
    """The second judgement names an actor that the first merges into another."""
    tables = doubled()
    tables["actors"].append(row("actors", actor_id="benny-moor", kind="person", name="Benny Moor", sort_name="Moor, Benny", source_id="register"))  # fmt: skip
    tables["judgements"].append(row("judgements", table="actors", left_id="ben-x-moor", right_id="benny-moor", same="yes", reason="He too.", date="1902"))  # fmt: skip
    write_package(tmp_path, tables)
    store = Store(tmp_path)
    assert len(apply_judgements(store)) == 2
    assert {row["actor_id"] for row in store.rows("actors")} == {"ada-lake", "ben-moor", "gazette"}


def test_judgements_that_contradict_each_other_are_not_applied(tmp_path: Path) -> None:
    """Two pairs are the same, and the third is not: only the first pair is merged, and no judgement is lost."""
    tables = doubled()
    tables["actors"].append(row("actors", actor_id="benny-moor", kind="person", name="Benny Moor", sort_name="Moor, Benny", source_id="register"))  # fmt: skip
    for left, right, same in (("ben-x-moor", "benny-moor", "no"), ("ben-moor", "benny-moor", "yes")):
        tables["judgements"].append(row("judgements", table="actors", left_id=left, right_id=right, same=same, reason="Seen.", date="1902"))  # fmt: skip
    write_package(tmp_path, tables)
    store = Store(tmp_path)
    before = len(list(store.rows("judgements")))
    findings = apply_judgements(store)
    assert [finding.kind for finding in findings] == [FindingKind.DOUBTFUL, FindingKind.DOUBTFUL]
    assert "of ben-x-moor and ben-moor, one is judged the same as benny-moor and one different" in findings[0].message
    assert len(list(store.rows("judgements"))) == before
    assert len(list(store.rows("actors"))) == len(tables["actors"])


def test_a_judgement_that_decides_outlives_one_that_is_unsure() -> None:
    tables = doubled()
    tables["judgements"].append(row("judgements", table="actors", left_id="ben-moor", right_id="gazette", same="unsure", date="1902"))  # fmt: skip
    merge(tables, "ben-x-moor", "ben-moor", "One man.", "1902", "actors")
    assert [row["same"] for row in tables["judgements"] if row["left_id"] == "ben-moor"] == ["no"]


def test_the_one_written_by_hand_stays(tmp_path: Path) -> None:
    tables = doubled()
    tables["actors"][1]["source_locator"] = "people/moor-ben"
    write_package(tmp_path, tables)
    store = Store(tmp_path)
    apply_judgements(store)
    assert store.get("actors", "ben-moor") is None
    assert store.get("actors", "ben-x-moor") is not None


def test_a_merge_that_is_not_possible_is_reported(tmp_path: Path) -> None:
    tables = doubled()
    tables["relationships"].append(row("relationships", relationship_id="moors", actor_id="ben-moor", kind="family-of", other_id="ben-x-moor", source_id="register"))  # fmt: skip
    write_package(tmp_path, tables)
    before = contents(tables)
    store = Store(tmp_path)
    (finding,) = apply_judgements(store)
    assert finding.kind is FindingKind.DOUBTFUL
    assert "not merged: moors of relationships refers to both ben-x-moor and ben-moor" in finding.message
    assert store.write() == []
    assert contents(read_tables(find_package(tmp_path))) == before
