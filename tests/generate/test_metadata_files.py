"""What describes the data set to other programs, judged by their own readers where these are installed.

mlcroissant, csvw and datacite take 400 MB, so an environment of their own has them in CI; without them, those tests are
skipped.
"""

from __future__ import annotations

import json
import re
import uuid
from pathlib import Path
from typing import Any

import pytest

from fpdata.generate.artifacts import write_artifacts
from fpdata.model.tables import TABLES
from tests.helpers import ROOT

pytestmark = pytest.mark.filterwarnings("ignore")  # those of the readers


def read(name: str, root: Path = ROOT) -> Any:
    return json.loads((root / name).read_text())


def test_every_form_says_the_same_of_the_data_set() -> None:
    descriptor = read("datapackage.json")
    assert uuid.UUID(descriptor["id"].removeprefix("urn:uuid:"))
    forms = [read("croissant.json"), read(".zenodo.json"), read("schema/datacite.json"), read("schema/dcat.jsonld")]
    assert [form.get("version") or form.get("dcat:version") for form in forms] == [descriptor["version"]] * 4
    for form in (*forms, read("csv-metadata.json")):
        text = json.dumps(form, ensure_ascii=False)
        assert descriptor["title"] in text
        assert descriptor["description"] in text
    citation = (ROOT / "CITATION.cff").read_text()
    (released,) = re.findall(r"(?m)^date-released: (.+)$", citation)
    assert {forms[0]["datePublished"], forms[1]["publication_date"], forms[3]["dct:issued"]["@value"]} == {released}


def test_every_column_is_in_both_descriptions_of_tables() -> None:
    croissant = {
        each["@id"]: [field["name"] for field in each["field"]] for each in read("croissant.json")["recordSet"]
    }
    csvw = {
        Path(table["url"]).stem: [column["titles"] for column in table["tableSchema"]["columns"]]
        for table in read("csv-metadata.json")["tables"]
    }
    for name, table in TABLES.items():
        header = (ROOT / "datasets" / f"{name}.csv").open(encoding="utf-8").readline().strip().split(",")
        assert list(table.names) == header == croissant[name] == csvw[name]


def test_the_package_of_others_gets_no_metadata_of_this_one(package: Path) -> None:
    (package / "docs").mkdir()
    descriptor = package / "datapackage.json"
    descriptor.write_text(json.dumps(read("datapackage.json", package) | {"name": "mine"}))
    assert "croissant.json" not in write_artifacts(package)
    assert not (package / ".zenodo.json").exists()


def test_croissant_is_valid_and_loads_records() -> None:
    croissant = pytest.importorskip("mlcroissant").Dataset(jsonld=ROOT / "croissant.json")
    assert croissant.metadata.ctx.issues.errors == set()
    assert croissant.metadata.ctx.issues.warnings == set()
    for name, key in (("countries", b"france"), ("topics", b"russia-ukraine-peace-talks")):
        records = list(croissant.records(name))
        assert len(records) == (ROOT / "datasets" / f"{name}.csv").read_text().count("\n") - 1
        assert key in {record[f"{name}/{TABLES[name].key[0]}"] for record in records}


def test_csvw_accepts_valid_tables_and_finds_a_wrong_code_and_a_lost_reference(package: Path) -> None:
    """On the sample: the reader needs minutes for the data. Not strict: a reference that is empty refers to nothing."""
    csvw = pytest.importorskip("csvw")

    def accepted() -> bool:
        try:
            return bool(csvw.CSVW(str(package / "csv-metadata.json"), validate=True, strict=False).is_valid)
        except ValueError:  # a wrong value stops it
            return False

    (package / "docs").mkdir()
    write_artifacts(package)
    assert accepted()
    roles = package / "datasets" / "roles.csv"
    right = roles.read_text()
    for old, new in (("Envoy,appointed", "Envoy,apointed"), ("ben-moor,", "ben-more,")):
        assert old in right
        roles.write_text(right.replace(old, new, 1))
        assert not accepted()


def test_datacite_accepts_the_fields_of_a_deposit() -> None:
    schema = pytest.importorskip("datacite.schema45")
    schema.validator.validate(read("schema/datacite.json"))


def test_the_json_ld_is_a_dcat_dataset() -> None:
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph().parse(ROOT / "schema" / "dcat.jsonld", format="json-ld")
    dcat = rdflib.Namespace("http://www.w3.org/ns/dcat#")
    (dataset,) = graph.subjects(rdflib.RDF.type, dcat.Dataset)
    assert str(dataset) == read("datapackage.json")["id"]
    assert len(list(graph.objects(dataset, dcat.distribution))) == 2
