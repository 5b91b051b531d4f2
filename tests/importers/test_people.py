"""Reading people: who is matched with whom, and what becomes of names, dates and links."""

from __future__ import annotations

from pathlib import Path

import pytest

from fpdata.importers.core.draft import ACTOR
from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.run import run_import
from fpdata.importers.core.source import SourceError
from fpdata.importers.people import known_faults
from fpdata.importers.people.names import PersonName, display_name, parse_name
from fpdata.importers.people.reader import read_people
from fpdata.importers.visits.reader import read_visits
from tests.importers import upstream
from tests.importers.upstream import contents, holders, kinds, replace_in_file, rows, visit, write

_SITE = "https://history.state.gov"


def record(
    id: str,
    preferred: str,
    *originals: tuple[str, str],
    born: str = "",
    died: str = "",
    viaf: str = "",
    title: str = "",
) -> str:
    """Return a <person>; `originals` are names, each with the path of the page that has it."""
    listed = "".join(
        f"<original><name>{name}</name><source-url>{_SITE}/{path}</source-url></original>" for name, path in originals
    )
    titles = f"<title><name>{title}</name></title>" if title else ""
    return (
        f'<person><id>{id}</id><authorities><authority service="viaf">{viaf}</authority></authorities><names><preferred>'
        f"<name>{preferred}</name></preferred><alternates/><originals>{listed}</originals><titles-from-name>{titles}"
        f"</titles-from-name></names><birth-year>{born}</birth-year><death-year>{died}</death-year><remarks/></person>"
    )


def people(root: Path, *records: str) -> Path:
    """Write people records in the layout of upstream."""
    for number, content in enumerate(records):
        write(root / f"data/100000/1/0/0/{number}.xml", content)
    return root


def volume(id: str) -> str:
    """Return the path of a person in the list of a volume."""
    name, _, person = id.partition("/")
    return f"historicaldocuments/{name}/persons#{person}"


def test_a_record_becomes_an_actor_with_names_and_identifiers(package: Path, tmp_path: Path) -> None:
    source = people(
        tmp_path / "people",
        record(
            "100001", "Rassendyll, Rudolf Robert", ("Rassendyll, Colonel Rudolf R.", volume("frus1901-03v01/p_RRR1")),
            ("Rassendyll, Rudolf R.", volume("frus1904v01/p_RRR1")), born="1870", died="1930", viaf="77", title="Colonel",
        ),
    )  # fmt: skip
    assert run_import(package, read_people(source)).ok
    actor = rows(package, "actors")["rudolf-r-rassendyll"]
    assert (actor["name"], actor["sort_name"]) == ("Rudolf R. Rassendyll", "Rassendyll, Rudolf Robert")
    assert (actor["born"], actor["died"], actor["source_locator"]) == ("1870", "1930", "persons/100001")
    assert set(holders(package)) == {
        "history-people/100001", "viaf/77", "frus/frus1901-03v01/p_RRR1", "frus/frus1904v01/p_RRR1",
    }  # fmt: skip
    assert [name["name"] for name in rows(package, "names").values()] == ["Rudolf Robert Rassendyll"]
    before = contents(package)
    assert not run_import(package, read_people(source)).files
    assert contents(package) == before


def test_a_link_to_pocom_decides(package_with_pocom: Path, tmp_path: Path) -> None:
    before = rows(package_with_pocom, "actors")
    pocom_id, actor_id = next(
        (key.partition("/")[2], actor) for key, actor in holders(package_with_pocom).items() if key.startswith("pocom/")
    )
    source = people(
        tmp_path / "people",
        record("100001", "Somebody, Else", ("Somebody, Else", f"departmenthistory/people/{pocom_id}"), ("Somebody, Else", volume("frus1901/p_SE1"))),
    )  # fmt: skip
    assert run_import(package_with_pocom, read_people(source)).ok
    assert rows(package_with_pocom, "actors").keys() == before.keys()
    assert holders(package_with_pocom)["frus/frus1901/p_SE1"] == actor_id


