"""The coverage ledger as a person sees it: a table for the terminal, a map in SVG."""

from __future__ import annotations

import dataclasses
import html
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rich.table import Table
from rich.text import Text
from sqlite_utils import Database

from archive.coverage import STATES
from archive.selection import Selection
from archive.tables import TABLES


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """How a state is drawn; the symbol tells it without the colour, the words without either."""

    symbol: str
    style: str
    """Of the terminal."""
    fill: str
    """Of the map: Okabe and Ito's colours, told apart by colour-blind readers."""
    words: str


LOOKS: dict[str, Look] = {
    "on_time": Look(symbol="✓", style="green", fill="#009e73", words="published before April 1"),
    "late": Look(symbol="L", style="yellow", fill="#e69f00", words="published later"),
    "published_date_unknown": Look(
        symbol="D", style="cyan", fill="#56b4e9", words="found, shows no date"
    ),
    "declared_empty": Look(
        symbol="0", style="magenta", fill="#cc79a7", words="the column says it is empty"
    ),
    "not_found_searched": Look(
        symbol="x", style="red", fill="#d55e00", words="searched to the end, not there"
    ),
    "blocked": Look(symbol="B", style="bold red", fill="#8b1a1a", words="the portal keeps us out"),
    "portal_down": Look(
        symbol="!", style="bold magenta", fill="#5e3c99", words="the portal does not answer"
    ),
    "not_yet_due": Look(symbol=".", style="dim", fill="#e8e8e8", words="not yet due"),
    "not_looked": Look(symbol="?", style="dim", fill="#bbbbbb", words="not looked for"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """One cell with its row's name."""

    portal: str
    name: str
    region: str
    report_year: int
    state: str
    reason: str


def cells(db: Database, selection: Selection) -> list[Cell]:
    """The stored cells, by region, portal and year."""
    stored = TABLES["coverage"]
    wanted = [stored.columns.index(field.name) for field in dataclasses.fields(Cell)]
    return [
        Cell(**{stored.columns[place]: row[place] for place in wanted})  # type: ignore[arg-type]
        for row in stored.rows(db, selection)
    ]


def counts(shown: Iterable[Cell]) -> list[tuple[str, int]]:
    """Cells of each state, in the order of the contract; states that do not occur are left out."""
    found = Counter(cell.state for cell in shown)
    return [(state, found[state]) for state in STATES if found[state]]


def table(shown: list[Cell]) -> Table:
    """Portals down, years across, a symbol in each cell."""
    years = sorted({cell.report_year for cell in shown})
    drawn = Table(box=None, pad_edge=False, header_style="bold")
    drawn.add_column("portal", no_wrap=True, overflow="ellipsis", max_width=40)
    for year in years:
        drawn.add_column(str(year), justify="center", no_wrap=True, min_width=4)
    for (_, name), row in grouped(shown).items():
        states = {cell.report_year: cell.state for cell in row}
        drawn.add_row(
            Text(name), *(_symbol(states[year]) if year in states else Text("") for year in years)
        )
    return drawn


def _symbol(state: str) -> Text:
    return Text(LOOKS[state].symbol, style=LOOKS[state].style)


def legend(shown: list[Cell]) -> list[Text]:
    """One line for each state that occurs: symbol, name, number of cells, meaning."""
    lines = []
    for state, count in counts(shown):
        line = Text().append_text(_symbol(state))
        line.append(f" {state} {count}")
        line.append(f"  {LOOKS[state].words}", style="dim")
        lines.append(line)
    return lines


def grouped(shown: Iterable[Cell]) -> dict[tuple[str, str], list[Cell]]:
    """The cells of each portal, by its id and name, in their order."""
    found: dict[tuple[str, str], list[Cell]] = {}
    for cell in shown:
        found.setdefault((cell.portal, cell.name), []).append(cell)
    return found


_CELL = 26
_ROW = 22
_HEAD = 34


def svg(shown: list[Cell], title: str) -> str:
    """The same as a picture: a square a cell, its reason as a tooltip, the legend below."""
    rows, years = grouped(shown), sorted({cell.report_year for cell in shown})
    left = 16 + 15 * max((len(name) for _, name in rows), default=4)
    width = max(left + _CELL * len(years) + 30, 460)
    foot = _HEAD + 30 + _ROW * len(rows)
    parts = [f'<text x="14" y="24" class="title">{html.escape(title)}</text>']
    for place, year in enumerate(years):
        x = left + _CELL * place + _CELL // 2
        parts.append(f'<text x="{x}" y="{_HEAD + 18}" class="year">{year % 100:02d}</text>')
    for number, ((_, name), row) in enumerate(rows.items()):
        y = _HEAD + 28 + _ROW * number
        parts.append(f'<text x="14" y="{y + 15}">{html.escape(name)}</text>')
        parts.extend(_square(left + _CELL * years.index(c.report_year), y, c.state, c) for c in row)
    for number, (state, count) in enumerate(counts(shown)):
        y = foot + 12 + _ROW * number
        parts.append(_square(14, y, state, None))
        words = html.escape(f"{state} · {count} · {LOOKS[state].words}")
        parts.append(f'<text x="46" y="{y + 15}">{words}</text>')
    height = foot + 24 + _ROW * len(counts(shown))
    return _PICTURE.format(width=width, height=height, body="\n".join(parts))


def _square(x: int, y: int, state: str, cell: Cell | None) -> str:
    look = LOOKS[state]
    told = f"{cell.name} {cell.report_year}: {state}: {cell.reason}" if cell else state
    dark = state in {"not_yet_due", "not_looked", "published_date_unknown", "late"}
    return (
        f'<g><title>{html.escape(told)}</title><rect x="{x}" y="{y}" width="{_CELL - 3}" '
        f'height="{_ROW - 3}" rx="3" fill="{look.fill}"/><text x="{x + (_CELL - 3) // 2}" y="{y + 14}" '
        f'class="symbol" fill="{"#222" if dark else "#fff"}">{html.escape(look.symbol)}</text></g>'
    )


_PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" \
viewBox="0 0 {width} {height}" role="img">
<style>
text {{ font: 14px "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif; }}
.title {{ font-size: 16px; font-weight: bold; }}
.year {{ text-anchor: middle; fill: #555; font-size: 12px; }}
.symbol {{ text-anchor: middle; font-size: 12px; font-weight: bold; }}
</style>
<rect width="100%" height="100%" fill="#fff"/>
{body}
</svg>
"""
