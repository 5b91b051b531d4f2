"""The data set in the terms of data catalogs: DCAT, DataCite and Zenodo."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fpdata.generate.descriptor import PROFILE

_MEDIA_TYPE = "https://www.iana.org/assignments/media-types/{}"


def dcat(about: Mapping[str, Any], address: str, released: str) -> dict[str, Any]:
    """Return the data set as a dcat:Dataset in JSON-LD (https://www.w3.org/TR/vocab-dcat-3/)."""
    license = {"@id": about["licenses"][0]["path"]}
    creators = [{"@type": "foaf:Organization", "foaf:name": person["title"]} for person in about["contributors"]]
    common = {"@type": "dcat:Distribution", "dcat:accessURL": {"@id": address}, "dct:license": license}
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": about["id"],
        "@type": "dcat:Dataset",
        "dct:identifier": about["id"],
        "dct:title": {"@value": about["title"], "@language": "en"},
        "dct:description": {"@value": about["description"], "@language": "en"},
        "dcat:version": about["version"],
        "dct:issued": {"@value": released, "@type": "xsd:date"},
        "dct:language": {"@id": "http://publications.europa.eu/resource/authority/language/ENG"},
        "dct:license": license,
        "dct:creator": creators,
        "dct:publisher": creators[0],
        "dcat:keyword": [{"@value": word, "@language": "en"} for word in about["keywords"]],
        "dcat:landingPage": {"@id": address},
        "dct:source": [{"@id": path} for path in _source_addresses(about)],
        "dcat:distribution": [
            common
            | {
                "dct:title": {"@value": "CSV files with a Data Package descriptor", "@language": "en"},
                "dcat:mediaType": {"@id": _MEDIA_TYPE.format("text/csv")},
                "dct:conformsTo": {"@id": PROFILE},
            },
            common
            | {
                "dct:title": {"@value": "Parquet files, with views", "@language": "en"},
                "dcat:mediaType": {"@id": _MEDIA_TYPE.format("application/vnd.apache.parquet")},
                "dct:conformsTo": {"@id": PROFILE},
            },
        ],
    }


def datacite(about: Mapping[str, Any], address: str, released: str) -> dict[str, Any]:
    """Return the fields of an archive's deposit (DataCite 4.5); the archive adds the DOI, and itself as publisher."""
    license = about["licenses"][0]
    names = [person["title"] for person in about["contributors"]]
    return {
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "types": {"resourceType": "Data package", "resourceTypeGeneral": "Dataset"},
        "creators": [{"name": name, "nameType": "Organizational"} for name in names],
        "titles": [{"title": about["title"]}],
        "publisher": {"name": names[0]},
        "publicationYear": released[:4],
        "dates": [{"date": released, "dateType": "Issued"}],
        "language": "en",
        "version": about["version"],
        "subjects": [{"subject": word} for word in about["keywords"]],
        "rightsList": [
            {
                "rights": license["title"],
                "rightsUri": license["path"],
                "rightsIdentifier": license["name"],
                "rightsIdentifierScheme": "SPDX",
                "schemeUri": "https://spdx.org/licenses/",
            }
        ],
        "descriptions": [{"description": about["description"], "descriptionType": "Abstract"}],
        "formats": ["text/csv", "application/vnd.apache.parquet"],
        "alternateIdentifiers": [{"alternateIdentifier": about["id"], "alternateIdentifierType": "UUID"}],
        "relatedIdentifiers": [
            {"relatedIdentifier": path, "relatedIdentifierType": "URL", "relationType": relation}
            for relation, path in _related(about, address)
        ],
    }


def zenodo(about: Mapping[str, Any], address: str, released: str) -> dict[str, Any]:
    """Return what Zenodo reads from ``.zenodo.json`` when it archives a release."""
    return {
        "upload_type": "dataset",
        "title": about["title"],
        "description": about["description"],
        "version": about["version"],
        "publication_date": released,
        "language": "eng",
        "access_right": "open",
        "license": about["licenses"][0]["name"].lower(),
        "creators": [{"name": person["title"]} for person in about["contributors"]],
        "keywords": about["keywords"],
        "related_identifiers": [
            {"identifier": path, "relation": relation[0].lower() + relation[1:]}
            for relation, path in _related(about, address)
        ],
    }


def _related(about: Mapping[str, Any], address: str) -> Iterator[tuple[str, str]]:
    """Yield the relation to each related page, in the words of DataCite, and its address."""
    yield "IsSupplementTo", address
    yield from (("IsDerivedFrom", path) for path in _source_addresses(about))


def _source_addresses(about: Mapping[str, Any]) -> list[str]:
    """Return the addresses of the sources that have one of their own."""
    return [source["path"] for source in about["sources"] if source["path"].startswith("https:")]
