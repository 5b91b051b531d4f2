"""Names across the whole package: one name means one thing."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import fpdata

SOURCES = sorted(Path(fpdata.__file__).parent.rglob("*.py"))


def test_no_two_classes_have_one_name() -> None:
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES)
    names = Counter(node.name for tree in trees for node in tree.body if isinstance(node, ast.ClassDef))
    assert [name for name, times in names.items() if times > 1] == []
