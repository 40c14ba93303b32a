"""ASP.NET WebForms: the pager posts the whole form back, with the view state of the page just received."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import lxml.html

from archive.records import Answer, Ask
from spiders.families.family import At, Family
from spiders.families.hanweb_jcms import FORM
from spiders.families.pages import page_entries, page_extent
from spiders.markup import absolute, document, text_of
from spiders.pagers import next_link

_POSTBACK = re.compile(r"__doPostBack\(\s*'([^']{1,200})'\s*,\s*'([^']{0,100})'\s*\)")
_NEXT = re.compile(r"^[\s<\[]*(?:下一?页|后一?页|next)[\s>\]]*$|^(?:>|›|»)$", re.I)
_TYPED = frozenset(("hidden", "text", ""))


def next_page(answer: Answer, at: At) -> Ask | None:
    """A plain 下一页 link where there is one, else the form posted back for the next page."""
    link = next_link(answer.text, answer.url, at.page)
    if link is not None:
        return Ask(url=link)
    tree = document(answer.text)
    if tree is None:
        return None
    call = _next_call(tree, at.page)
    form = _form(tree)
    if call is None or form is None:
        return None
    target, argument = call
    fields = _fields(form)
    fields.update({"__EVENTTARGET": target, "__EVENTARGUMENT": argument})
    if f"{target}_input" in fields:
        fields[f"{target}_input"] = str(at.page)
    url = absolute(answer.url, form.get("action") or "") or answer.url
    return Ask(
        url=url,
        method="POST",
        body=urlencode(fields).encode(),
        headers=(*FORM, ("Referer", answer.url)),
    )


def _next_call(tree: lxml.html.HtmlElement, page: int) -> tuple[str, str] | None:
    """The call behind 下一页, unless it leads back; else the one whose number is the next."""
    numbered: tuple[str, str] | None = None
    for link in tree.iter("a"):
        call = _POSTBACK.search((link.get("href") or "") + (link.get("onclick") or ""))
        if call is None or link.get("disabled") is not None:
            continue
        target, argument = call[1], call[2]
        words = text_of(link)
        if _NEXT.match(words):
            return None if argument.isdecimal() and int(argument) <= page else (target, argument)
        if page + 1 in (_whole(argument), _whole(words)):
            numbered = numbered or (target, argument)
    return numbered


def _whole(words: str) -> int | None:
    found = re.fullmatch(r"(?:Page\$)?(\d{1,5})", words.strip("[] "))
    return int(found[1]) if found else None


def _form(tree: lxml.html.HtmlElement) -> lxml.html.HtmlElement | None:
    for form in tree.iter("form"):
        if any(field.get("name") == "__VIEWSTATE" for field in form.iter("input")):
            return form
    return next(tree.iter("form"), None)


def _fields(form: lxml.html.HtmlElement) -> dict[str, str]:
    """What a browser would send: hidden and typed fields, and each list's chosen option."""
    fields: dict[str, str] = {}
    for field in form.iter("input"):
        name = field.get("name")
        if name and (field.get("type") or "").lower() in _TYPED:
            fields[name] = field.get("value") or ""
    for chooser in form.iter("select"):
        options = list(chooser.iter("option"))
        chosen = next((one for one in options if one.get("selected") is not None), None)
        chosen = chosen if chosen is not None else (options[0] if options else None)
        if chooser.get("name") and chosen is not None:
            fields[chooser.get("name") or ""] = chosen.get("value") or text_of(chosen)
    return fields


FAMILY = Family(name="webforms", entries=page_entries, next_page=next_page, extent=page_extent)
