"""Commands that draw figures: plot tenures, timeline, travel, network, power."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fpdata.cli.chosen import chosen_id
from fpdata.cli.group import CommandGroup
from fpdata.cli.options import DataOption, EntryKind, FromOption, ToOption, TravelKind, require_order
from fpdata.cli.output import FOUND, changes, err, print_line
from fpdata.plot.page_size import SizeName

if TYPE_CHECKING:
    from matplotlib.figure import Figure

app = CommandGroup(
    name="plot",
    no_args_is_help=True,
    help="""Draw figures for papers and talks (needs the extra 'plot').

    The file's suffix sets the format: SVG, PDF or PNG.

    Exit status: 0 if the figure was written, 1 if there is nothing to draw, 2 if it could not be drawn.""",
    epilog="Each figure says which version of the data it shows, and what the sources leave out: docs/plot.md",
)


def _output_file(text: str) -> Path:
    """Return the path that an option gives. Raises BadParameter for a folder, by its name alone."""
    if text.endswith(("/", os.sep)):
        raise typer.BadParameter(f"{text} is a folder; name a file in it, such as {text}figure.svg")
    return Path(text)


OutOption = Annotated[
    Path,
    typer.Option(
        "--out",
        "-o",
        metavar="FILE",
        parser=_output_file,
        help="The file to write: .svg, .pdf or .png; its folder exists.",
    ),
]
ForceOption = Annotated[bool, typer.Option("--force", help="Overwrite the file if it exists.")]
SizeOption = Annotated[
    SizeName,
    typer.Option("--size", help="For a column (3.5 inches wide), a page (7 inches) or a slide (13.3 by 7.5 inches)."),
]
WidthOption = Annotated[float | None, typer.Option("--width", metavar="INCHES", help="Another width.")]
HeightOption = Annotated[float | None, typer.Option("--height", metavar="INCHES", help="Another height.")]


@app.add(
    "fpdata plot tenures secretary-of-state --from 1945 -o secretaries.svg",
    "fpdata plot tenures 'secretary of state' 'secretary of defense' --from 2017 -o both.pdf",
)
def tenures(
    offices: Annotated[list[str], typer.Argument(metavar="OFFICE...", help="The titles or ids of offices.")],
    out: OutOption,
    start: FromOption = None,
    end: ToOption = None,
    size: SizeOption = SizeName.PAGE,
    width: WidthOption = None,
    height: HeightOption = None,
    force: ForceOption = False,
    data: DataOption = None,
) -> None:
    """Draw who held an office, or several, in turn.

    What is certain, presumed and possible looks different, and so do acting holders.
    """
    from fpdata import plot

    require_order(start, end, "--from", "--to")
    _prepare(out, force)
    offices = [chosen_id("office", office, data) or office for office in offices]
    _write(
        lambda: plot.tenures(offices, start=start, end=end, size=size, width=width, height=height, path=data),
        out,
        force,
    )


@app.add(
    "fpdata plot timeline --person marco-rubio --from 2025 --to 2025 -o rubio.svg",
    "fpdata plot timeline --event 2025-11-22-call-rubio-senators -o call.png",
)
def timeline(
    out: OutOption,
    person: Annotated[
        str | None, typer.Option("--person", help="What this person, or other actor, had a part in, by name or id.")
    ] = None,
    topic: Annotated[str | None, typer.Option("--topic", help="What is about this topic, by name or id.")] = None,
    event: Annotated[
        str | None, typer.Option("--event", help="This event, its parts, and what was said at and about them.")
    ] = None,
    start: FromOption = None,
    end: ToOption = None,
    kind: Annotated[EntryKind | None, typer.Option("--kind", help="Only entries of this kind.")] = None,
    size: SizeOption = SizeName.PAGE,
    width: WidthOption = None,
    height: HeightOption = None,
    force: ForceOption = False,
    data: DataOption = None,
) -> None:
    """Draw what happened, was said and written, on a time scale."""
    from fpdata import plot

    require_order(start, end, "--from", "--to")
    _prepare(out, force)
    person, topic = chosen_id("person", person, data), chosen_id("topic", topic, data)
    event = chosen_id("event", event, data)
    _write(
        lambda: plot.timeline(
            person=person, topic=topic, event=event, start=start, end=end, kind=kind.value if kind else None,
            size=size, width=width, height=height, path=data,
        ), out, force,
    )  # fmt: skip


@app.add(
    "fpdata plot travel --person henry-a-kissinger -o trips.svg",
    "fpdata plot travel --office secretary-of-state --from 1945 --most 30 -o trips.pdf",
)
def travel(
    out: OutOption,
    person: Annotated[str | None, typer.Option("--person", help="The trips of this person, by name or id.")] = None,
    office: Annotated[
        str | None, typer.Option("--office", help="The trips of the holders of this office, by title or id.")
    ] = None,
    start: FromOption = None,
    end: ToOption = None,
    kind: Annotated[TravelKind, typer.Option("--kind", help="Trips abroad, or visits received.")] = TravelKind.TRIP,
    most: Annotated[int, typer.Option("--most", min=1, help="How many countries have a row of their own.")] = 40,
    size: SizeOption = SizeName.PAGE,
    width: WidthOption = None,
    height: HeightOption = None,
    force: ForceOption = False,
    data: DataOption = None,
) -> None:
    """Draw who traveled where: countries by year.

    Countries that are visited less often share a row.
    """
    from fpdata import plot

    require_order(start, end, "--from", "--to")
    _prepare(out, force)
    person, office = chosen_id("person", person, data), chosen_id("office", office, data)
    _write(
        lambda: plot.travel(
            person=person, office=office, start=start, end=end, kind=kind.value, most=most,
            size=size, width=width, height=height, path=data,
        ), out, force,
    )  # fmt: skip


@app.add(
    "fpdata plot network --with henry-a-kissinger --from 1969 --to 1974 -o kissinger.svg",
    "fpdata plot network --from 2025 --most 20 -o pairs.png",
)
def network(
    out: OutOption,
    persons: Annotated[
        list[str] | None,
        typer.Option(
            "--with", metavar="PERSON", help="Whose meetings, by name or id; repeat for meetings that several attended."
        ),
    ] = None,
    start: FromOption = None,
    end: ToOption = None,
    most: Annotated[
        int | None, typer.Option("--most", min=1, help="How many persons (24), or pairs of persons (30), are shown.")
    ] = None,
    size: SizeOption = SizeName.PAGE,
    width: WidthOption = None,
    height: HeightOption = None,
    force: ForceOption = False,
    data: DataOption = None,
) -> None:
    """Draw who met a person, or which pairs met most often.

    Names of persons are placed so that they do not overlap, and lines are wider the more often two met.
    """
    from fpdata import plot

    require_order(start, end, "--from", "--to")
    _prepare(out, force)
    ids = [chosen_id("person", person, data) or person for person in persons or ()]
    _write(
        lambda: plot.network(
            ids or None, start=start, end=end, most=most, size=size, width=width, height=height, path=data
        ), out, force,
    )  # fmt: skip


@app.add(
    "fpdata plot power -o power.svg",
    "fpdata plot power 'cuban missile crisis' ukraine-call-2019 --most 20 -o two.pdf",
)
def power(
    out: OutOption,
    topics: Annotated[
        list[str] | None,
        typer.Argument(metavar="TOPIC...", help="The names or ids of topics (default: the ten with most claims)."),
    ] = None,
    most: Annotated[int, typer.Option("--most", min=1, help="How many persons are shown.")] = 30,
    size: SizeOption = SizeName.PAGE,
    width: WidthOption = None,
    height: HeightOption = None,
    force: ForceOption = False,
    data: DataOption = None,
) -> None:
    """Draw who led and who was left out, by episode.

    Persons by topic: a mark for who led, was in control, took part, advised, was in the room or was left out, larger the
    more accounts say so or the more meetings it was; hollow or struck if accounts deny it.
    """
    from fpdata import plot

    _prepare(out, force)
    ids = [chosen_id("topic", topic, data) or topic for topic in topics or ()]
    _write(lambda: plot.power(ids or None, most=most, size=size, width=width, height=height, path=data), out, force)


def _prepare(out: Path, force: bool) -> None:
    """Say before anything is read that a figure cannot be drawn or written."""
    from fpdata.plot.save_figure import require_new_file
    from fpdata.plot.style import require_matplotlib

    try:
        require_new_file(out, overwrite=force)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--out") from None
    require_matplotlib()


def _write(draw: Callable[[], Figure], out: Path, force: bool) -> None:
    """Draw a figure and write it; say why if there is nothing to draw."""
    from fpdata.plot.errors import NothingToDrawError
    from fpdata.plot.save_figure import save

    try:
        figure = draw()
    except NothingToDrawError as error:
        print_line(f"Nothing is drawn. {error}", err)
        raise typer.Exit(FOUND) from None
    except ValueError as error:
        if type(error) is not ValueError:  # which has its own message and status
            raise
        raise typer.BadParameter(str(error)) from None
    save(figure, out, overwrite=force)
    width, height = figure.get_size_inches()
    changes.append(f"the figure was written to {out}")
    print_line(f"{out}: {figure.get_label()} ({width:.1f} by {height:.1f} inches)")
