"""The data call behind a rendered list: which of a page's calls it is, and where its rows' articles lie."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from archive.records import Answer, Ask, ListEntry
from spiders import walk
from spiders.click_routes import routes_in
from spiders.envelopes import JsonList, objects_in, read_json, title_in
from spiders.link_patterns import filled
from spiders.markup import base_of, collapse, document, text_of
from spiders.paging import page_of
from spiders.rows import address_of, rows_of
from spiders.scripts import loads, scripts_of
from spiders.written_rows import written_routes

MOST_ROWS = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Replay:
    """A call that can be asked again page by page without the browser."""

    ask: Ask
    answer: Answer
    link: str | None
    """Pattern of a row's address (`https://…/#/detail?id={id}`) where the rows name none that the page uses."""


def replay_of(
    exchanges: Iterable[tuple[Ask, Answer]], shown: Answer | None, page: Answer | None = None
) -> Replay | None:
    """Of the calls that a page made, the one that holds the list which the page shows.

    `shown`: the rendered page; its links say where rows without an address lead. None: only rows
    with addresses of their own count, and dated ones whose address a script of `page`, as it was sent, writes.
    """
    links = _links(shown) if shown is not None else {}
    words = collapse(_shown_text(shown)) if shown is not None else ""
    exchanges = tuple(exchanges)
    best: tuple[tuple[int, int, int], Replay] | None = None
    for ask, answer in exchanges:
        if answer.status >= 400 or _is_page(answer) or _is_script(answer):
            continue
        link = _pattern(answer, links)
        base = shown.url if shown is not None else answer.url
        source = shown or page
        if link is None and source is not None and _tells_no_address(answer, base):
            link = _by_click(answer, source, exchanges)
        held = _fragment(answer) or read_json(answer.text, base, link)
        if held is None or not held.entries or not _is_shown(held, words):
            continue
        if shown is None and link is not None and not _dated(held):
            continue
        score = (_is_paged(ask, held), _dated(held), len(held.entries))
        if best is None or score > best[0]:
            best = (score, Replay(ask=ask, answer=answer, link=link))
    return best[1] if best else None


def rows_behind(answer: Answer, page: Answer) -> tuple[ListEntry, ...]:
    """Rows of a data call that a page as it was sent names: by their own addresses, or by those that its script writes."""
    found = replay_of(((Ask(url=answer.url), answer),), None, page)
    if found is None:
        return ()
    held = _fragment(answer) or read_json(answer.text, answer.url, found.link)
    return held.entries if held is not None else ()


def _is_page(answer: Answer) -> bool:
    """A page of its own, no part that a script puts into another."""
    start = answer.text.lstrip("\ufeff \r\n\t")[:2000].lower()
    return start[:1] == "<" and ("<html" in start or "<head" in start or "<!doctype" in start)


def _fragment(answer: Answer) -> JsonList | None:
    """The dated rows of a piece of HTML: $("#list").load("/site/label/8888?…") of 龙讯 and others."""
    if answer.text.lstrip("\ufeff \r\n\t")[:1] != "<":
        return None
    held = JsonList(entries=rows_of(answer.text, answer.url))
    return held if held.entries and _dated(held) else None


def _is_script(answer: Answer) -> bool:
    return "javascript" in (answer.media_type or "") and loads(answer.text) is None  # JSONP is data


def _tells_no_address(answer: Answer, base: str) -> bool:
    held = read_json(answer.text, base)
    return held is None or not held.entries


def _by_click(answer: Answer, shown: Answer, exchanges: Sequence[tuple[Ask, Answer]]) -> str | None:
    """The pattern that the page's scripts make a row's address by, where every row has what it names."""
    value = loads(answer.text)
    items = list(_titled(value)) if isinstance(value, dict | list) else []
    if not items:
        return None
    scripts = [other.text for _, other in exchanges if _is_script(other)]
    written = [
        route for text in (shown.text, *scripts) for route in written_routes(text, shown.url)
    ]
    for pattern in (*written, *routes_in((*scripts_of(shown.text), *scripts), shown.url)):
        made = {filled(pattern, item) for item in items}
        if None not in made and len(made) == len(items):
            return pattern
    return None


