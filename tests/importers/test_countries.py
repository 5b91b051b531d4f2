"""Reading countries, and the crosswalk of their ids."""

from __future__ import annotations

from pathlib import Path

import pytest

from fpdata.importers.core.run import run_import
from fpdata.importers.core.source import SourceError
from fpdata.importers.countries.crosswalk import country_id
from fpdata.importers.countries.reader import read_countries
from tests.importers import upstream
from tests.importers.upstream import rows, small_package

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
    assert countries["united-states"]["iso_alpha2"] == ""  # entered by hand, and left unchanged


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
