"""Statements, nominations, orders and briefings of the White House."""

from __future__ import annotations

from pathlib import Path

import pytest

from fpdata.importers.core.findings import FindingKind
from fpdata.importers.whitehouse.nominations import nominee_key
from tests.importers.upstream import rows
from tests.importers.whitehouse_pages import page, parts, run, small_package, write_pages

pytest.importorskip("yaml")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return small_package(tmp_path / "package")


def test_statements_say_who_spoke_on_what_and_quote_the_matter(package: Path, tmp_path: Path) -> None:
    root = write_pages(
        tmp_path / "wh",
        {
            f"statements-releases/2022-03/2022-03-0{day}-s.md": page(title, "Text.", f"2022-03-0{day}")
            for day, title in enumerate(
                (
                    "Statement by President Joe Biden Condemning the Attack in Ukraine",
                    "Statement from National Security Advisor Jake Sullivan on the Elections in Chile",
                    "Statement by NSC Spokesperson Ann Hill Welcoming the Ceasefire in Ukraine",
                    "Statement from the President",
                    "Statement by President Biden on the Tornado in Ohio",
                ),
                start=1,
            )
        },
    )
    summary = run(package, root)
    said = {
        row["speaker_id"]: (row["act"], row["medium"], row["summary"]) for row in rows(package, "statements").values()
    }
    assert said == {
        "joe-biden": ("criticize", "official-release", "Makes a statement: “Condemning the Attack in Ukraine”."),
        "jake-sullivan": ("assert", "official-release", "Makes a statement on “the Elections in Chile”."),
        "ann-hill": ("praise", "official-release", "Makes a statement: “Welcoming the Ceasefire in Ukraine”."),
    }
    assert [one.message for one in summary.findings if one.kind is FindingKind.LEFT_OUT] == [
        "2 pages on domestic matters"
    ]


def test_a_joint_statement_has_all_its_states_as_authors(package: Path, tmp_path: Path) -> None:
    root = write_pages(
        tmp_path / "wh",
        {
            "statements-releases/2022-03/2022-03-02-j.md": page(
                "Joint Statement of Japan, India, and the United States on Shipping", "The three governments met."
            ),
            "statements-releases/2022-03/2022-03-03-j.md": page(
                "Joint Statement of the Leaders", "The Leaders of Germany and Chile welcome this.", "2022-03-03"
            ),
        },
    )
    run(package, root)
    authors: dict[str, set[str]] = {}
    for row in rows(package, "contributions").values():
        authors.setdefault(row["document_id"][12:22], set()).add(row["actor_id"])
    assert authors == {
        "2022-03-02": {"united-states", "japan", "india"},
        "2022-03-03": {"united-states", "germany", "chile"},
    }
    assert rows(package, "actors")["japan"]["kind"] == "state"


def test_nominations_and_withdrawals_name_nominee_and_office(package: Path, tmp_path: Path) -> None:
    line = (
        "Ada M. Lake, of Ohio, a Career Member of the Senior Foreign Service, Class of Counselor, to be Ambassador"
        " Extraordinary and\nPlenipotentiary of the United States of America to the Republic of Chile{}."
    )
    judge = "Max Moor, of Iowa, to be United States District Judge for the Southern District of Iowa."
    root = write_pages(
        tmp_path / "wh",
        {
            "presidential-actions/2022-03/2022-03-02-n.md": page(
                "Nominations Sent to the Senate", f"NOMINATIONS SENT TO THE SENATE:\n\n{line.format('')}\n\n{judge}"
            ),
        },
    )
    run(package, root)
    (event,) = rows(package, "events").values()
    assert event["name"] == "Nomination of Ada M. Lake: Ambassador to Chile"
    assert parts(package, event["event_id"]) == {"ada-m-lake": ("subject", "", "")}
    nominee = next(row for row in rows(package, "roles").values() if row["actor_id"] == "ada-m-lake")
    assert (nominee["office_id"], nominee["basis"], nominee["start"], nominee["career_type"]) == (
        "ambassador-to-chile",
        "designated",
        "",
        "career",
    )
    withdrawn = line.format(", which was sent to the Senate on March 2, 2022")
    write_pages(
        root,
        {
            "presidential-actions/2022-05/2022-05-02-w.md": page(
                "Withdrawals Sent to the Senate", f"WITHDRAWALS SENT TO THE SENATE:\n\n{withdrawn}", "2022-05-02"
            )
        },
    )
    run(package, root)
    nominee = next(row for row in rows(package, "roles").values() if row["actor_id"] == "ada-m-lake")
    assert (nominee["basis"], nominee["end"], nominee["end_kind"]) == ("nominated-not-served", "2022-05-02", "declined")
    assert len(rows(package, "events")) == 2
    assert "max-moor" not in rows(package, "actors")


