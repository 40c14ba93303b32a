"""Tables found by their ruling lines: which cell of which grid a point of the page lies in."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

Rule = tuple[float, float, float]
"""A ruling line: its fixed coordinate, then where it begins and ends along the other axis."""

_NEAR = 3.0  # points within which two ruling lines are one


@dataclass(frozen=True, slots=True)
class Grid:
    """One ruled table: the edges of its rows and columns, and where walls stand between cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    flat: tuple[Rule, ...]
    upright: tuple[Rule, ...]

    def holds(self, x: float, y: float) -> bool:
        """The point lies inside the table."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def cell(self, x: float, y: float) -> tuple[int, int]:
        """Row and column of the cell at a point; a merged cell goes by its upper left corner."""
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        while row > 0 and not _walled(self.flat, self.ys[row], self._middle(self.xs, column)):
            row -= 1
        while column > 0 and not _walled(self.upright, self.xs[column], self._middle(self.ys, row)):
            column -= 1
        return row, column

    @staticmethod
    def _middle(edges: tuple[float, ...], at: int) -> float:
        return (edges[at] + edges[at + 1]) / 2


def find_grids(flat: list[Rule], upright: list[Rule]) -> list[Grid]:
    """The page's ruled tables, from above to below; a lone frame or underline is none."""
    if len(flat) < 2 or len(upright) < 3:
        return []
    grids: list[Grid] = []
    for low, high in _bands(upright):
        walls = [rule for rule in upright if rule[1] < high and rule[2] > low]
        floors = [rule for rule in flat if low - _NEAR <= rule[0] <= high + _NEAR]
        xs = _edges([rule[0] for rule in walls])
        ys = _edges([rule[0] for rule in floors])
        if len(xs) >= 3 and len(ys) >= 2:
            grids.append(Grid(xs, ys, tuple(floors), tuple(walls)))
    return grids


def _bands(upright: list[Rule]) -> list[tuple[float, float]]:
    """Stretches of the page's height that upright rules cover without a gap: one a table."""
    bands: list[tuple[float, float]] = []
    for _, begin, end in sorted(upright, key=lambda rule: rule[1]):
        if bands and begin <= bands[-1][1] + _NEAR:
            bands[-1] = bands[-1][0], max(bands[-1][1], end)
        else:
            bands.append((begin, end))
    return bands


def _edges(values: list[float]) -> tuple[float, ...]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return tuple(edges)


def _walled(rules: tuple[Rule, ...], at: float, along: float) -> bool:
    return any(
        abs(rule[0] - at) <= _NEAR and rule[1] - _NEAR <= along <= rule[2] + _NEAR for rule in rules
    )
