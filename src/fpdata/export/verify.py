"""Verify that a package, an export or a wheel matches its descriptor: every byte, row and column.

The descriptor of this data set's own package is also regenerated from its files and compared as a whole. The members
of a wheel are compared with its RECORD of hashes, too.
"""

from __future__ import annotations

import base64
import csv
import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from fpdata._version import __version__
from fpdata.export.wheel import WheelError, read_wheel
from fpdata.generate.descriptor import (
    BUILT_FROM,
    EXPORTED_BY,
    PACKAGE,
    content_hash,
    dump_json,
    metadata_of,
    package_descriptor,
    parquet_resource,
    read_files,
)
from fpdata.model.tables import TABLES
from fpdata.model.views import VIEWS
from fpdata.package.json_text import parse_json
from fpdata.package.locate import DESCRIPTOR, Package, PackageError, find_package, resources_by_name
from fpdata.table_names import OMITTED_VIEWS

_DATA = "fpdata/data/"
#: Returns the content of a file by name, or None if it is missing.
ReadFile = Callable[[str], bytes | None]


class VerifyError(Exception):
    """There is nothing to verify at a path; the message says what was expected there."""


def verify(path: Path | str) -> list[str]:
    """Return the differences between the files at `path` and their descriptor, one line each.

    `path` is a wheel, a Parquet folder, a folder that 'fpdata export' wrote (of which hashes and sizes are compared),
    or a package. Raises VerifyError for anything else.
    """
    path = Path(path)
    if path.suffix == ".whl" and path.is_file():
        return list(_verify_wheel(path))
    if path.is_dir() and (list(path.glob("*.parquet")) or not (path / "datasets").is_dir()):
        if not (path / DESCRIPTOR).is_file():
            raise VerifyError(f"{path} has no {DESCRIPTOR}: it is neither a package nor an export")
        files = [*path.iterdir(), *path.glob("*/part-*.parquet")]
        names = {file.relative_to(path).as_posix() for file in files if file.is_file()}
        return list(_verify_export(lambda name: (path / name).read_bytes() if (path / name).is_file() else None, names))
    try:
        return list(_verify_package(find_package(path)))
    except PackageError as error:
        raise VerifyError(str(error)) from None


def _verify_package(package: Package) -> Iterator[str]:
    yield from (f"{file}: {fault.message}" for file, fault in package.faults)
    stated = resources_by_name(package.descriptor)
    files = read_files(package)
    for name, (file, content) in files.items():
        yield from _verify_resource(file, stated.get(name, {}), content)
    about = metadata_of(package.descriptor)
    if about.get("name") == PACKAGE["name"] and about.get("version") == __version__:
        about = PACKAGE
    if package.descriptor and (package.root / DESCRIPTOR).read_bytes() != dump_json(package_descriptor(files, about)):
        yield f"{DESCRIPTOR}: differs from what the tables and this version of fpdata give; run 'fpdata schema'"


def _verify_export(read: ReadFile, names: set[str], *, in_wheel: bool = False) -> Iterator[str]:
    try:
        descriptor = parse_json(read(DESCRIPTOR) or b"")
    except ValueError as error:
        yield f"{DESCRIPTOR}: cannot be read: {error}"
        return
    if not isinstance(descriptor, dict) or not (resources := resources_by_name(descriptor)):
        yield f"{DESCRIPTOR}: has no list of resources with names"
        return
    if EXPORTED_BY in descriptor and not in_wheel:
        yield from _verify_files(read, names, resources.values())
        return
    version = descriptor.get("version")
    current = descriptor.get("name") == PACKAGE["name"] and version == __version__
    if current and metadata_of(descriptor) != PACKAGE:
        yield f"{DESCRIPTOR}: the package metadata differs from that of this version of fpdata"
    if dump_json(descriptor) != read(DESCRIPTOR):
        yield f"{DESCRIPTOR}: not formatted as fpdata writes it"
    is_partitioned = any("parts" in resource for resource in resources.values())
    expected = [*TABLES, *(() if is_partitioned else VIEWS)]
    for name in expected if current else resources:
        if name in OMITTED_VIEWS and name not in resources:
            continue
        resource = resources.get(name, {})
        if isinstance(resource.get("parts"), list):
            yield from _verify_files(read, names, resource["parts"])
            continue
        file = str(resource.get("path", f"{name}.parquet"))
        content = read(file) if file in names else None
        if not resource or content is None:
            yield f"{file}: is missing" if resource else f"{DESCRIPTOR}: has no resource {name}"
            continue
        yield from _verify_resource(file, resource, content)
        yield from _verify_parquet(file, name, resource, content, str(version), current)
    for extra in sorted(names - _paths(resources)):
        if extra.endswith(".parquet"):
            yield f"{extra}: not listed in {DESCRIPTOR}"


