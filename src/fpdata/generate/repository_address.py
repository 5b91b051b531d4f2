"""The address of the repository: pyproject.toml has it in a checkout, the metadata in an installation."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def repository_address(package: Path = _PACKAGE) -> str:
    """Return the address of the repository from which the folder `package`, that of fpdata, comes; "" if it is not known."""
    from importlib.metadata import PackageNotFoundError, metadata  # noqa: PLC0415 - slow, and a checkout needs none

    project = package.parents[1] / "pyproject.toml"
    if project.is_file() and package.parent.name == "src":
        import tomllib  # noqa: PLC0415

        return str(tomllib.loads(project.read_text("utf-8"))["project"]["urls"]["Repository"])
    try:
        urls = metadata("fpdata").get_all("Project-URL") or []
    except PackageNotFoundError:
        urls = []
    return next((url.partition(", ")[2] for url in urls if url.startswith("Repository, ")), "")
