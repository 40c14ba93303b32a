"""Write the golden pages: `python -m tests.golden.make` in the project's root; the same bytes every time."""

from __future__ import annotations

from pathlib import Path

from tests.golden import dialects, families, known, refused, shapes, traps, unknown

CASES = (
    *known.CASES,
    *unknown.CASES,
    *families.CASES,
    *dialects.CASES,
    *traps.CASES,
    *shapes.CASES,
    *refused.CASES,
)


def main() -> None:
    """Write every case beside this file."""
    folder = Path(__file__).parent
    for case in CASES:
        case().write(folder)


if __name__ == "__main__":
    main()
