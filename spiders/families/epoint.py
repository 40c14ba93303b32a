"""新点 Epoint: rows of a category by getgovinfolist, whose siteGuid may stand in a script file."""

from __future__ import annotations

import json
import re
from urllib.parse import urlsplit, urlunsplit

from archive.records import Answer, Ask, ListEntry
from spiders.families import json_list
from spiders.families.family import At, Family
from spiders.markup import absolute
from spiders.page_numbers import parameter
from spiders.pagers import Extent, extent_of, next_link
from spiders.paging import following, page_of, size_of
from spiders.rows import rows_of
from spiders.scripts import loads

METHOD = "rest/lightfrontaction/getgovinfolist"
JSON_FORM = (("Content-Type", "application/json;charset=UTF-8"),)
PROJECTS = ("EWB-FRONT", "EWB_YK_Mid", "Epoint-MiddleForWeb")
"""Where the call is mounted (portals.md §3.F)."""
_GUID = re.compile(r"siteGuid[\"']?\s*[:=]\s*[\"']([0-9a-zA-Z-]{8,40})[\"']", re.I)
_PROJECT = re.compile(r"projectName[\"']?\s*[:=]\s*[\"']/?([\w-]{2,40})/?[\"']", re.I)
_MOUNT = re.compile(r"/([\w-]{2,40})/rest/lightfrontaction/", re.I)
_SCRIPT = re.compile(
    r"src\s*=\s*[\"']([^\"']{0,200}(?:webBuilderCommon|ajaxReq)\.js[^\"']{0,60})", re.I
)
_CATEGORY = re.compile(
    r"categorynum[\"']?\s*(?:[:=]|\s[^<>]{0,80}?\bvalue\s*=)\s*[\"'](\w{3,40})[\"']", re.I
)
"""In a script, or in a hidden field: <input id="categorynum" value="003006">."""
_PAGE_SIZE = 20


def entries(answer: Answer, at: At) -> tuple[ListEntry, ...]:
    """Rows of a call's JSON, or of a static page."""
    if at.ask.method == "POST":
        return json_list.entries(answer, at)
    return () if urlsplit(at.ask.url).path.endswith(".js") else rows_of(answer.text, answer.url)


def extent(answer: Answer, at: At) -> Extent:
    """`custom.total`, or a static page's own words."""
    if at.ask.method == "POST":
        held = json_list.list_of(answer, at)
        return Extent(total=held.total if held else None)
    return Extent() if _category(answer, at) else extent_of(answer.text)


def _category(answer: Answer, at: At) -> str | None:
    number = parameter(at.column, "categorynum") or parameter(at.column, "categoryNum")
    if number:
        return number
    found = _CATEGORY.search(answer.text)
    kept = urlsplit(at.ask.url).fragment if at.ask.url.partition("#")[0].endswith(".js") else ""
    return found[1] if found else kept or None


def next_page(answer: Answer, at: At) -> Ask | None:
    """The script that holds the siteGuid, then the first call, then `pageIndex` by one from 0."""
    if at.ask.method == "POST":
        return _next_call(answer, at)
    link = next_link(answer.text, answer.url, at.page)
    if link is not None:
        return Ask(url=link)
    category = _category(answer, at)
    if category is None:
        return None
    guid = _GUID.search(answer.text)
    script = _SCRIPT.search(answer.text)
    if guid is None and script is not None and not urlsplit(at.ask.url).path.endswith(".js"):
        url = absolute(answer.url, script[1])
        # The script knows no category: where only the page names it, it goes on in the address's fragment.
        kept = "" if "categorynum=" in at.column.lower() else f"#{category}"
        return Ask(url=f"{url}{kept}", headers=(("Referer", answer.url),)) if url else None
    return _first_call(answer, at, category, guid[1] if guid else "")


def _first_call(answer: Answer, at: At, category: str, guid: str) -> Ask | None:
    mount = _MOUNT.search(answer.text) or _PROJECT.search(answer.text)
    project = mount[1] if mount else PROJECTS[0]
    url = absolute(at.column, f"/{project}/{METHOD}")
    if url is None:
        return None
    asked = {
        "deptcode": parameter(at.column, "deptcode") or "",
        "categorynum": category,
        "pageIndex": 0,
        "pageSize": _PAGE_SIZE,
        "siteGuid": guid,
    }
    return Ask(
        url=url,
        method="POST",
        body=json.dumps(asked).encode(),
        headers=(*JSON_FORM, ("Referer", at.column)),
    )


def _next_call(answer: Answer, at: At) -> Ask | None:
    held = json_list.list_of(answer, at)
    if held is None or not held.entries:
        return None
    index, size = page_of(at.ask) or 0, size_of(at.ask) or _PAGE_SIZE
    if held.total is not None and (index + 1) * size >= held.total:
        return None
    return following(at.ask) if held.total is not None or len(held.entries) >= size else None


def other_way(answer: Answer, at: At) -> Ask | None:
    """The other form of the body, `{"token", "params"}`; after that the other places the call is mounted at."""
    if at.ask.method != "POST" or at.page > 2:
        return None
    asked = loads(at.ask.body.decode("utf-8", "replace"))
    if not isinstance(asked, dict):
        return None
    if "params" not in asked and answer.status not in (404, 405):
        body = json.dumps({"token": "", "params": asked}).encode()
        return Ask(url=at.ask.url, method="POST", body=body, headers=at.ask.headers)
    parts = urlsplit(at.ask.url)
    project = parts.path.split("/")[1]
    place = PROJECTS.index(project) + 1 if project in PROJECTS else 0
    if answer.status not in (404, 405) or place >= len(PROJECTS):
        return None
    url = urlunsplit(parts._replace(path=f"/{PROJECTS[place]}/{METHOD}"))
    return Ask(url=url, method="POST", body=at.ask.body, headers=at.ask.headers)


FAMILY = Family(
    name="epoint", entries=entries, next_page=next_page, extent=extent, other_way=other_way
)