def by_data_call(
    state: walk.Walk,
    shown: walk.Step,
    answer: Answer,
    exchanges: Sequence[tuple[Ask, Answer]],
    quick: walk.Quick,
) -> walk.Step:
    """The column's first page read from the data call behind it, where that leads further than the page does."""
    found = replay_of(exchanges, answer if answer.rendered else None, answer)
    if found is None:
        return shown
    family = None if _fragment(found.answer) else "json-list"
    behind = replace(state, family=family, link=found.link)
    step = walk.read_answer(behind, found.ask, found.answer, quick)
    if not step.entries or (shown.next is not None and step.next is None and not step.complete):
        return shown
    return step


def _is_shown(held: JsonList, words: str) -> bool:
    """Half of the rows stand on the page: a call for hot news or menus is none of the list's."""
    if not words:
        return True
    met = sum(_start(row.title) in words for row in held.entries)
    return 2 * met >= len(held.entries)


def _is_paged(ask: Ask, held: JsonList) -> int:
    return int(page_of(ask) is not None) + int(held.total is not None)


def _dated(held: JsonList) -> int:
    return int(2 * sum(row.listed_date is not None for row in held.entries) >= len(held.entries))


def _start(title: str) -> str:
    """The part of a title that a page shows even where it cuts it."""
    return title[:12]


def _shown_text(shown: Answer) -> str:
    tree = document(shown.text)
    return text_of(tree) if tree is not None else ""


def _links(shown: Answer) -> dict[str, str]:
    """Addresses by the words of their links, and by their titles in full."""
    tree = document(shown.text)
    if tree is None:
        return {}
    base, found = base_of(tree, shown.url), dict[str, str]()
    for anchor in tree.iter("a"):
        url = address_of(anchor, base)
        for title in (anchor.get("title") or "", text_of(anchor)):
            if url is not None and len(collapse(title)) > 3:
                found.setdefault(collapse(title), url)
    return found


def _pattern(answer: Answer, links: dict[str, str]) -> str | None:
    """The pattern that makes of every row that the page links the address that it links to."""
    value = loads(answer.text)
    if not links or not isinstance(value, dict | list):
        return None
    known = [(item, url) for item in _titled(value) if (url := _link_of(item, links))]
    patterns = Counter(pattern for item, url in known[:20] for pattern in _patterns(item, url))
    for pattern, _ in patterns.most_common(8):
        if all(filled(pattern, item) == unquote(url) for item, url in known):
            return pattern
    return None


def _titled(value: Any) -> Iterator[dict[str, Any]]:
    for number, item in enumerate(objects_in(value)):
        if number >= MOST_ROWS:
            return
        if title_in(item):
            yield item


def _link_of(item: dict[str, Any], links: dict[str, str]) -> str | None:
    title = title_in(item) or ""
    if title in links:
        return links[title]
    cut = [url for words, url in links.items() if words.endswith(("…", "...")) and title.startswith(words.rstrip("….")) ]  # fmt: skip
    return cut[0] if len(cut) == 1 else None


def _patterns(item: dict[str, Any], url: str) -> Iterator[str]:
    """Patterns that one row suggests: one of its values, or all of them, stand in the address."""
    plain = unquote(url).replace("{", "").replace("}", "")
    values = {
        key: str(value)
        for key, value in item.items()
        if isinstance(value, str | int) and not isinstance(value, bool) and 0 < len(str(value)) < 80
    }
    every = plain
    for key, value in sorted(values.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        token = re.compile(rf"(?<![\w%{{]){re.escape(value)}(?![\w%}}])")
        if token.search(plain.partition("://")[2]):
            yield token.sub(f"{{{key}}}", plain)
            every = token.sub(f"{{{key}}}", every)
    if every.count("{") > 1:
        yield every
