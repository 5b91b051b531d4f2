"""How far two coders agree who do not see each other's work: Krippendorff's alpha, for docs/quality.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

#: The columns of docs/codings.csv: one row per field of a statement or claim that two coders coded.
CODING_COLUMNS = ("date", "claim", "field", "first", "second")


def agreement_by_field(codings: Iterable[Mapping[str, str | None]]) -> Iterator[tuple[str, int, int, float | None]]:
    """Yield each field, in the order of its first row, with the number of units, of equal codes, and alpha."""
    pairs: dict[str, list[tuple[str, str]]] = {}
    for row in codings:
        pairs.setdefault(row["field"] or "", []).append((row["first"] or "", row["second"] or ""))
    for field, coded in pairs.items():
        yield field, len(coded), sum(first == second for first, second in coded), nominal_alpha(coded)


def nominal_alpha(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return Krippendorff's alpha of two coders' codes of the same units; None if all of the codes are one.

    1 is agreement throughout, 0 what chance would give. For nominal data without missing values (Krippendorff,
    Content Analysis, chapter on reliability).

    >>> round(nominal_alpha([("fact", "fact"), ("fact", "opinion"), ("opinion", "opinion")]), 3)
    0.444
    """
    counts = Counter(code for pair in pairs for code in pair)
    total = sum(counts.values())
    expected = total * (total - 1) - sum(count * (count - 1) for count in counts.values())
    if not expected:
        return None
    differing = sum(first != second for first, second in pairs)
    return 1 - 2 * differing * (total - 1) / expected
