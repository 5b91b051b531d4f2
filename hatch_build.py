"""Put the exported tables, their descriptor and the schemas into the wheel, built from datasets/."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DataBuildHook(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return  # a checkout reads build/parquet, which 'fpdata build' keeps up to date
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        try:
            from fpdata.export.parquet import build
        finally:
            sys.path.pop(0)
        self.folder = Path(tempfile.mkdtemp(prefix="fpdata-wheel-"))
        build(root, self.folder / "data")
        shutil.copytree(root / "schema", self.folder / "data" / "schema", ignore=shutil.ignore_patterns("*.csv"))
        build_data["force_include"][str(self.folder / "data")] = "fpdata/data"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            shutil.rmtree(self.folder)
