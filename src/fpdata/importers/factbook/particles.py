"""Particles in names all in capitals: in small letters where another text writes the same name so."""

from __future__ import annotations

from collections.abc import Iterable

from fpdata.importers.factbook.holders import PARTICLES
from fpdata.model.slugs import fold


def with_particles(written: str, others: Iterable[str]) -> str:
    """Return a name whose particles in capitals are in small letters if a spelling of the same name has them so.

    >>> with_particles("Cy ROE DE FIELD", ["Cy ROÉ de Field"]), with_particles("Cy DE FIELD", ["Cy FIELD"])
    ('Cy ROE de FIELD', 'Cy DE FIELD')
    """
    words = written.split()
    for other in others:
        same = other.split()
        if len(same) == len(words) and [*map(fold, same)] == [*map(fold, words)]:
            pairs = zip(words, same, strict=True)
            words = [one if two not in PARTICLES or not one.isupper() else two for one, two in pairs]
    return " ".join(words)
