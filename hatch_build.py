"""Build hooks: the wheel gets the tables built from datasets/, and the README absolute links."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface


class ReadmeMetadataHook(MetadataHookInterface):
    """Point the README's relative links at the repository, for the page that shows the wheel has no other files."""

    def update(self, metadata: dict[str, Any]) -> None:
        files = f"{metadata['urls']['Repository']}/blob/HEAD/"
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        text = re.sub(r"\]\((?![a-z]+:|#)", f"]({files}", text)
        metadata["readme"] = {"content-type": "text/markdown", "text": text}


class DataBuildHook(BuildHookInterface[Any]):
    """Put the exported tables, their descriptor and the schemas into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return  # a checkout reads build/parquet, which 'fpdata build' keeps up to date
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        try:
            from fpdata.export.parquet import build
            from fpdata.model.views import VIEWS
            from fpdata.table_names import OMITTED_VIEWS
        finally:
            sys.path.pop(0)
        self.folder = Path(tempfile.mkdtemp(prefix="fpdata-wheel-"))
        views = [name for name in VIEWS if name not in OMITTED_VIEWS]
        build(root, self.folder / "data", views=views, compression_level=19)
        shutil.copytree(root / "schema", self.folder / "data" / "schema", ignore=shutil.ignore_patterns("*.csv"))
        shutil.copy(root / "CITATION.cff", self.folder / "data")
        build_data["force_include"][str(self.folder / "data")] = "fpdata/data"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            shutil.rmtree(self.folder)
