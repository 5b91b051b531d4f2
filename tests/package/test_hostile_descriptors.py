"""Whatever a descriptor or the list of released ids is, every command says what is wrong with it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fpdata.checks.api import check
from fpdata.export.verify import verify
from fpdata.generate.package import write_package
from fpdata.package.json_text import MAX_DEPTH, JsonError, parse_json
from fpdata.package.locate import MAX_DESCRIPTOR_BYTES, RELEASED_IDS, PackageError, find_package
from tests.helpers import run
from tests.sample import sample

DESCRIPTOR = "datapackage.json"
ENGINES = ["columnar", "rows"]


def edit(**values: object) -> Callable[[bytes], bytes]:
    """Return a function that changes the first resource of a descriptor."""

    def change(content: bytes) -> bytes:
        descriptor = json.loads(content)
        descriptor["resources"][0] |= values
        return json.dumps(descriptor).encode()

    return change


def replace(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda content: content.replace(old, new, 1)


HOSTILE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "NUL in a path": (edit(path="datasets/\0.csv"), "package-path"),
    "surrogate in a path": (edit(path="datasets/\ud800.csv"), "package-descriptor"),
    "surrogate in a key": (edit(**{"\udfff": 1}), "package-descriptor"),
    "long name in a path": (edit(path=f"datasets/{'x' * 5000}.csv"), "file-unreadable"),
    "deep path": (edit(path="x/" * 3000 + "x.csv"), "file-unreadable"),
    "name is a list": (edit(name=[]), "package-descriptor"),
    "name is an object": (edit(name={}), "package-descriptor"),
    "number of 5,000 digits": (replace(b'"bytes": ', b'"x": ' + b"7" * 5000 + b', "bytes": '), "package-descriptor"),
    "infinite number": (replace(b'"bytes": ', b'"x": 1e999, "bytes": '), "package-descriptor"),
    "NaN": (replace(b'"bytes": ', b'"x": NaN, "bytes": '), "package-descriptor"),
    "doubled key": (replace(b'"name": ', b'"name": "x", "name": '), "package-descriptor"),
    "deep": (replace(b'"name": ', b'"x": ' + b"[" * 200 + b"]" * 200 + b', "name": '), "package-descriptor"),
    "UTF-16": (lambda content: content.decode().encode("utf-16"), "package-descriptor"),
    "UTF-32": (lambda content: content.decode().encode("utf-32-le"), "package-descriptor"),
    "byte order mark": (lambda content: b"\xef\xbb\xbf" + content, "package-descriptor"),
    "too large": (lambda content: content + b" " * MAX_DESCRIPTOR_BYTES, "package-descriptor"),
    "licenses a number": (replace(b'"licenses": ', b'"licenses": 5, "x": '), "package-descriptor"),
    "name a list of the package": (replace(b'"name": "fpdata"', b'"name": ["fpdata"]'), "package-descriptor"),
    "version a number": (replace(b'"version": ', b'"version": 1, "x": '), "package-descriptor"),
    "resources a text": (lambda _: b'{"resources": "x"}', "package-descriptor"),
    "resources of texts": (lambda _: b'{"resources": ["x", 5, null]}', "package-descriptor"),
}


@pytest.mark.parametrize(("spoil", "code"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_descriptor_is_an_issue(package: Path, spoil: Callable[[bytes], bytes], code: str) -> None:
    path = package / DESCRIPTOR
    path.write_bytes(spoil(path.read_bytes()))
    found = [check(package, engine=engine).issues for engine in ENGINES]
    assert found[0] == found[1]
    assert code in {issue.code for issue in found[0]}
    assert verify(package)
    for command in (["build"], ["schema", "--check"]):
        result = run(*command, package)
        assert result.exit_code in (0, 1)
        assert result.exception is None or isinstance(result.exception, SystemExit)


def _folder(path: Path) -> None:
    path.mkdir()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices are files on POSIX only")
@pytest.mark.parametrize("name", [DESCRIPTOR, RELEASED_IDS])
@pytest.mark.parametrize(
    ("put", "code"), [(_folder, "file-unreadable"), (_pipe, "file-unreadable"), (_device, "package-path")]
)
def test_what_is_no_file_is_not_read(package: Path, name: str, put: Callable[[Path], None], code: str) -> None:
    (package / name).parent.mkdir(exist_ok=True)
    (package / name).unlink(missing_ok=True)
    put(package / name)
    for engine in ENGINES:
        assert [(issue.code, issue.file) for issue in check(package, engine=engine).issues] == [(code, name)]
    assert run("verify", package).exit_code == 1
    result = run("new", "topics", "--set", "name=War", "--path", package)
    assert result.exit_code in (0, 2)
    assert result.exception is None or isinstance(result.exception, SystemExit)


@pytest.mark.parametrize("engine", ENGINES)
def test_released_ids_that_are_not_utf_8(package: Path, engine: str) -> None:
    (package / "schema").mkdir()
    (package / RELEASED_IDS).write_bytes(b"table,id\ntopics,talks\ntopics,t\xff\n")
    (issue,) = check(package, engine=engine).issues
    assert (issue.code, issue.file, issue.line) == ("row-encoding", RELEASED_IDS, 3)


def test_linked_released_ids_are_not_followed(package: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("table,id\ntopics,secret\n")
    (package / "schema").mkdir()
    (package / RELEASED_IDS).symlink_to(tmp_path / "secret")
    for command in (["check"], ["diff", package]):
        assert "secret" not in run(command[0], package, *command[1:]).output


@contextmanager
def somebody_else() -> Iterator[Path]:
    """Yield a folder with the sample, as a user whom permissions stop; root is not stopped by any."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_package(folder, sample())
        folder.chmod(0o755)
        user = os.geteuid()
        try:
            if user == 0:
                os.seteuid(65534)
            yield folder
        finally:
            os.seteuid(user)
            folder.chmod(0o755)
            (folder / "datasets").chmod(0o755)


@pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
@pytest.mark.parametrize("mode", [0o000, 0o444, 0o111])
@pytest.mark.parametrize("engine", ENGINES)
def test_a_folder_that_may_not_be_entered(mode: int, engine: str) -> None:
    user = os.geteuid()
    with somebody_else() as folder:
        other = os.geteuid()
        os.seteuid(user)
        (folder / "datasets").chmod(mode)
        os.seteuid(other)
        codes = {issue.code for issue in check(folder, engine=engine).issues}
        assert codes == ({"file-unreadable"} if mode != 0o111 else set())
        os.seteuid(user)
        folder.chmod(0)
        os.seteuid(other)
        with pytest.raises(PackageError, match="Permission denied"):
            find_package(folder)


@given(st.binary(max_size=60) | st.text(max_size=30).map(str.encode))
def test_any_bytes_are_parsed_or_refused(content: bytes) -> None:
    with suppress(ValueError):
        value = parse_json(content)
        assert json.loads(json.dumps(value, ensure_ascii=False, allow_nan=False).encode()) == value


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@given(_JSON)
def test_what_json_can_say_is_read(value: Any) -> None:
    assert parse_json(json.dumps(value).encode()) == value


@pytest.mark.parametrize("depth", [MAX_DEPTH, 1000, 100_000])
def test_depth_is_bounded(depth: int) -> None:
    content = b"[" * depth + b"]" * depth
    if depth > MAX_DEPTH:
        with pytest.raises(JsonError, match="levels deep"):
            parse_json(content)
    else:
        assert parse_json(content)