def _paths(resources: dict[str, dict[str, Any]]) -> set[str]:
    """Return the paths of all resources, of which each may have one or several."""
    paths = [resource.get("path") for resource in resources.values()]
    return {str(path) for each in paths for path in (each if isinstance(each, list) else [each])}


def _verify_files(read: ReadFile, names: set[str], listed: Iterable[object]) -> Iterator[str]:
    """Compare files that need not be read for that: the parts of a table, or tables in another format than Parquet."""
    for each in listed:
        described = each if isinstance(each, dict) else {}
        file = str(described.get("path"))
        content = read(file) if file in names else None
        if content is None:
            yield f"{file}: is missing"
        else:
            yield from _verify_resource(file, described, content)


def _verify_resource(file: str, resource: dict[str, Any], content: bytes) -> Iterator[str]:
    digest = content_hash(content)
    if resource.get("hash") != digest:
        yield f"{file}: hash is {digest}; {DESCRIPTOR} says {resource.get('hash')}"
    if resource.get("bytes") != len(content):
        yield f"{file}: {len(content):,} bytes; {DESCRIPTOR} says {resource.get('bytes')}"


def _verify_parquet(
    file: str, name: str, resource: dict[str, Any], content: bytes, version: str, current: bool
) -> Iterator[str]:
    try:
        parquet = pq.ParquetFile(pa.BufferReader(content))
        rows = sum(batch.num_rows for batch in parquet.iter_batches())
        schema = parquet.schema_arrow
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        yield f"{file}: cannot be read: {str(error).partition(chr(10))[0]}"
        return
    if resource.get("rows") != rows:
        yield f"{file}: {rows:,} rows; {DESCRIPTOR} says {resource.get('rows')}"
    if schema.names != _field_names(resource.get("schema")):
        yield f"{file}: columns differ from those in {DESCRIPTOR}"
    described = (TABLES | VIEWS).get(name)
    if current and described:
        expected = parquet_resource(described, file, content, rows)
        differing = {key for key in expected | resource if expected.get(key) != resource.get(key)}
        # Some are reported above, and of which file a table was built only its package could say.
        for key in sorted(differing - {"hash", "bytes", "rows", BUILT_FROM}):
            yield f"{DESCRIPTOR}: the {key} of {name} differs from that of this version of fpdata"
    stored = (schema.metadata or {}).get(b"version", b"").decode("utf-8", "backslashreplace")
    if stored != version:
        yield f"{file}: version is {stored or 'unknown'}; {DESCRIPTOR} says {version}"


def _field_names(schema: object) -> list[object] | None:
    """Return the names of the fields of a Table Schema; None if it is not a Table Schema."""
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if not isinstance(fields, list) or not all(isinstance(field, dict) for field in fields):
        return None
    return [field.get("name") for field in fields]


def _verify_wheel(path: Path) -> Iterator[str]:
    try:
        contents = read_wheel(path)
    except WheelError as error:
        yield f"{path.name}: cannot be read: {error}"
        return
    yield from _verify_record(contents)
    data = {name.removeprefix(_DATA): content for name, content in contents.items() if name.startswith(_DATA)}
    if not data:
        yield f"{path.name}: contains no fpdata tables"
        return
    yield from _verify_export(data.get, set(data), in_wheel=True)
    version = path.name.split("-")[1] if path.name.count("-") > 1 else ""
    try:
        stated = parse_json(data.get(DESCRIPTOR, b"{}")).get("version")
    except (ValueError, AttributeError):
        return  # reported above
    if version != stated:
        yield f"{path.name}: the file name says version {version}; the data are version {stated}"


def _verify_record(contents: dict[str, bytes]) -> Iterator[str]:
    """Compare the members of a wheel with its RECORD (https://packaging.python.org/specifications/recording-installed-packages)."""
    record = next((name for name in contents if name.endswith(".dist-info/RECORD")), None)
    if record is None:
        yield "RECORD: is missing"
        return
    rows = csv.reader(contents[record].decode("utf-8", "replace").splitlines())
    try:
        stated = {row[0]: (row[1], row[2]) for row in rows if len(row) == 3}
    except csv.Error as error:
        yield f"{record}: cannot be read: {error}"
        return
    for name, content in contents.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        if name != record and stated.get(name) != (f"sha256={digest}", str(len(content))):
            yield f"{name}: hash or size differs from RECORD"
    yield from (f"{name}: listed in RECORD but missing from the wheel" for name in stated if name not in contents)
