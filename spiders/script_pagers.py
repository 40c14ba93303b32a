"""The next page where no link names it: a function of the page that builds its address, a form, a list to choose from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlencode

import lxml.html

from archive.records import Answer, Ask
from spiders.markup import absolute, base_of, collapse, document, text_of
from spiders.pagers import extent_of
from spiders.scripts import scripts_of, unquoted

FORM = (("Content-Type", "application/x-www-form-urlencoded"),)
_NEXT = re.compile(
    r"^[\[【(（<«]?\s*(?:下一?页|后一?页|下翻页|next(?:\s*page)?|>|›|»|＞)\s*[\]】)）>»›]*$", re.I
)
_CALL = re.compile(
    r"(?:javascript:)?\s*(?:return\s+)?([A-Za-z_$][\w$]*)\s*\(\s*['\"]?(\d{1,5})['\"]?\s*\)", re.I
)
_STRING = r"\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'"
_TERM = rf"(?:{_STRING}|\(?\s*(?:parseInt\(|Number\()?[A-Za-z_$][\w$]*\)?\s*(?:[-+]\s*1\s*)?\)?)"
_GOES = re.compile(
    rf"(?:location(?:\.href)?\s*=|\.(?:replace|assign|open)\s*\()\s*({_TERM}(?:\s*\+\s*{_TERM}){{0,6}})"
)
_ONE_TERM = re.compile(
    rf"(?P<text>{_STRING})|(?P<open>\()?\s*(?:parseInt\(|Number\()?(?P<name>[A-Za-z_$][\w$]*)\)?\s*"
    r"(?P<shift>(?(open)[-+]\s*1))?"
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
    chosen = _chosen(tree, base, page)
    return Ask(url=chosen) if chosen else None


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
    opened = re.compile(
        rf"function\s+{re.escape(name)}\s*\(\s*([A-Za-z_$][\w$]*)|\b{re.escape(name)}\s*=\s*function\s*\(\s*([A-Za-z_$][\w$]*)"
    )
    for script in scripts_of(answer.text):
        found = opened.search(script)
        if found is None:
            continue
        given = found[1] or found[2]
        body = re.split(r"\bfunction\b", script[found.end() : found.end() + 2000], maxsplit=1)[0]
        for goes in _GOES.finditer(body):
            address = _address(goes[1], given, number)
            url = absolute(base, address) if address else None
            if url is not None:
                return Ask(url=url)
        return _submitted(tree, base, body, given, number)
    return None


def _address(expression: str, given: str, number: int) -> str | None:
    """'list_' + n + '.html' with its number put in; None where another name stands in it, or none."""
    parts, numbered = [], False
    for term in _ONE_TERM.finditer(expression):
        if term["text"]:
            parts.append(unquoted(term["text"]))
        elif term["name"] == given:
            shift = (term["shift"] or "").replace(" ", "")
            parts.append(str(number + (int(shift) if shift else 0)))
            numbered = True
        elif term["name"]:
            return None
    return "".join(parts) if numbered else None


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
