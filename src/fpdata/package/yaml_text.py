"""What every reader of YAML here refuses: a key given twice, of which PyYAML silently keeps the last."""

from __future__ import annotations

from typing import Any


def require_unique_keys(yaml: Any, node: Any) -> None:
    """Raise a YAMLError, with the line, if a key of the mapping `node` is given twice; `yaml` is the module PyYAML."""
    seen: set[str] = set()
    for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
        if key.value in seen:
            problem = f"the key {key.value[:100]!r} is given twice; keep one"
            raise yaml.constructor.ConstructorError(None, None, problem, key.start_mark)
        seen.add(key.value)