def test_orders_name_what_they_revoke_and_get_the_number_by_which_others_cite_them(
    package: Path, tmp_path: Path
) -> None:
    cited = "Executive Order 14024 of March 2, 2022 (Blocking Property in Ukraine)"
    root = write_pages(
        tmp_path / "wh",
        {
            "presidential-actions/2022-03/2022-03-02-o.md": page(
                "Executive Order on Blocking Property in Ukraine", "By the International Emergency Economic Powers Act."
            ),
            "presidential-actions/2022-04/2022-04-02-o.md": page(
                "Executive Order on the Termination of Sanctions on Ukraine",
                f"{cited} is hereby revoked. Executive Order 13000 is hereby amended.",
                "2022-04-02",
            ),
        },
    )
    run(package, root)
    first, second = sorted(
        (row for row in rows(package, "documents").values() if row["kind"] == "law"), key=lambda row: row["date"]
    )
    assert (first["number"], second["revises_id"]) == ("14024", first["document_id"])
    assert second["note"] == "Revokes Executive Order 14024. Amends Executive Order 13000."
    assert {row["part"] for row in rows(package, "contributions").values()} == {"signatory"}
    sanctions = [row for row in rows(package, "events").values() if row["kind"] == "sanction"]
    assert {row["document_id"] for row in sanctions} == {first["document_id"], second["document_id"]}


def test_briefings_have_their_speakers_and_background_calls_have_none(package: Path, tmp_path: Path) -> None:
    root = write_pages(
        tmp_path / "wh",
        {
            "press-briefings/2022-03/2022-03-02-b.md": page(
                "Press Briefing by Press Secretary Ann Hill and National Security Advisor Jake Sullivan, March 1, 2022",
                "James S. Brady Press Briefing Room\n\n3:05 P.M. EST",
            ),
            "press-briefings/2022-03/2022-03-03-c.md": page(
                "Background Press Call by Senior Administration Officials on Ukraine", "1:49 P.M. EST", "2022-03-03"
            ),
        },
    )
    run(package, root)
    events = {row["date"]: row for row in rows(package, "events").values()}
    assert set(events) == {"2022-03-01", "2022-03-03"}
    assert set(parts(package, events["2022-03-01"]["event_id"])) == {"ann-hill", "jake-sullivan"}
    assert parts(package, events["2022-03-03"]["event_id"]) == {}


def test_a_nominee_has_the_name_under_which_the_senate_got_the_nomination() -> None:
    assert nominee_key("M. Fabiana Jorge") == nominee_key("Maria Fabiana Jorge") == "Maria Fabiana Jorge"


@pytest.mark.parametrize("nominee", ["Ada Lake Moor", "Ada Lake", "Ada Q. Lake Moor Field"])
def test_a_nominee_is_who_soon_holds_the_office_under_the_same_full_name(
    package: Path, tmp_path: Path, nominee: str
) -> None:
    def add(table: str, values: dict[str, str]) -> None:
        path = package / f"datasets/{table}.csv"
        header = path.read_text(encoding="utf-8").partition("\n")[0].split(",")
        with path.open("a", encoding="utf-8") as file:
            file.write(",".join(f'"{values[one]}"' if values.get(one) else "" for one in header) + "\n")

    person = {"actor_id": "ada-lake-moor", "kind": "person", "name": "Ada Lake Moor", "sort_name": "Lake Moor, Ada"}
    add("actors", person | {"country_id": "united-states", "source_id": "by-hand"})
    role = {
        "role_id": "moor-role",
        "actor_id": "ada-lake-moor",
        "office_id": "ambassador-to-chile",
        "title": "Ambassador",
    }
    add("roles", role | {"basis": "confirmed", "start": "2022-10-19", "source_id": "by-hand"})
    line = (
        f"{nominee}, of Ohio, to be Ambassador Extraordinary and Plenipotentiary of the United States of America to the"
        " Republic of Chile."
    )
    root = write_pages(
        tmp_path / "wh",
        {"presidential-actions/2022-03/2022-03-02-n.md": page("Nominations Sent to the Senate", line)},
    )
    run(package, root)
    assert [id for id in rows(package, "actors") if id.startswith("ada")] == ["ada-lake-moor"]
    (event,) = rows(package, "events").values()
    assert set(parts(package, event["event_id"])) == {"ada-lake-moor"}
