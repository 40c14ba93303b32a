"""What is read out of scripts never trips over them, whatever they hold."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.records import Answer
from spiders.data_calls import data_calls
from spiders.page_kinds import may_load_rows
from spiders.script_functions import address_called
from spiders.script_pagers import by_template, next_by_script
from spiders.wanted import is_bare, is_named_for_reports, may_be_report

URL = "http://www.qingshi.test/fzzf/list.html?page=1"
BITS = (
    "function go(n){", "}", "location.href=", "'/a_'", "+n+", "'.html'", "go(2)", "$.post('/api/list',{", "page:n,", "})", "`/d/${n}`",
    "<script>", "</script>", "<a onclick=\"go('2')\">下一页</a>", "var url=url+n;", "url=", "(", ")", "'", '"', "{", ",", "?page='+", 'axios.get("/x/list",{params:{',
)  # fmt: skip
pages = st.lists(st.one_of(st.sampled_from(BITS), st.text(max_size=6)), max_size=30).map("".join)


@settings(max_examples=200, deadline=None)
@given(text=pages)
def test_any_script_gives_requests_to_the_same_host_or_none(text: str) -> None:
    answer = Answer(url=URL, status=200, text=f"<html><body><script>{text}</body></html>")
    asks = [*data_calls(answer.text, URL), next_by_script(answer, 1)]
    assert all(ask is None or ask.url.startswith("http") for ask in asks)
    joined = by_template(answer, 1)
    assert joined is None or joined.startswith("http://www.qingshi.test/fzzf/list.html?")
    called = address_called(answer.text, "go('2')")
    assert called is None or "2" in called
    assert asks[:-1] == [] or may_load_rows(answer)
    assert not is_named_for_reports(answer) or "法治" in text


@settings(max_examples=200, deadline=None)
@given(title=st.text(max_size=60))
def test_a_title_opened_among_notices_is_opened_in_a_report_column_too(title: str) -> None:
    if may_be_report(title, kept=False) and not is_bare(title):
        assert may_be_report(title, kept=True)
