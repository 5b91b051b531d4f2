"""Files of figures: the same bytes each time, well formed whatever the names are, never written over another."""

from __future__ import annotations

import os
from pathlib import Path
from xml.etree import ElementTree

import pytest

import fpdata
from tests.helpers import run
from tests.plot.figures import comments

pytest.importorskip("matplotlib")


def _draw(data: Path, file: Path, **options: bool) -> bytes:
    return fpdata.plot.save(fpdata.plot.tenures("consul", path=data), file, **options).read_bytes()


@pytest.mark.parametrize("format", ["svg", "pdf", "png"])
def test_the_same_data_give_the_same_bytes(data: Path, tmp_path: Path, format: str) -> None:
    one = _draw(data, tmp_path / f"one.{format}")
    assert one == _draw(data, tmp_path / f"other.{format}")
    assert one.startswith({"svg": b"<?xml", "pdf": b"%PDF", "png": b"\x89PNG"}[format])


def test_a_notebook_shows_a_figure(data: Path) -> None:
    figure = fpdata.plot.tenures("consul", path=data)
    image, size = figure._repr_png_()  # type: ignore[attr-defined]
    assert image.startswith(b"\x89PNG")
    assert int.from_bytes(image[16:20]) == round(figure.get_figwidth() * 144)
    assert size["width"] == round(figure.get_figwidth() * 96)


def test_settings_of_the_user_change_nothing(data: Path, tmp_path: Path) -> None:
    import matplotlib as mpl

    one = _draw(data, tmp_path / "one.svg")
    with mpl.rc_context({"font.size": 30, "svg.fonttype": "none", "axes.facecolor": "red", "savefig.bbox": "tight"}):
        assert _draw(data, tmp_path / "other.svg") == one


def test_hostile_names_are_escaped(data: Path, tmp_path: Path) -> None:
    text = _draw(data, tmp_path / "one.svg").decode()
    tree = ElementTree.fromstring(text)
    assert not [element for element in tree.iter() if element.tag.rpartition("}")[2] == "script"]
    assert "<script" not in text
    assert "Eva &lt;script" in comments(text)


def test_a_file_is_not_overwritten_unless_told(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "one.svg"
    file.write_text("mine")
    with pytest.raises(FileExistsError, match="exists; name another file"):
        _draw(data, file)
    assert file.read_text() == "mine"
    assert _draw(data, file, overwrite=True).startswith(b"<?xml")
    assert os.listdir(tmp_path) == ["one.svg"]


@pytest.mark.parametrize("name", ["figure", "figure.gif", "figure.svg.exe"])
def test_another_suffix_is_refused(data: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match=r"ends with \.svg, \.pdf, \.png"):
        _draw(data, tmp_path / name)
    assert not os.listdir(tmp_path)


def test_the_commands(data: Path, tmp_path: Path) -> None:
    commands = {
        "a.svg": ["tenures", "Consul", "--from", "1880"],
        "b.pdf": ["timeline", "--person", "Ada Lake"],
        "c.png": ["travel", "--office", "consul", "--size", "slide"],
        "d.svg": ["network", "--with", "Ada Lake", "--width", "5"],
        "e.svg": ["network", "--most", "2"],
    }
    for name, command in commands.items():
        done = run("plot", *command, "-o", tmp_path / name, "--data", data)
        assert done.exit_code == 0, done.output
        assert done.stdout.startswith(str(tmp_path / name))
    assert sorted(os.listdir(tmp_path)) == sorted(commands)


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["tenures", "consull"], 2, "did you mean 'consul'?"),
        (["tenures", "herald"], 1, "Nothing is drawn. No holder of the office herald is recorded"),
        (["network", "--with", "gazette"], 1, "Nothing is drawn."),
        (["travel"], 2, "name a person or an office"),
        (["timeline", "--person", "ada-lake", "--width", "1"], 2, "width must be 2 to 100 inches"),
        (["tenures", "consul", "--height", "2", "--width", "2"], 2, "ask for fewer offices"),
        (["tenures", "consul", "--from", "1890", "--to", "1880"], 2, "is after"),
    ],
)
def test_what_cannot_be_drawn_is_told(
    data: Path, tmp_path: Path, arguments: list[str], status: int, message: str
) -> None:
    done = run("plot", *arguments, "-o", tmp_path / "figure.svg", "--data", data)
    assert done.exit_code == status
    assert message in " ".join(done.stderr.replace("│", " ").split())
    assert not os.listdir(tmp_path)


def test_a_command_refuses_to_overwrite(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "figure.svg"
    file.write_text("mine")
    command = ["plot", "tenures", "consul", "-o", file, "--data", data]
    done = run(*command)
    assert (done.exit_code, file.read_text()) == (2, "mine")
    assert "--force" in done.stderr
    assert run(*command, "--force").exit_code == 0
    assert run("plot", "tenures", "consul", "-o", tmp_path / "x.gif", "--data", data).exit_code == 2


def test_a_folder_that_is_missing_is_not_made(data: Path, tmp_path: Path) -> None:
    done = run("plot", "tenures", "consul", "-o", tmp_path / "figures" / "a.svg", "--data", data)
    said = " ".join(done.stderr.split())
    assert (done.exit_code, f"there is no folder {tmp_path / 'figures'}; make it first" in said) == (2, True)
    assert not os.listdir(tmp_path)


def test_a_folder_is_told_as_such_whether_it_exists_or_not(data: Path, tmp_path: Path) -> None:
    (tmp_path / "d.svg").mkdir()
    for name in ("d.svg", "d.svg/", "e.svg/"):
        done = run("plot", "tenures", "consul", "-o", f"{tmp_path}/{name}", "--data", data)
        assert (done.exit_code, "is a folder; name a file in it" in done.stderr) == (2, True)
    assert os.listdir(tmp_path) == ["d.svg"]


def test_a_folder_that_cannot_be_written_is_told_in_words(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, content: bytes) -> None:
        raise PermissionError(13, "Permission denied", f"{path}.fpdata-abcdefgh")

    monkeypatch.setattr("fpdata.plot.save_figure.write_atomically", refuse)
    done = run("plot", "tenures", "consul", "-o", tmp_path / "a.svg", "--data", data)
    assert (done.exit_code, f"you may not write to the folder {tmp_path};" in done.stderr) == (2, True)
    assert "Errno" not in done.output
