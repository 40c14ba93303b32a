"""Rows that a page's script writes: their address is read from its string of HTML, and the data call is walked by it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.records import Answer, Ask
from spiders.replay import replay_of, rows_behind
from spiders.written_rows import written_routes
from tests.spiders.replicas import HOST, data, day, page, title

COLUMN = f"{HOST}/fz/list.html"
WRITTEN = {
    "joined, single quotes": ("""<script>html += "<li><a href='/d/" + v.id + ".html'>" + v.title;</script>""", "/d/{id}.html"),
    "joined, double quotes": ("""<script>s += '<a href="/d/' + v.id + '.html" title="' + v.title + '">';</script>""", "/d/{id}.html"),
    "joined, escaped quotes": (r"""<script>s += "<a href=\"/d/" + v.id + ".html\">" + v.title;</script>""", "/d/{id}.html"),
    "joined, no quotes": ("""<script>s += '<a href=/d/' + v["id"] + '.html target=_blank>';</script>""", "/d/{id}.html"),
    "a member of a list": ("""<script>s+="<a href='show.jsp?id="+rows[i].infoId+"&cid="+rows[i].cid+"'>"</script>""", "/fz/show.jsp?id={infoId}&cid={cid}"),
    "a base in a name": ("""<script>var base="/art/";s+='<a href="'+base+v.infoId+'.html">'</script>""", "/art/{infoId}.html"),
    "a value in a name": ("""<script>var id = v.articleId; s+='<a href="/d/'+id+'.html">'</script>""", "/d/{articleId}.html"),
    "template literal": ("""<script>s += `<li><a href="/d/${item.id}.html">${item.title}</a>`</script>""", "/d/{id}.html"),
    "art-template": ("""<script type="text/html">{{each list as v}}<a href="/d/{{v.id}}.html">{{v.title}}</a>{{/each}}</script>""", "/d/{id}.html"),
    "handlebars": ("""<script type="text/x-handlebars">{{#each list}}<a href="d.html?id={{id}}&t=1">{{title}}</a>{{/each}}</script>""", "/fz/d.html?id={id}&t=1"),
    "underscore": ("""<script type="text/template"><a href="/d/<%= one.id %>.html"><%= one.title %></a></script>""", "/d/{id}.html"),
    "Vue, joined": ("""<a v-for="x in rows" :href="'/d/' + x.id + '.html'">{{x.title}}</a>""", "/d/{id}.html"),
    "Vue, template": ("""<a v-for="x in rows" :href="`/d/${x.id}.html`">{{x.title}}</a>""", "/d/{id}.html"),
    "a click's function": (r"""<script>s+='<li onclick="openArt(\''+v.newsId+'\')">'; function openArt(x){window.open("/d/"+x+".html")}</script>""", "/d/{newsId}.html"),
}  # fmt: skip


@pytest.mark.parametrize("form", WRITTEN)
def test_a_string_of_html_gives_the_pattern(form: str) -> None:
    source, pattern = WRITTEN[form]
    assert written_routes(source, COLUMN)[0] == HOST + pattern


def test_an_address_that_is_all_value_is_read_against_the_page() -> None:
    source = """<script>s += "<a href='" + v.artUrl + "'>" + v.title</script>"""
    rows = [{"title": title(n), "artUrl": f"/a/{n}.html", "time": day(n)} for n in range(4)]
    found = rows_behind(data({"rows": rows}, f"{HOST}/api/rows"), page(source, COLUMN))
    assert [row.url for row in found] == [f"{HOST}/a/{n}.html" for n in range(4)]


@pytest.mark.parametrize(
    "source",
    [
        """<a href="/zwgk/index.html">政务公开</a>""",
        """<script>s += '<a href="/zwgk/index.html">' + v.title + '</a>'</script>""",
        """<script>s += '<img src="/i/' + v.id + '.png">'</script>""",
    ],
)
def test_an_address_without_a_value_is_no_pattern(source: str) -> None:
    assert written_routes(source, COLUMN) == ()


CALL = f"{HOST}/api/articles?page=1&size=10"
SOURCE = page(WRITTEN["joined, single quotes"][0], COLUMN)


def test_rows_with_only_an_id_are_walked_by_the_scripts_address() -> None:
    rows = [{"id": 70 + n, "title": title(n), "time": day(n)} for n in range(10)]
    answer = data({"list": rows, "total": 26}, CALL)
    found = replay_of([(Ask(url=CALL), answer)], None, SOURCE)
    assert found is not None
    assert found.link == f"{HOST}/d/{{id}}.html"
    assert [row.url for row in rows_behind(answer, SOURCE)][:2] == [
        f"{HOST}/d/70.html",
        f"{HOST}/d/71.html",
    ]


def test_a_call_for_a_menu_holds_no_rows() -> None:
    menu = [{"id": n, "title": f"栏目第{n}个名称"} for n in range(6)]
    assert rows_behind(data({"list": menu}, CALL), SOURCE) == ()


def test_rows_that_lack_the_value_are_not_given_an_address() -> None:
    rows = [{"code": n, "title": title(n), "time": day(n)} for n in range(6)]
    assert rows_behind(data({"list": rows}, CALL), SOURCE) == ()


@given(st.text(alphabet="\"'`${}<>+.:/#?&=\\ahrefid[]%()", max_size=300))
def test_any_script_is_read_without_an_error(script: str) -> None:
    for pattern in written_routes(f"<script>{script}href='{script}</script>", COLUMN):
        assert "{" in pattern


def test_a_page_of_many_links_costs_little() -> None:
    written = "".join(f"<a href=\"/{'x' * 300}'+v{n}+'\">" for n in range(3000))
    assert len(written_routes(written, COLUMN)) <= 8


def test_a_rendered_lists_rows_are_read_by_it_too() -> None:
    shown = "".join(f"<li class=row>{title(n)}<i>{day(n)}</i></li>" for n in range(6))
    source = page(f"<ul>{shown}</ul>{WRITTEN['joined, single quotes'][0]}", COLUMN)
    rendered = Answer(url=COLUMN, status=200, text=source.text, rendered=True)
    rows = [{"id": n, "title": title(n), "time": day(n)} for n in range(6)]
    found = replay_of([(Ask(url=CALL), data({"list": rows, "total": 6}, CALL))], rendered)
    assert found is not None
    assert found.link == f"{HOST}/d/{{id}}.html"
