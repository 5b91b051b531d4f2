from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _columnar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Check by column even what is small: the columnar engine is the one to suspect, and the row engine its oracle."""
    monkeypatch.setattr("fpdata.checks.api.COLUMNAR_FROM", 0)
