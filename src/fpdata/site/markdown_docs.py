"""The docs of the repository as pages: Markdown, with links that lead to pages, and long files in parts."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from fpdata.site.addresses import query_address

#: A file with more bytes is cut at its headings of the second level, a page each.
_MOST_BYTES = 50_000
#: Files that are pages elsewhere than below docs/.
_ADDRESSES = {"README.md": "docs/index.html", "docs/quality.md": "quality.html"}
#: The kind of the files of docs/ that the site has as they are.
IMAGE = ".svg"
#: The ids of the base template.
_FRAME_IDS = ("content", "search")
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)


def _fence(self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
    """Return a block of code that scrolls by keyboard; below a query, a link that runs it."""
    html = str(RendererHTML.fence(self, tokens, at, options, env)).replace("<pre>", '<pre tabindex="0">', 1)
    if tokens[at].info == "sql" and "root" in env:
        html += f'<p class="run"><a href="{env["root"]}{query_address(tokens[at].content.strip())}">Run it in the browser</a></p>\n'
    return html


def _code_block(self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
    """Return an indented block of code that scrolls by keyboard."""
    return str(RendererHTML.code_block(self, tokens, at, options, env)).replace("<pre>", '<pre tabindex="0">', 1)


_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_MARKDOWN.add_render_rule("fence", _fence)
_MARKDOWN.add_render_rule("code_block", _code_block)
# A wide table scrolls, by keyboard as well.
_MARKDOWN.add_render_rule("table_open", lambda *_: '<div class="scroll" tabindex="0">\n<table>\n')
_MARKDOWN.add_render_rule("table_close", lambda *_: "</table>\n</div>\n")


@dataclass
class DocPart:
    """A page of the docs: a whole file, or what is under one heading of it."""

    source: str
    """The path of the file in the repository."""
    address: str
    title: str
    tokens: list[Token]
    parts: list[DocPart] = field(default_factory=list)
    """What was cut off, if this is the beginning of a long file."""
    parent: DocPart | None = None
    anchors: dict[str, str] = field(default_factory=dict)
    """The headings of the second level by anchor."""


class Docs:
    """The docs in a folder, by path and anchor."""

    def __init__(self, clone: Path, repository: str) -> None:
        """Read README.md, CONTRIBUTING.md, CHANGELOG.md and the pages of docs/ below `clone`; those that are missing are left out."""
        self._clone = clone
        self._repository = repository
        names = [
            *("README.md", "CONTRIBUTING.md", "CHANGELOG.md"),
            *sorted(path.relative_to(clone).as_posix() for path in clone.glob("docs/**/*.md")),
        ]
        self.parts = {name: _read(clone, name) for name in names if (clone / name).is_file()}
        self._anchors = {
            (source, anchor): part.address
            for source, whole in self.parts.items()
            for part in whole.parts
            for anchor in _anchors(part.tokens)
        }

    def pages(self) -> Iterator[DocPart]:
        """Yield every page."""
        for whole in self.parts.values():
            yield whole
            yield from whole.parts

    def address(self, source: str, anchor: str = "") -> str:
        """Return the address of a file's page, or of the part of it with an anchor; "" if there is no such file."""
        if source not in self.parts:
            return ""
        address = self._anchors.get((source, anchor), self.parts[source].address)
        return f"{address}#{anchor}" if anchor else address

    def html(self, part: DocPart, root: str) -> str:
        """Return a part as HTML; `root` leads to the root of the site."""
        return str(_MARKDOWN.renderer.render(list(self._linked(part, root)), _MARKDOWN.options, {"root": root}))

    def _linked(self, part: DocPart, root: str) -> Iterator[Token]:
        for token in part.tokens:
            for child in token.children or ():
                for name in ("href", "src"):
                    target = child.attrGet(name)
                    if isinstance(target, str):
                        child.attrSet(name, self._target(part.source, target, root))
            yield token

    def _target(self, source: str, target: str, root: str) -> str:
        """Return where a link of a file leads on the site, or in the repository if the site does not have it."""
        parts = urlsplit(target)
        if parts.scheme:
            return target
        path = posixpath.normpath(posixpath.join(posixpath.dirname(source), parts.path)) if parts.path else source
        if address := self.address(path, parts.fragment):
            return root + address
        if path.startswith("docs/") and path.endswith(IMAGE) and (self._clone / path).is_file():
            return root + path
        kind = "tree" if (self._clone / path).is_dir() else "blob"
        return f"{self._repository}/{kind}/main/{path}"


def render_markdown(text: str) -> str:
    """Return a text of Markdown, such as a docstring, as HTML."""
    return str(_MARKDOWN.render(text))


def heading_anchor(text: str) -> str:
    """Return the anchor that GitHub gives a heading.

    >>> heading_anchor("Views, dates and `tenures`")
    'views-dates-and-tenures'
    """
    return re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")


def _read(clone: Path, name: str) -> DocPart:
    text = _COMMENT.sub("", (clone / name).read_text("utf-8"))
    tokens = _MARKDOWN.parse(text)
    _set_anchors(tokens)
    _unhead_empty_cells(tokens)
    address = _ADDRESSES.get(name, f"docs/{name.removeprefix('docs/').removesuffix('.md').lower()}.html")
    title = next((tokens[at + 1].content for at, token in enumerate(tokens) if token.tag == "h1"), Path(name).stem)
    whole = DocPart(name, address, _plain(title), tokens, anchors=_anchors(tokens, "h2"))
    if len(text.encode()) > _MOST_BYTES:
        whole.tokens, *sections = _sections(tokens)
        for section in sections:
            anchor = str(section[0].attrGet("id"))
            title = _plain(section[1].content)
            section[0].tag = section[2].tag = "h1"
            whole.parts.append(
                DocPart(name, f"{address.removesuffix('.html')}.{anchor}.html", title, section, parent=whole)
            )
        whole.anchors = {}
    return whole


def _set_anchors(tokens: Sequence[Token]) -> None:
    """Give each heading an anchor; one that is taken, by an earlier heading or the frame of the page, gets a number."""
    taken = Counter(_FRAME_IDS)
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            anchor = heading_anchor(_plain(tokens[at + 1].content))
            token.attrSet("id", f"{anchor}-{taken[anchor]}" if taken[anchor] else anchor)
            taken[anchor] += 1


def _unhead_empty_cells(tokens: Sequence[Token]) -> None:
    """Make plain cells of the empty ones in the head of a table: a screen reader announces each heading."""
    for at, token in enumerate(tokens):
        if token.type == "th_open" and not tokens[at + 1].content:
            token.tag = tokens[at + 2].tag = "td"


def _anchors(tokens: Sequence[Token], tag: str | None = None) -> dict[str, str]:
    """Return the headings, or those of one level, by anchor."""
    return {
        str(token.attrGet("id")): _plain(tokens[at + 1].content)
        for at, token in enumerate(tokens)
        if token.type == "heading_open" and tag in (None, token.tag)
    }


def _sections(tokens: Sequence[Token]) -> list[list[Token]]:
    """Return what is above the first heading of the second level, then what is under each of them."""
    sections: list[list[Token]] = [[]]
    for token in tokens:
        if token.type == "heading_open" and token.tag == "h2":
            sections.append([])
        sections[-1].append(token)
    return sections


def _plain(markdown: str) -> str:
    """Return a heading without its marks."""
    return re.sub(r"\[([^]]*)]\([^)]*\)|[`*]", r"\1", markdown)