def test_a_visitor_known_by_family_name_gets_the_whole_name(package: Path, tmp_path: Path) -> None:
    visits = upstream.visits(tmp_path / "visits", visit("1", "1901-01-01", "1901-01-02", "Premier Strelsau"))
    run_import(package, read_visits(visits))
    source = people(
        tmp_path / "people",
        record("100001", "Strelsau, Michael", ("Premier Strelsau", "departmenthistory/visits/ruritania")),
    )
    assert run_import(package, read_people(source)).ok
    actor = rows(package, "actors")["premier-strelsau-ruritania"]
    assert (actor["name"], actor["sort_name"]) == ("Michael Strelsau", "Strelsau, Michael")
    run_import(package, read_visits(visits))
    after = contents(package)
    assert rows(package, "actors")["premier-strelsau-ruritania"]["name"] == "Michael Strelsau"
    assert not run_import(package, read_people(source)).files
    assert not run_import(package, read_visits(visits)).files
    assert contents(package) == after


def test_a_name_alone_matches_nobody(package_with_pocom: Path, tmp_path: Path) -> None:
    before = rows(package_with_pocom, "actors")
    actor = next(row for row in before.values() if row["kind"] == "person")
    given, _, surname = actor["name"].rpartition(" ")
    source = people(tmp_path / "people", record("100001", f"{surname}, {given}", ("x", volume("frus1901/p_X1"))))
    summary = run_import(package_with_pocom, read_people(source))
    assert len(rows(package_with_pocom, "actors")) == len(before) + 1
    assert FindingKind.DOUBTFUL in kinds(summary)
    (judgement,) = rows(package_with_pocom, "judgements").values()
    assert judgement["same"] == "unsure"


def test_two_records_with_one_viaf_are_one_person(package: Path, tmp_path: Path) -> None:
    source = people(
        tmp_path / "people",
        record("100001", "Rassendyll, Rudolf", ("Rassendyll, Rudolf", volume("frus1901/p_R1")), viaf="77"),
        record("100002", "Elphberg, Rudolf", ("Elphberg, Rudolf", volume("frus1902/p_E1")), viaf="77"),
    )
    assert kinds(run_import(package, read_people(source))) == [FindingKind.DUPLICATE]
    assert set(holders(package).values()) == {"rudolf-rassendyll"}


