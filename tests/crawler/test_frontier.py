"""Lists go before articles, and what failed waits for the second pass."""

from __future__ import annotations

from archive.ledger import Planned
from archive.records import Ask, Kind
from crawler.frontier import Frontier


def row(kind: Kind, sequence: int, not_before: int = 0) -> Planned:
    return Planned(
        request_id=f"{kind}{sequence}", harvest_id="h1", portal="a", ask=Ask(url=f"http://a/{sequence}"),
        kind=kind, sequence=sequence, not_before=not_before,
    )  # fmt: skip


def drain(frontier: Frontier, turn: int) -> list[str]:
    taken = []
    while (found := frontier.next("a", turn)) is not None:
        taken.append(found.request_id)
    return taken


def test_lists_go_first_and_each_kind_in_the_order_of_planning() -> None:
    frontier = Frontier()
    frontier.add(
        [row("article", 1), row("list", 3), row("attachment", 2), row("list", 4), row("home", 5)]
    )
    assert drain(frontier, 0) == ["home5", "list3", "list4", "article1", "attachment2"]


def test_a_postponed_row_waits_for_the_second_pass() -> None:
    frontier = Frontier()
    frontier.add([row("list", 1, not_before=1), row("article", 2)])
    assert frontier.has_later("a")
    assert not frontier.has_later("b")
    assert drain(frontier, 0) == ["article2"]
    assert drain(frontier, 1) == ["list1"]
    assert not frontier.has_later("a")


def test_a_row_is_taken_out_of_its_turn_once() -> None:
    frontier = Frontier()
    frontier.add([row("list", 1), row("data", 2), row("article", 3)])
    assert frontier.take("b", "data2") is None
    assert frontier.take("a", "data2") == row("data", 2)
    assert frontier.take("a", "data2") is None
    assert drain(frontier, 0) == ["list1", "article3"]
