"""Ruled tables on a scanned page: their grids found, and their cells laid under one another for OCR."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.attachments.ruled import Grid, Rule, find_grids

Grey = NDArray[np.uint8]
_DARK = 150
_INK = 190  # a thin rule, turned, is a grey one
_INSET = 5  # pixels of a cell's edge left out: the ruling line and its blur
_MAX_CELLS = 1_500
_A4_INCHES = 8.27


@dataclass(frozen=True, slots=True)
class Strip:
    """The cells of one table as one tall picture, and where in it each cell stands."""

    picture: Grey
    bands: tuple[tuple[int, int, tuple[int, int]], ...]
    """First and last pixel row, and the cell as (row, column) of the grid."""

    def cell_at(self, y: float) -> tuple[int, int] | None:
        """The cell whose band holds this height."""
        return next((cell for low, high, cell in self.bands if low <= y <= high), None)


def grids_of(grey: Grey) -> list[Grid]:
    """The ruled tables of an upright page, from above to below."""
    inch = grey.shape[1] / _A4_INCHES
    dark = grey < _INK
    flat = _runs(dark, round(0.6 * inch))
    upright = _runs(dark.T, round(0.36 * inch))
    return find_grids(flat, upright)


def strip_of(grey: Grey, grid: Grid) -> Strip | None:
    """The table's cells that hold ink, one under the other; None where none does."""
    gap = max(12, grey.shape[1] // 60)
    crops: list[tuple[Grey, tuple[int, int]]] = []
    for cell, (x0, y0, x1, y1) in _rectangles(grid).items():
        crop = grey[
            round(y0) + _INSET : round(y1) - _INSET, round(x0) + _INSET : round(x1) - _INSET
        ]
        if crop.size and int((crop < _DARK).sum()) > 12:
            crops.append((_without_edges(crop), cell))
    if not crops or len(crops) > _MAX_CELLS:
        return None
    width = max(crop.shape[1] for crop, _ in crops) + 2 * gap
    height = sum(crop.shape[0] + gap for crop, _ in crops) + gap
    picture = np.full((height, width), 255, dtype=np.uint8)
    bands: list[tuple[int, int, tuple[int, int]]] = []
    y = gap
    for crop, cell in crops:
        picture[y : y + crop.shape[0], gap : gap + crop.shape[1]] = crop
        bands.append((y - gap // 2, y + crop.shape[0] + gap // 2, cell))
        y += crop.shape[0] + gap
    return Strip(picture, tuple(bands))


def _without_edges(crop: Grey) -> Grey:
    """The cell without what a slanting rule left along its edges."""
    clean = crop.copy()
    near = 8
    for view in (clean[:near], clean[-near:]):
        view[(view < _DARK).mean(axis=1) > 0.3] = 255
    for view in (clean[:, :near], clean[:, -near:]):
        view[:, (view < _DARK).mean(axis=0) > 0.3] = 255
    return clean


def without_grid(grey: Grey, grid: Grid) -> Grey:
    """The page with the table's area white."""
    page = grey.copy()
    y0, y1 = max(0, round(grid.ys[0]) - _INSET), round(grid.ys[-1]) + _INSET
    x0, x1 = max(0, round(grid.xs[0]) - _INSET), round(grid.xs[-1]) + _INSET
    page[y0:y1, x0:x1] = 255
    return page


def _rectangles(grid: Grid) -> dict[tuple[int, int], tuple[float, float, float, float]]:
    found: dict[tuple[int, int], tuple[float, float, float, float]] = {}
    for row in range(len(grid.ys) - 1):
        for column in range(len(grid.xs) - 1):
            x0, x1 = grid.xs[column], grid.xs[column + 1]
            y0, y1 = grid.ys[row], grid.ys[row + 1]
            cell = grid.cell((x0 + x1) / 2, (y0 + y1) / 2)
            old = found.get(cell, (x0, y0, x1, y1))
            found[cell] = min(old[0], x0), min(old[1], y0), max(old[2], x1), max(old[3], y1)
    return found


def _runs(dark: NDArray[np.bool_], shortest: int) -> list[Rule]:
    """Dark runs of at least `shortest` pixels along the rows; neighbouring rows count as one rule.

    A rule may drift by a pixel along its way, so each row is read together with its two neighbours.
    """
    thick = dark.copy()
    thick[1:] |= dark[:-1]
    thick[:-1] |= dark[1:]
    padded = np.zeros((thick.shape[0], thick.shape[1] + 2), dtype=np.int8)
    padded[:, 1:-1] = thick
    change = np.diff(padded, axis=1)
    rows, begins = np.nonzero(change == 1)
    ends = np.nonzero(change == -1)[1]
    long = ends - begins >= shortest
    found: list[Rule] = []
    for row, begin, end in zip(rows[long], begins[long], ends[long], strict=True):
        found.append((float(row), float(begin), float(end)))
    return found[:20_000]
