"""Draw who held what, what happened, who traveled where, who met whom and who led, as a figure to print or to show.

>>> from fpdata import plot
>>> plot.save(plot.tenures("secretary-of-state", start="2009"), "secretaries.svg")  # doctest: +SKIP

`tenures`, `timeline`, `travel`, `network` and `power` return a figure of Matplotlib, which is an extra: pip install
'fpdata[plot]'. `save` writes it as SVG, PDF or PNG; the same data and the same versions of both packages give the same
bytes. Each figure says what it shows, in which version of the data set, and what the sources leave out.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fpdata.plot.errors import MissingFontWarning as MissingFontWarning
    from fpdata.plot.errors import NothingToDrawError as NothingToDrawError
    from fpdata.plot.errors import TooMuchToDrawError as TooMuchToDrawError
    from fpdata.plot.network_plot import network as network
    from fpdata.plot.power_plot import power as power
    from fpdata.plot.save_figure import save as save
    from fpdata.plot.tenures_plot import tenures as tenures
    from fpdata.plot.timeline_plot import timeline as timeline
    from fpdata.plot.travel_plot import travel as travel

_MODULES = {
    "MissingFontWarning": "fpdata.plot.errors",
    "NothingToDrawError": "fpdata.plot.errors",
    "TooMuchToDrawError": "fpdata.plot.errors",
    "network": "fpdata.plot.network_plot",
    "power": "fpdata.plot.power_plot",
    "save": "fpdata.plot.save_figure",
    "tenures": "fpdata.plot.tenures_plot",
    "timeline": "fpdata.plot.timeline_plot",
    "travel": "fpdata.plot.travel_plot",
}

__all__ = [
    "MissingFontWarning",
    "NothingToDrawError",
    "TooMuchToDrawError",
    "network",
    "power",
    "save",
    "tenures",
    "timeline",
    "travel",
]


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module 'fpdata.plot' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_MODULES[name]), name)
    return value


def __dir__() -> list[str]:
    return __all__
