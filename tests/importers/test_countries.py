from __future__ import annotations

from pathlib import Path

import pytest

from fpdata.importers.core.person_names import common_name, given, sort_name, tidy
from fpdata.importers.core.run import run_import
from fpdata.importers.core.source import SourceError
from fpdata.importers.countries.reader import country_id, read_countries
from fpdata.importers.pocom.end_notes import end_kind, is_about
from tests.importers import upstream
from tests.importers.upstream import empty_package, rows

_HEADER = "ISO3166-1-Alpha-2,ISO3166-1-Alpha-3,CLDR display name,is_independent,wikidata_id\n"


def _sources(root: Path) -> tuple[Path, Path]:
    territory = "<territory><id>{}</id><short-form-name>{}</short-form-name><valid-since>{}</valid-since><valid-until>{}</valid-until><exists-on-todays-map>{}</exists-on-todays-map></territory>"
    for id, name, since, until, today in (
        ("korea-south", "Korea, South", "1948", "9999", "true"),
        ("united-states", "United States", "1776", "9999", "true"),
        ("curacao", "Curaçao", "2010", "9999", "true"),
        ("republic-of-texas-1845", "Republic of Texas", "1836", "1845", "false"),
    ):
        upstream.write(root / f"gsh/data/territories/{id}.xml", territory.format(id, name, since, until, today))
    old = "<country><id>{}</id><iso2>{}</iso2></country>"
    for id, code in (("korea-south", "kr"), ("united-states", "us"), ("cook-islands", "cw")):
        upstream.write(root / f"gsh/data/countries-old/{id}.xml", old.format(id, code))
    codes = root / "country-codes/country-codes.csv"
    codes.parent.mkdir()
    codes.write_text(
        _HEADER + "KR,KOR,South Korea,Yes,https://www.wikidata.org/wiki/Q884\n"
        "US,USA,US,Yes,https://www.wikidata.org/wiki/Q30\n"
        "CK,COK,Cook Islands,Associated with NZ,https://www.wikidata.org/wiki/Q26988\n"
        "CW,CUW,Curaçao,Part of NL,https://www.wikidata.org/wiki/Q25279\n",
        encoding="utf-8",
    )
    return root / "gsh", codes.parent


def test_countries_come_from_both_sources(tmp_path: Path) -> None:
    package = empty_package(tmp_path / "package")
    for imported in read_countries(*_sources(tmp_path)):
        run_import(package, imported)
    countries = rows(package, "countries")
    korea = countries["south-korea"]
    assert [korea[part] for part in ("name", "kind", "iso_alpha3", "wikidata", "start", "end", "source_id")] == [
        "South Korea",
        "state",
        "KOR",
        "Q884",
        "1948",
        "..",
        "country-codes",
    ]
    assert (countries["cook-islands"]["iso_alpha2"], countries["curacao"]["iso_alpha2"]) == ("CK", "CW")
    texas = countries["texas"]
    assert [texas[part] for part in ("kind", "start", "end", "successor_id", "source_id")] == [
        "historical-state",
        "1836",
        "1845",
        "united-states",
        "gsh",
    ]
    assert countries["united-states"]["iso_alpha2"] == ""  # written by hand, and left so


def test_a_missing_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "gsh/data").mkdir(parents=True)
    with pytest.raises(SourceError, match="no country-codes"):
        read_countries(tmp_path / "gsh", tmp_path)


@pytest.mark.parametrize(
    ("one", "other"),
    [("korea", "korea-south"), ("turkey", "turkiye"), ("czech-republic", "czechia"), ("macedonia", "north-macedonia"),
     ("swaziland", "eswatini"), ("congo-democratic-republic", "congo-kinshasa"), ("samoa", "somoa")],
)  # fmt: skip
def test_two_ids_of_one_country_are_one(one: str, other: str) -> None:
    assert country_id(one) == country_id(other)


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("", None),
        ("Left post on", "left-post"),
        ("Left Bridgetown.", "left-post"),
        ("Presented recall on or shortly before", "recalled"),
        ("Declared persona non grata by the Government of Zaire", "recalled"),
        ("Died at Zarnowiec, en route to Paris from consultations with French officials in Russia, on", "died"),
        ("Assassinated at post on", "died"),
        ("Superseded", "superseded"),
        ("Promoted to Minister Resident", "promoted"),
        ("Recess appointment expired. Left post on", "term-ended"),
        ("The United States severed diplomatic relations with Germany on", "relations-severed"),
        ("Germany declared war on the United States on", "relations-severed"),
        ("Legation Copenhagen closed on", "abolished"),
        ("Notified Government of Honduras by note, that he had resigned", "resigned"),
        ("Jun 1783", "other"),
    ],
)
def test_reasons_of_ends_are_coded(note: str, kind: str | None) -> None:
    assert end_kind(note) == kind


def test_some_notes_make_a_day_approximate() -> None:
    assert is_about("Left post on or soon after")
    assert not is_about("Left post on")


def test_names_in_common_use() -> None:
    assert common_name("George Frost", "Kennan") == "George F. Kennan"
    assert common_name("Henry A. (Heinz Alfred)", "Kissinger") == "Henry A. Kissinger"
    assert common_name("William Averell", "Harriman", known_as="W. Averell Harriman") == "W. Averell Harriman"
    assert common_name("James Earl", "Carter", nickname="Jimmy") == "Jimmy Carter"
    assert given("deLesseps Story") == "deLesseps S."
    assert sort_name("James Addison", "Baker", "III") == "Baker, James Addison, III"
    assert tidy("Arthur Hartman, 3rd") == "Arthur Hartman III"
