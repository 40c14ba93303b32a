"""Write the golden pages: `python -m tests.golden.make` in the project's root; the same bytes every time."""

from __future__ import annotations

from pathlib import Path

from tests.golden import known, unknown


def main() -> None:
    """Write every case beside this file."""
    folder = Path(__file__).parent
    for case in (*known.CASES, *unknown.CASES):
        case().write(folder)


if __name__ == "__main__":
    main()
