"""Figures of power: a mark for each standing of a person in a topic, that shows how many say so and who denies it."""

from __future__ import annotations

import os
from itertools import combinations
from pathlib import Path

import pytest

import fpdata
from fpdata.model.views import Standing
from tests.helpers import run
from tests.plot.figures import HOSTILE, comments, labels, signs, texts, whole_text
from tests.power_sample import claim, power_sample, presence
from tests.sample import exported, row

pytest.importorskip("matplotlib")
STANDINGS = [str(standing) for standing in Standing]


@pytest.fixture(scope="module")
def power_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export of the sample with two episodes; a person with a hostile name did not lead, as all say."""
    tables = power_sample()
    cells = {"kind": "person", "name": HOSTILE, "sort_name": HOSTILE, "source_id": "register"}
    tables["actors"].append(row("actors", actor_id="eva-hostile", **cells))
    tables["claims"].append(
        claim("eva", "moor-denies", "leads", about_actor_id="eva-hostile", value="talks", polarity="negated")
    )
    tables["claims"].append(
        claim("controls", "moor-denies", "controls", about_actor_id="eva-hostile", value="it", topic_id="border")
    )
    tables["participations"].append(presence("1890-talks", "gazette"))
    folder = tmp_path_factory.mktemp("power")
    exported(folder, tables)
    return folder / "export"


def test_every_standing_of_a_person_has_a_mark(power_data: Path) -> None:
    figure = fpdata.plot.power(path=power_data)
    rows = [row for row in fpdata.power(path=power_data).to_pylist() if row["actor_id"] != "gazette"]
    for standing in STANDINGS:
        expected = {f"{row['topic_id']}:{row['actor_id']}" for row in rows if row["standing"] == standing}
        assert set(signs(figure, standing)) == expected
    assert set(labels(figure, "name").values()) == {"Ada Lake", "Ben Moor", HOSTILE}
    assert labels(figure, "topic") == {"talks": "Talks", "border": "Border dispute"}


def test_marks_stand_where_person_and_topic_meet(power_data: Path) -> None:
    figure = fpdata.plot.power(["border", "talks"], path=power_data)
    led, left_out, took_part = signs(figure, "led"), signs(figure, "left-out"), signs(figure, "took-part")
    places = {text.get_gid(): text.get_position() for text in figure.axes[0].texts if text.get_gid()}
    assert places["topic:border"][0] < places["topic:talks"][0]
    assert took_part["border:ben-moor"].get_xdata()[0] == pytest.approx(places["topic:border"][0])
    assert led["talks:ada-lake"].get_ydata()[0] == pytest.approx(places["name:ada-lake"][1])
    assert left_out["talks:ben-moor"].get_ydata()[0] == took_part["border:ben-moor"].get_ydata()[0]


def test_a_mark_is_struck_if_some_deny_it_and_hollow_if_all_do(power_data: Path) -> None:
    figure = fpdata.plot.power(path=power_data)
    led = signs(figure, "led")
    assert set(signs(figure, "denied")) == {"led:talks:ada-lake"}
    assert led["talks:eva-hostile"].get_markerfacecolor() == "#FFFFFF"
    assert led["talks:eva-hostile"].get_markeredgecolor() == led["talks:ada-lake"].get_markerfacecolor()
    for words in ("every account denies it", "some accounts deny it", "in the room", "2 accounts or meetings"):
        assert words in texts(figure)


def test_a_mark_is_larger_the_more_accounts_say_so(power_data: Path) -> None:
    led = signs(fpdata.plot.power(path=power_data), "led")
    advised = signs(fpdata.plot.power(path=power_data), "advised")
    assert led["talks:ada-lake"].get_markersize() > led["talks:eva-hostile"].get_markersize()
    assert led["talks:eva-hostile"].get_markersize() == advised["talks:ada-lake"].get_markersize()


def test_marks_differ_without_color(power_data: Path) -> None:
    figure = fpdata.plot.power(path=power_data)
    shapes = {standing: {mark.get_marker() for mark in signs(figure, standing).values()} for standing in STANDINGS}
    assert all(len(shape) == 1 for shape in shapes.values())
    assert len(set.union(*shapes.values())) == len(STANDINGS)


@pytest.mark.parametrize("size", ["column", "page", "slide"])
def test_marks_of_a_cell_do_not_overlap(power_data: Path, size: str) -> None:
    figure = fpdata.plot.power("talks", size=size, path=power_data)
    marks = [mark for standing in STANDINGS for id, mark in signs(figure, standing).items() if id.endswith("ada-lake")]
    assert len(marks) == 3
    for one, other in combinations(marks, 2):
        distance = abs(one.get_xdata()[0] - other.get_xdata()[0])
        assert distance > (one.get_markersize() + other.get_markersize()) / 2


def test_the_persons_with_most_accounts_and_meetings_are_shown(power_data: Path) -> None:
    figure = fpdata.plot.power(["talks", "border"], most=2, path=power_data)
    assert set(labels(figure, "name")) == {"ada-lake", "ben-moor"}
    assert "3 people in 2 topics; shown are the 2 with most accounts and meetings, of each topic in turn" in texts(
        figure
    )
    with pytest.raises(ValueError, match="most must be at least 1"):
        fpdata.plot.power(most=0, path=power_data)


def test_a_figure_of_one_topic_is_named_after_it(power_data: Path) -> None:
    figure = fpdata.plot.power("Border dispute", path=power_data)
    assert figure.get_label() == "Who led, who was in the room, who was left out: Border dispute"
    assert fpdata.cite(path=power_data).strip() in whole_text(figure)
    assert "They do not measure power" in whole_text(figure)


def test_what_is_not_on_record_is_not_drawn(export: Path, power_data: Path) -> None:
    with pytest.raises(fpdata.plot.NothingToDrawError, match="on talks is recorded"):
        fpdata.plot.power("talks", path=export)
    with pytest.raises(fpdata.UnknownIdError, match="did you mean 'talks'"):
        fpdata.plot.power("talk", path=power_data)


def test_too_many_topics_for_the_width_are_refused(tmp_path: Path) -> None:
    tables = power_sample()
    ids = [f"matter-{number}" for number in range(40)]
    tables["topics"] += [row("topics", topic_id=id, name="A matter with a long name") for id in ids]
    tables["claims"] += [
        claim(f"led-{id}", "moor-denies", "leads", about_actor_id="ada-lake", value="it", topic_id=id) for id in ids
    ]
    exported(tmp_path, tables)
    with pytest.raises(fpdata.plot.TooMuchToDrawError, match="40 topics do not fit beside each other; name fewer"):
        fpdata.plot.power(ids, size="column", path=tmp_path / "export")
    few = fpdata.plot.power(size="column", path=tmp_path / "export")
    assert len(labels(few, "topic")) == 10
    rotated = {text.get_rotation() for text in few.axes[0].texts if (text.get_gid() or "").startswith("topic:")}
    assert rotated == {90}


def test_the_command(power_data: Path, tmp_path: Path) -> None:
    for name, options in {"a.svg": [], "b.pdf": ["talks", "Border dispute", "--most", "2"], "c.png": ["talks"]}.items():
        done = run("plot", "power", *options, "-o", tmp_path / name, "--data", power_data)
        assert done.exit_code == 0, done.output
        assert done.stdout.startswith(str(tmp_path / name))
    assert "Eva &lt;script" in comments((tmp_path / "a.svg").read_text())
    assert run("plot", "power", "talk", "-o", tmp_path / "d.svg", "--data", power_data).exit_code == 2
    assert sorted(os.listdir(tmp_path)) == ["a.svg", "b.pdf", "c.png"]
