"""Pages that hold no list of their own: shells that want JavaScript, and the data calls behind them."""

from __future__ import annotations

import re

from archive.records import Answer, Ask
from spiders.data_calls import data_calls
from spiders.families import FAMILIES, recognise
from spiders.families.family import At
from spiders.markup import absolute, document, host_of, text_of
from spiders.rows import rows_of
from spiders.scripts import scripts_of

__all__ = [
    "data_calls",
    "is_empty_without_javascript",
    "may_load_rows",
    "waits_for_text",
    "writes_itself",
]

_FEW_WORDS = 200
"""Characters of visible text; a page of a portal with content has more in its head alone."""
_SHELL = re.compile(
    r"<(?:div|main|section)\b[^>]{0,300}\bid\s*=\s*[\"']?(?:app|root|__nuxt|__next|main-app)\b",
    re.I,
)
_EMPTY_BOX = re.compile(
    r"<(ul|ol|tbody|table|div)\b[^<>]{0,200}\b(?:id|class)\s*=\s*[\"']?[\w\s-]{0,40}(?:list|data|news|info|article|rows?|lb|table)"
    r"[^<>]{0,200}>\s*(?:<!--[^<>]{0,200}-->\s*)?</\1>",
    re.I,
)
_FILE = re.compile(r"\.(?:pdf|docx?|wps|ofd|rtf|zip|rar|xlsx?)\b|download", re.I)
_NO_SCRIPT = re.compile(r"<noscript\b[^>]{0,200}>[^<]{0,400}(?:JavaScript|脚本)", re.I)
_TEMPLATE = re.compile(
    r"\sv-for\s*=|\sng-repeat\s*=|\{\{\s*(?:#?each\b|[\w$]+\.[\w$]+\s*\}\})", re.I
)
"""A row that waits for its values: <li v-for="x in list">{{x.title}}</li>."""
_WRITES = re.compile(
    r"document\s*\.\s*write|\b(?:inner|outer|insertAdjacent)HTML\b|\bcreateElement\s*\(|\.(?:append|appendChild|html|prepend|load|render|init)\s*\("
    r"|\$\.(?:get|post|ajax|getJSON)\b|\bfetch\s*\(|\bXMLHttpRequest\b|\baxios\b|\bnew\s+Vue\b|\bcreateApp\b"
)
_LIBRARY = re.compile(r"jquery|vue|react|bootstrap|swiper|layui|echarts|\.min\.js|plugin", re.I)
_LOADING = re.compile(r"^(?:正在)?(?:加载|载入)中?[.…。\s]*$|^loading[.…\s]*$", re.I)


def is_empty_without_javascript(answer: Answer) -> bool:
    """The page has an application's shell, or only scripts, and next to no words or links of its own."""
    if answer.status >= 400 or answer.text.lstrip()[:1] in ("{", "["):
        return False
    source = answer.text
    lowered = source[:400_000].lower()
    if "<script" not in lowered or "<datastore" in lowered or "<record" in lowered:
        return False
    tree = document(source)
    if tree is None:
        return False
    words = text_of(tree.find(".//body") if tree.find(".//body") is not None else tree)
    links = sum(1 for link in tree.iter("a") if len(text_of(link)) > 1)
    if len(words) > _FEW_WORDS or links > 5:
        return (
            bool(_SHELL.search(source))
            and links <= 5
            and not rows_of(source, answer.url)
            and len(words) < 2 * _FEW_WORDS
        )
    if any(True for _ in tree.iter("iframe", "frame")) or 'http-equiv="refresh"' in lowered:
        return False
    family = FAMILIES.get(recognise(answer.url, source) or "")
    if family is not None and family.next_page(
        answer, At(ask=Ask(url=answer.url), column=answer.url, page=1)
    ):
        return False
    shell = (
        bool(_SHELL.search(source))
        or bool(_NO_SCRIPT.search(source))
        or bool(_LOADING.match(words))
    )
    return shell or (len(words) < 40 and links == 0 and _has_bundle(lowered))


def may_load_rows(answer: Answer) -> bool:
    """A page without rows whose script may bring them: it names data calls, or leaves a list's box empty.

    Head, menu and foot stand in such a page already; only the list is written by a script.
    """
    if answer.rendered or answer.status >= 400 or "<script" not in answer.text[:400_000].lower():
        return False
    source = answer.text[:400_000]
    boxes = _EMPTY_BOX.search(source) or _TEMPLATE.search(source)
    return bool(data_calls(answer.text, answer.url)) or boxes is not None


def writes_itself(answer: Answer) -> bool:
    """The page's own scripts put content into it: inline, or from a file of the portal's that is no library's."""
    if answer.rendered or answer.status >= 400 or "<script" not in answer.text[:400_000].lower():
        return False
    if any(_WRITES.search(script) for script in scripts_of(answer.text)):
        return True
    tree = document(answer.text)
    sources = [] if tree is None else [script.get("src") or "" for script in tree.iter("script")]
    urls = [absolute(answer.url, source) for source in sources if source]
    return any(
        url and host_of(url) == host_of(answer.url) and not _LIBRARY.search(url) for url in urls
    )


def waits_for_text(answer: Answer) -> bool:
    """An article's page with its head and menus only, whose script names the call that brings the text."""
    if answer.status >= 400 or answer.text.lstrip()[:1] in ("{", "[") or _FILE.search(answer.text):
        return False
    tree = document(answer.text)
    return (
        tree is not None
        and len(text_of(tree)) < 2 * _FEW_WORDS
        and not any(True for _ in tree.iter("iframe", "embed", "object"))
        and bool(data_calls(answer.text, answer.url))
    )


def _has_bundle(lowered: str) -> bool:
    return bool(re.search(r"<script\b[^>]{0,400}\bsrc\s*=", lowered))
