"""Claims about what the pages of a portal share."""

from __future__ import annotations

from crawler.shelf import Shelf, Shelved, has_route

URL = "http://www.qingshi.test/"


def shelved(size: int) -> Shelved:
    return Shelved(status=200, headers=(), body=b"x" * size)


def test_routes_of_one_shell_are_one_answer() -> None:
    shelf = Shelf()
    shelf.put("qingshi", URL + "#/list", shelved(3))
    assert shelf.get("qingshi", URL + "#/detail?id=1") == shelved(3)


def test_portals_share_nothing() -> None:
    shelf = Shelf()
    shelf.put("qingshi", URL, shelved(3))
    assert shelf.get("wuling", URL) is None


def test_the_shelf_has_an_end() -> None:
    shelf = Shelf(most_bytes=100)
    for number in range(9):
        shelf.put("qingshi", f"{URL}{number}.js", shelved(20))
    assert [shelf.get("qingshi", f"{URL}{number}.js") is not None for number in range(9)] == (
        [False] * 4 + [True] * 5
    )


def test_a_large_answer_is_not_kept() -> None:
    shelf = Shelf(most_bytes=100)
    shelf.put("qingshi", URL, shelved(26))
    assert shelf.get("qingshi", URL) is None


def test_a_fragment_that_points_into_the_page_is_no_route() -> None:
    assert has_route("http://h/#/detail?id=1")
    assert has_route("http://h/#!/detail")
    assert not has_route("http://h/#top")
