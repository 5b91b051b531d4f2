"""Reading countries, and the crosswalk of their ids."""

from __future__ import annotations

from pathlib import Path

import pytest

from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.run import run_import
from fpdata.importers.core.source import SourceError
from fpdata.importers.countries.crosswalk import country_id, state_id
from fpdata.importers.countries.overrides import HISTORICAL_STATES
from fpdata.importers.countries.reader import read_countries
from tests.importers import upstream
from tests.importers.upstream import contents, rows, small_package

_HEADER = "ISO3166-1-Alpha-2,ISO3166-1-Alpha-3,CLDR display name,is_independent,wikidata_id\n"


def _write_sources(root: Path) -> tuple[Path, Path]:
    """Write a gsh and a country-codes of a few countries; return their folders."""
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
    package = small_package(tmp_path / "package")
    for batch in read_countries(*_write_sources(tmp_path)):
        run_import(package, batch)
    countries = rows(package, "countries")
    korea = countries["south-korea"]
    assert [korea[part] for part in ("name", "kind", "iso_alpha3", "wikidata", "start", "end", "source_id")] == [
        "South Korea",
        "state",
        "KOR",
        "Q884",
        "",  # the years for which gsh lists it are not those of the state
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
    assert countries["united-states"]["iso_alpha2"] == ""  # entered by hand, and left unchanged


def test_a_start_that_another_source_gives_stays(tmp_path: Path) -> None:
    package = small_package(tmp_path / "package")
    sources = _write_sources(tmp_path)
    for batch in read_countries(*sources):
        run_import(package, batch)
    path = package / "datasets" / "countries.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    changed = [line.replace(",,..,", ",1945-08-15,..,") if line.startswith("south-korea,") else line for line in lines]  # fmt: skip
    path.write_text("".join(changed), "utf-8")
    for batch in read_countries(*sources):
        assert not [found for found in run_import(package, batch).findings if found.record == "start"]
    assert rows(package, "countries")["south-korea"]["start"] == "1945-08-15"


def test_a_renamed_column_is_reported_and_changes_nothing(tmp_path: Path) -> None:
    package = small_package(tmp_path / "package")
    gsh, country_codes = _write_sources(tmp_path)
    for batch in read_countries(gsh, country_codes):
        run_import(package, batch)
    before = contents(package)
    upstream.replace_in_file(country_codes / "country-codes.csv", "is_independent", "independent")
    upstream.replace_in_file(gsh / "data/territories/republic-of-texas-1845.xml", "valid-until", "valid-to")
    findings = []
    for batch in read_countries(gsh, country_codes):
        summary = run_import(package, batch)
        assert not summary.ok
        findings += [(one.kind, one.file, one.record) for one in summary.findings if one.kind is FindingKind.MALFORMED]
    assert findings == [
        (FindingKind.MALFORMED, "country-codes.csv", ""),
        (FindingKind.MALFORMED, "data/territories/republic-of-texas-1845.xml", "republic-of-texas-1845"),
    ]
    assert contents(package) == before


def test_a_folder_without_country_codes_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "gsh/data").mkdir(parents=True)
    with pytest.raises(SourceError, match="no country-codes"):
        read_countries(tmp_path / "gsh", tmp_path)


@pytest.mark.parametrize(
    ("one", "other"),
    [("korea", "korea-south"), ("turkey", "turkiye"), ("czech-republic", "czechia"), ("macedonia", "north-macedonia"),
     ("swaziland", "eswatini"), ("congo-democratic-republic", "congo-kinshasa"), ("samoa", "somoa")],
)  # fmt: skip
def test_upstream_ids_of_one_country_map_to_one_id(one: str, other: str) -> None:
    assert country_id(one) == country_id(other)


@pytest.mark.parametrize(
    ("upstream_id", "day", "name", "state"),
    [
        ("russia", "1959-09-15", "U.S.S.R.", "soviet-union"),
        ("russia", "1991-12-15", "U.S.S.R.", "soviet-union"),
        ("russia", "1992-01-27", "U.S.S.R.", "russia"),
        ("russia", "1902-01-01", "", "russian-empire"),
        ("vietnam", "1951-09-03", "", "state-of-vietnam"),
        ("vietnam", "1966-02-06", "", "south-vietnam"),
        ("vietnam", "1977-01-01", "", "vietnam"),
        ("egypt", "1960-09-26", "", "united-arab-republic"),
        ("egypt", "1975-10-27", "", "egypt"),
        ("turkey", "1911-01-01", "", "ottoman-empire"),
        ("yugoslavia", "1942-06-21", "", "kingdom-of-yugoslavia"),
        ("serbia", "2003-04-02", "Serbia and Montenegro", "serbia-and-montenegro"),
        ("kosovo", "1999-07-29", "Serbia-Montenegro (Kosovo)", "federal-republic-of-yugoslavia"),
        ("kosovo", "2010-10-13", "Kosovo", "kosovo"),
        ("yemen", "1990-01-23", "Yemen Arab Republic", "north-yemen"),
        ("yemen", "1990-11-22", "Yemen", "yemen"),
        ("korea-south", "1966-01-01", "", "south-korea"),
    ],
)
def test_a_country_was_another_state_at_other_times(upstream_id: str, day: str, name: str, state: str) -> None:
    assert state_id(upstream_id, day, name) == state
    assert state in HISTORICAL_STATES or state == country_id(upstream_id)


def test_a_record_without_a_code_is_reported(tmp_path: Path) -> None:
    gsh, codes = _write_sources(tmp_path)
    upstream.write(gsh / "data/countries-old/x.xml", "<country><id>x</id></country>")
    with (codes / "country-codes.csv").open("a", encoding="utf-8") as file:
        file.write("TOOLONG,X,Nowhere,Yes,\n")
    findings = [one for batch in read_countries(gsh, codes) for one in batch.findings]
    assert {(one.kind, one.record) for one in findings} == {
        (FindingKind.MALFORMED, "TOOLONG"),
        (FindingKind.MALFORMED, "x"),
    }
