"""The next page where no link names it: a function of the page that builds its address, a form, a list to choose from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlencode, urlsplit

import lxml.html

from archive.records import Answer, Ask
from spiders.markup import absolute, base_of, collapse, document, text_of
from spiders.pagers import extent_of, linked_next
from spiders.paging import PAGE_KEYS
from spiders.script_functions import addresses, bodies
from spiders.scripts import literal_writes, scripts_of

FORM = (("Content-Type", "application/x-www-form-urlencoded"),)
_NEXT = re.compile(
    r"^[\[【(（<«]?\s*(?:下一?页|后一?页|下翻页|next(?:\s*page)?|>|›|»|＞)\s*[\]】)）>»›]*$", re.I
)
_CALL = re.compile(
    r"(?:javascript:)?\s*(?:return\s+)?([A-Za-z_$][\w$]*)\s*\(\s*['\"]?(\d{1,5})['\"]?\s*\)", re.I
)
_SETS_FIELD = (
    r"\.([A-Za-z_][\w-]*)\.value\s*=\s*{0}\b",
    r"(?:getElementById|getElementsByName)\(\s*['\"]([\w-]+)['\"]\s*\)(?:\[0\])?\.value\s*=\s*{0}\b",
    r"\$\(\s*['\"](?:#|input\[name=['\"]?)([\w-]+)['\"]?\]?['\"]\s*\)\.val\(\s*{0}\s*\)",
)
"""Ways in which a function puts the page number into a form's field."""
_NUMBER_WORDS = re.compile(r"^第?\s*(\d{1,4})\s*(?:页|/\s*\d{1,4})?$")


def next_by_script(answer: Answer, page: int) -> Ask | None:
    """The request for the next page, read out of the pager's own code without running it; None where it cannot be."""
    pages = extent_of(answer.text).pages
    tree = document(answer.text)
    if tree is None or (pages is not None and page >= pages):
        return None
    base = base_of(tree, answer.url)
    for name, number in _calls(tree, page):
        ask = _called(answer, tree, base, name, number)
        if ask is not None:
            return ask
    chosen = _chosen(tree, base, page) or _written(answer.text, base, page)
    return Ask(url=chosen) if chosen else None


def _written(html: str, base: str, page: int) -> str | None:
    """Where the pager leads that a script writes out: document.write('<a href="index_2.html">下一页</a>')."""
    written = document(literal_writes(html))
    return None if written is None else linked_next(written, base, page)


def _calls(tree: lxml.html.HtmlElement, page: int) -> Iterator[tuple[str, int]]:
    """Calls of the pager's links with the next page's number: goPage(2)."""
    for link in tree.iter("a", "span", "li", "button", "input"):
        words = text_of(link) or collapse(link.get("title") or link.get("value") or "")
        number = words.strip("[]【】()")
        if not (_NEXT.match(words) or (number.isdecimal() and number == str(page + 1))):
            continue
        call = _CALL.search(f"{link.get('onclick') or ''} {link.get('href') or ''}")
        if call and int(call[2]) in (page, page + 1):
            yield call[1], int(call[2])


def _called(
    answer: Answer, tree: lxml.html.HtmlElement, base: str, name: str, number: int
) -> Ask | None:
    """What the page's function of that name asks for, given the number."""
    for address in addresses(answer.text, name, str(number)):
        url = absolute(base, address)
        if url is not None:
            return Ask(url=url)
    for _, body, given in bodies(answer.text, name):
        return _submitted(tree, base, body, given, number)
    return None


def _submitted(
    tree: lxml.html.HtmlElement, base: str, body: str, given: str, number: int
) -> Ask | None:
    """The form that the function sends, its page field set."""
    fields = [
        found[1]
        for pattern in _SETS_FIELD
        for found in re.finditer(pattern.replace("{0}", re.escape(given)), body)
    ]
    for form in tree.iter("form"):
        inputs = [field for field in form.iter("input", "select") if field.get("name")]
        named = {field.get(key) for field in inputs for key in ("name", "id")}
        if not any(field in named for field in fields):
            continue
        values = {
            field.get("name") or "": str(number)
            if field.get("name") in fields or field.get("id") in fields
            else field.get("value") or ""
            for field in inputs
            if (field.get("type") or "").lower() not in ("submit", "button", "image", "reset")
        }
        url = absolute(base, form.get("action") or base)
        if url is None:
            return None
        if (form.get("method") or "get").lower() == "get":
            return Ask(url=f"{url.split('?', 1)[0]}?{urlencode(values)}")
        return Ask(url=url, method="POST", body=urlencode(values).encode(), headers=FORM)
    return None


_TEMPLATE = re.compile(r"[\"'`]([^\"'`\s<>]{0,300}?[?&]([A-Za-z_]{1,30})=)(?:[\"']\s*\+|\$\{)")


def by_template(answer: Answer, page: int) -> str | None:
    """The next page's address, where a script joins this page's address and a number: '?cid=9&page=' + obj.curr."""
    here = urlsplit(answer.url)
    for script in scripts_of(answer.text):
        for found in _TEMPLATE.finditer(script[:200_000]):
            url = absolute(answer.url, f"{found[1]}{page + 1}")
            named = found[2].lower().replace("_", "") in PAGE_KEYS
            if named and url is not None and urlsplit(url)[:3] == here[:3]:
                return url
    return None


def _chosen(tree: lxml.html.HtmlElement, base: str, page: int) -> str | None:
    """The address of the next number in a list of pages to choose from."""
    for select in tree.iter("select"):
        numbered = {}
        for option in select.iter("option"):
            words, value = _NUMBER_WORDS.match(text_of(option)), option.get("value") or ""
            if words and ("/" in value or "." in value or "?" in value):
                numbered[int(words[1])] = value
        if 1 in numbered and page + 1 in numbered:
            return absolute(base, numbered[page + 1])
    return None
