"""The reference of the Python API, made from signatures and docstrings."""

from __future__ import annotations

import inspect
import re
from typing import NamedTuple

from markupsafe import Markup

import fpdata
from fpdata.site.markdown_docs import render_markdown

_EXAMPLE = re.compile(r"(?m)^>>> .*(?:\n.+)*")


class ApiEntry(NamedTuple):
    """A public name: what it is called with, and what it does."""

    name: str
    signature: str
    html: Markup


def api_reference() -> list[ApiEntry]:
    """Return the package itself, then its public functions, then its errors and warnings."""
    functions, others = [], []
    for name in fpdata.__all__:
        member = getattr(fpdata, name)
        if inspect.isfunction(member):
            functions.append(ApiEntry(name, _signature(name, member), _html(member)))
        elif inspect.isclass(member) or inspect.ismodule(member):
            others.append(ApiEntry(name, f"fpdata.{name}", _html(member)))
    return [ApiEntry("fpdata", "import fpdata", _html(fpdata)), *functions, *others]


def _signature(name: str, function: object) -> str:
    """Return how a function is called, on several lines if it is long."""
    signature = inspect.signature(function)  # type: ignore[arg-type]
    line = f"fpdata.{name}{signature}"
    if len(line) <= 88:
        return line
    parameters, star = [], False
    for parameter in signature.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not star:
            parameters.append("*")
            star = True
        parameters.append(str(parameter))
    returns = "" if signature.return_annotation is signature.empty else f" -> {signature.return_annotation}"
    inside = "".join(f"    {parameter},\n" for parameter in parameters)
    return f"fpdata.{name}(\n{inside}){returns}"


def _html(member: object) -> Markup:
    """Return a docstring as HTML, with its examples as code."""
    text = inspect.getdoc(member) or ""
    return Markup(render_markdown(_EXAMPLE.sub(lambda found: f"```python\n{found[0]}\n```", text)))  # noqa: S704 - our own docs