def test_a_listed_actor_decides_whatever_visitor_the_record_links_to(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visits = upstream.visits(
        tmp_path / "visits",
        visit("1", "1901-01-01", "1901-01-02", "King Rudolf"),
        visit("2", "1931-01-01", "1931-01-02", "Premier Rudolf Strelsau"),
    )
    run_import(package, read_visits(visits))
    monkeypatch.setitem(known_faults.IDENTIFIERS, "100001", (ACTOR, "rudolf-strelsau"))
    link = "departmenthistory/visits/ruritania"
    source = people(tmp_path / "people", record("100001", "Elphberg, Rudolf", ("King Rudolf", link)))
    assert run_import(package, read_people(source)).ok
    assert set(holders(package).values()) == {"rudolf-strelsau"}


def test_a_listed_visitor_counts_and_other_visitors_of_the_record_do_not(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visits = upstream.visits(
        tmp_path / "visits",
        visit("1", "1901-01-01", "1901-01-02", "Premier Rudolf Strelsau"),
        visit("2", "1902-01-01", "1902-01-02", "Premier Michael Elphberg"),
    )
    run_import(package, read_visits(visits))
    monkeypatch.setitem(known_faults.VISITORS, "100001", ("ruritania", "Michael Elphberg"))
    link = "departmenthistory/visits/ruritania"
    both = (("Premier Rudolf Strelsau", link), ("Premier Michael Elphberg", link))
    run_import(package, read_people(people(tmp_path / "people", record("100001", "Elphberg, Michael", *both))))
    assert set(holders(package).values()) == {"michael-elphberg"}


def test_a_member_of_a_volume_is_moved_to_the_record_it_belongs_to(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(known_faults.MOVED, "frus1902/p_E1", "100002")
    source = people(
        tmp_path / "people",
        record(
            "100001",
            "Elphberg, Hugo",
            ("Elphberg, Hugo", volume("frus1901/p_E1")),
            ("Elphberg, Hugo", volume("frus1902/p_E1")),  # with the name of the record it was put into
        ),
        record("100002", "Elphberg, Karl", ("Elphberg, Karl", volume("frus1903/p_E1"))),
    )
    assert run_import(package, read_people(source)).ok
    found = holders(package)
    assert found["frus/frus1901/p_E1"] == "hugo-elphberg"
    assert found["frus/frus1902/p_E1"] == found["frus/frus1903/p_E1"] == "karl-elphberg"
    assert not [row for row in rows(package, "names").values() if row["name"].endswith(" Elphberg")]


def test_records_that_are_no_names_or_twice_are_left_out(package: Path, tmp_path: Path) -> None:
    good = record("100003", "Sapt, Fritz", ("Sapt, Fritz", volume("frus1901/p_S1")))
    source = people(
        tmp_path / "people",
        record("100001", "Ambassador Rassendyll", ("x", volume("frus1901/p_R1"))),
        record("100002", "Hentzau, Rupert", born="19x1"),
        good,
        record("100004", "One, Ada", ("One, Ada", volume("frus1901/p_O1"))),
        record("100004", "Two, Bea", ("Two, Bea", volume("frus1901/p_T1"))),
        record("100005", "Office of Security Affairs"),
    )
    summary = run_import(package, read_people(source))
    assert not summary.ok
    assert sorted(kinds(summary)) == [FindingKind.AMBIGUOUS, *[FindingKind.MALFORMED] * 3]
    assert "fritz-sapt" in rows(package, "actors")
    assert len(rows(package, "actors")) == 2


def test_a_renamed_element_and_a_missing_folder_are_noticed(package: Path, tmp_path: Path) -> None:
    source = people(tmp_path / "people", record("100001", "Sapt, Fritz"))
    replace_in_file(source / "data/100000/1/0/0/0.xml", "birth-year", "born")
    assert not run_import(package, read_people(source)).ok
    with pytest.raises(SourceError):
        read_people(tmp_path / "nothing")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Walters, Lieutenant Colonel Vernon A.", PersonName("Walters", "Vernon A.")),
        ("Aquino, Benigno, 3rd", PersonName("Aquino", "Benigno", "III")),
        ("Stalin, Marshal of the Soviet Union Iosif Vissarionovich", PersonName("Stalin", "Iosif Vissarionovich")),
        ("Hoveyda, Amir-Abbas", PersonName("Hoveyda", "Amir-Abbas")),
        ("Bennet, Charles, E.", PersonName("Bennet", "Charles E.")),
        ("Albert I, 1875-1934", PersonName("Albert I", "")),
        ("Chiang Kai-shek, Generalissimo", PersonName("Chiang Kai-shek", "")),
        ("Sawyer, Mrs. Charles", PersonName("Sawyer", "Mrs. Charles")),
        ("Butz, Earl L.", PersonName("Butz", "Earl L.")),
        ("Browder, Earl", PersonName("Browder", "Earl")),
        ("Allison, Royal B.", PersonName("Allison", "Royal B.")),
        ("Michael, His Royal Highness Prince", PersonName("Michael", "")),
        ("Iran, The Shah-in-Shah of", None),
        ("Nguyen Ngoc Tho, Vietnamese Vice President until November 4", None),
    ],
)
def test_names_are_read_without_titles(text: str, expected: PersonName | None) -> None:
    assert parse_name(text) == expected


def test_the_name_that_most_volumes_use_is_the_name() -> None:
    preferred = PersonName("Gromyko", "Andreĭ Andreevich")
    variants = [(PersonName("Gromyko", "Andrei A."), 73), (PersonName("Gromyko", "A. A."), 90), (preferred, 9)]
    assert display_name(preferred, variants) == "Andrei A. Gromyko"


@pytest.mark.parametrize(
    ("id", "more", "kind", "message"),
    [
        ("x1", {}, FindingKind.MALFORMED, "id: 'x1' is not a number"),
        (
            "100009",
            {"born": "1800", "died": "1999"},
            FindingKind.MALFORMED,
            "a life from 1800 to 1999 is not plausible",
        ),
        ("100010", {}, FindingKind.DOUBTFUL, "it names nobody: a kingdom"),
    ],
)
def test_a_record_that_is_of_no_person_is_reported(
    package: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    id: str,
    more: dict[str, str],
    kind: FindingKind,
    message: str,
) -> None:
    monkeypatch.setitem(known_faults.NO_PERSON_RECORDS, "100010", "a kingdom")
    before = rows(package, "actors")
    source = people(
        tmp_path / "people", record(id, "Elphberg, Hugo", ("Elphberg, Hugo", volume("frus1901/p_E1")), **more)
    )
    summary = run_import(package, read_people(source))
    assert [(one.kind, one.message) for one in summary.findings] == [(kind, message)]
    assert rows(package, "actors") == before


def test_a_record_of_two_persons_is_divided_and_they_are_judged_two(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = known_faults.Part("karl", "Elphberg, Karl", frozenset({"frus1902/p_E1"}), "They sat in one cabinet.")
    monkeypatch.setitem(known_faults.MERGED, "100001", (part,))
    names = [("Elphberg, Hugo", volume("frus1901/p_E1")), ("Elphberg, Karl", volume("frus1902/p_E1"))]
    source = people(tmp_path / "people", record("100001", "Elphberg, Hugo", *names))
    assert run_import(package, read_people(source)).ok
    assert holders(package)["frus/frus1901/p_E1"] == "hugo-elphberg"
    assert holders(package)["frus/frus1902/p_E1"] == "karl-elphberg"
    (judgement,) = rows(package, "judgements").values()
    assert {judgement["left_id"], judgement["right_id"]} == {"hugo-elphberg", "karl-elphberg"}
    assert (judgement["same"], judgement["reason"]) == ("no", "They sat in one cabinet.")


def test_what_several_persons_have_identifies_none_of_them(package: Path, tmp_path: Path) -> None:
    names = (("Elphberg, Hugo", volume("frus1901/p_E1")), ("Sapt, Fritz", volume("frus1901/p_E1")))
    records = [
        record(str(100001 + number), name, (name, path), born=str(1850 + number))
        for number, (name, path) in enumerate(names)
    ]
    summary = run_import(package, read_people(people(tmp_path / "people", *records)))
    message = "frus 'frus1901/p_E1' is given to 100001, 100002; it is not used"
    assert [one.message for one in summary.findings] == [message]
    assert "frus/frus1901/p_E1" not in holders(package)


def test_a_name_in_capitals_is_written_as_usual() -> None:
    assert parse_name("ELPHBERG, Hugo") == PersonName("Elphberg", "Hugo", "")


def test_two_persons_who_link_to_one_actor_are_kept_apart(package_with_pocom: Path, tmp_path: Path) -> None:
    import_people = people(
        tmp_path / "people",
        record("100001", "Lake, Ada", ("Lake, Ada", "departmenthistory/people/lake-ada-mary"), born="1850"),
        record("100002", "Lake, Eve", ("Lake, Eve", "departmenthistory/people/lake-ada-mary"), born="1901"),
    )
    summary = run_import(package_with_pocom, read_people(import_people))
    assert len({holders(package_with_pocom)[f"history-people/10000{one}"] for one in (1, 2)}) == 2
    assert summary.findings
