"""Claims about the worlds `families` and `faults`: every system and every fault of the guide is there, and reachable."""

from __future__ import annotations

import http.client
import json
import re
from collections import deque
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest

from tests.sample import sites
from tests.sample.exchange import Reply, Request
from tests.sample.families_world import REPLICAS
from tests.sample.fault_table import TABLE
from tests.sample.nouns import SamplePortal
from tests.sample.serving import Served, serving
from tests.sample.truth import certain, truth
from tests.sample.world import build

PORT = 8041
FAMILIES = build(name="families")
FAULTS = build(name="faults")
SITES = {portal.portal: sites.site_of(portal) for portal in FAMILIES.portals}


@pytest.fixture(scope="module")
def faulty() -> Iterator[Served]:
    with serving(world="faults") as running:
        yield running


def ask(portal: SamplePortal, target: str) -> Reply:
    site = SITES[portal.portal]
    headers = {"user-agent": "claim/1", "referer": "http://h/", "host": f"{portal.address}:{PORT}"}
    request = Request(method="GET", target=target, headers=headers)
    return (site.get(request.path) or site["*"])(request)


def page(served: Served, portal: str, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(served.addresses[portal], served.port, timeout=5)
    connection.request("GET", path, headers={"Connection": "close"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


def links(portal: SamplePortal, depth: int) -> set[str]:
    """All targets that links lead to from the home page, so many steps deep."""
    seen, queue = {"/"}, deque([("/", 0)])
    site = SITES[portal.portal]
    while queue:
        target, steps = queue.popleft()
        if steps == depth or urlsplit(target).path not in site:
            continue
        body = ask(portal, target).body.decode("utf-8", "replace")
        for link in re.findall(r"<a [^>]*href=[\"']([^\"'#]+)", body):
            joined = urlsplit(urljoin(f"http://h{target}", unescape(link)))
            found = joined.path + (f"?{joined.query}" if joined.query else "")
            if joined.netloc == "h" and found not in seen:
                seen.add(found)
                queue.append((found, steps + 1))
    return seen


@pytest.mark.parametrize("portal", FAMILIES.portals, ids=lambda portal: portal.portal)
def test_the_column_is_within_four_clicks_of_the_home_page(portal: SamplePortal) -> None:
    column = portal.columns[0]
    if "hidden-column" in portal.traits:
        found = ask(portal, "/was5/web/search?searchword=法治政府").body.decode()
        assert sites.column_path(portal, column) not in links(portal, 2)
        assert f'href="/{column.slug}/' in found
        return
    if portal.shape == "gkmlpt":
        tree = re.search(r"TREE:(\[.*\])\};", ask(portal, "/gkmlpt/index").body.decode())
        assert tree
        assert str(column.serial) in json.dumps(json.loads(tree[1]))
        return
    assert sites.column_path(portal, column) in links(portal, 4)


@pytest.mark.parametrize("portal", FAMILIES.portals, ids=lambda portal: portal.portal)
def test_a_replica_holds_a_dozen_reports_among_twice_as_many_near_misses(
    portal: SamplePortal,
) -> None:
    items = portal.columns[0].items
    reports = [item for item in items if item.report]
    if "short" in portal.traits:
        assert len(items) == 8
        return
    assert len(reports) >= 12
    assert len(items) - len(reports) >= 20


@pytest.mark.parametrize("portal", FAMILIES.portals, ids=lambda portal: portal.portal)
def test_every_article_of_a_replica_answers_and_shows_its_title(portal: SamplePortal) -> None:
    for item in portal.columns[0].items:
        reply = ask(portal, sites.article_path(portal, portal.columns[0], item))
        gbk = b"gb2312" in reply.body[:200]
        assert item.title in reply.body.decode("gb18030" if gbk else "utf-8")


def test_every_family_of_the_guide_that_has_markup_is_there() -> None:
    shapes = {replica.shape for replica in REPLICAS}
    assert shapes >= {
        "jcms", "hanweb-xxgk", "jpaas", "trs", "ucap", "gkmlpt", "epoint", "truecms", "lonsun", "vsb",
        "article-list-json", "ilist-jsp", "uuid-columns", "webforms", "plain",
    }  # fmt: skip


def test_the_gkmlpt_page_nought_is_page_one() -> None:
    portal = next(portal for portal in FAMILIES.portals if portal.shape == "gkmlpt")
    path = f"/gkmlpt/api/all/{portal.columns[0].serial}?sid=799041&page="
    assert ask(portal, f"{path}0").body == ask(portal, f"{path}1").body
    assert ask(portal, f"{path}2").body != ask(portal, f"{path}1").body


def test_a_stale_view_state_is_refused_with_status_200() -> None:
    portal = next(portal for portal in FAMILIES.portals if portal.shape == "webforms")
    target = sites.column_path(portal, portal.columns[0])
    handler = SITES[portal.portal]["/List_wj.aspx"]
    stale = b"__VIEWSTATE=old&__EVENTTARGET=ctl00%24Pager1&__EVENTARGUMENT=2&Pager1_input=1"
    reply = handler(Request(method="POST", target=target, body=stale))
    assert (reply.status, "出错了" in reply.body.decode()) == (200, True)


def test_faults_stand_beside_as_many_sound_portals_whose_reports_must_be_found() -> None:
    world = FAULTS
    known = truth(world, PORT)
    assert len(TABLE) >= 30
    assert {portal.fault for portal in world.portals if portal.fault} == set(TABLE)
    sound = {portal.portal for portal in world.portals if certain(portal)}
    assert {report.portal for report in known.reports} == sound
    assert not {report.portal for report in known.possible} & sound


def test_a_blocked_portal_is_never_not_found_searched() -> None:
    for cell in truth(FAULTS, PORT).coverage:
        assert cell.state in cell.allowed
        if cell.portal.startswith(("bad-gate", "bad-waf", "bad-stub", "bad-login")):
            assert "not_found_searched" not in cell.allowed


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        ("gate-412", 412),
        ("gate-521", 521),
        ("gate-468", 468),
        ("waf-200", 200),
        ("self-302", 302),
        ("always-429", 429),
    ],
)
def test_a_gate_answers_with_its_status(faulty: Served, fault: str, status: int) -> None:
    assert page(faulty, f"bad-{fault}", "/")[0] == status


def test_the_stub_has_the_length_seen_in_the_field(faulty: Served) -> None:
    assert len(page(faulty, "bad-stub-1166", "/")[1]) == 1166


def test_a_refused_portal_listens_on_no_port(faulty: Served) -> None:
    with pytest.raises(ConnectionRefusedError):
        page(faulty, "bad-refused", "/")


def test_a_truncated_body_ends_early(faulty: Served) -> None:
    with pytest.raises(http.client.IncompleteRead):
        page(faulty, "bad-truncated", "/")


def test_the_bomb_is_small_on_the_wire(faulty: Served) -> None:
    assert len(page(faulty, "bad-gzip-bomb", "/fzzfjsndbg/")[1]) < 1_000_000
