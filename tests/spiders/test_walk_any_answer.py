"""The walk under any answer: a next request or a named stop, and soon an end."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.records import Answer, Ask
from spiders.families import FAMILIES
from spiders.walk import read_answer, start
from tests.spiders.replicas import FIRST_WALK, HOST, walk_through

COL = f"{HOST}/col/col9215/index.html"
FOLDER = f"{HOST}/zwgk/zfxxgkml/fzzfjs/"


MARKS = (
    "<datastore>", "<record>", "<![CDATA[", "createPageHTML(", "articleList:[", "{", "}", "[", "]", "'", '"', "(", ")",
    "<a href=", "<li>", "2024-03-09", "下一页", "共3条", "_CONFIG={SID:", "queryData=", "__doPostBack('a','2')",
    "document.writeln(", "dataStore=[", "totalRecord=9;", "<script>", "</script>", "initData", "\\", "http://[", "//", "\x00",
)  # fmt: skip


URLS = (
    COL, FOLDER, f"{HOST}/gkmlpt/api/all/1?page=1&sid=2", f"{HOST}/a/pc/list.html", f"{HOST}/x.aspx", f"{HOST}/info/iList.jsp?cur_page=1",
    f"{HOST}/module/web/jpage/dataproxy.jsp?startrecord=1&endrecord=45&perpage=15", f"{HOST}/truecms/messageController/getMessage.do?startrecord=1&endrecord=2",
    f"{HOST}/public/column/1?pageIndex=1", f"{HOST}/api-gateway/jpaas-publish-server/x?paramJson=%7B%22pageNo%22%3A2%7D",
)  # fmt: skip


texts = st.one_of(
    st.text(max_size=300),
    st.lists(st.one_of(st.sampled_from(MARKS), st.text(max_size=8)), max_size=25).map("".join),
)


@settings(max_examples=150, deadline=None)
@given(
    text=texts,
    url=st.sampled_from(URLS),
    family=st.sampled_from([None, *FAMILIES]),
    method=st.sampled_from(["GET", "POST"]),
    body=st.binary(max_size=40),
    status=st.sampled_from([200, 200, 200, 404, 0]),
)
def test_any_answer_gives_a_next_request_or_a_named_stop(
    text: str, url: str, family: str | None, method: str, body: bytes, status: int
) -> None:
    walk = start(url, family)
    ask = Ask(url=url, method=method, body=body)  # type: ignore[arg-type]
    step = read_answer(walk, ask, Answer(url=url, status=status, text=text), FIRST_WALK)
    assert (step.next is None) == (step.stop is not None)


@settings(max_examples=25, deadline=None)
@given(text=texts, url=st.sampled_from(URLS), family=st.sampled_from([None, *FAMILIES]))
def test_a_server_that_gives_one_answer_to_everything_is_soon_left(
    text: str, url: str, family: str | None
) -> None:
    walked = walk_through(
        lambda ask: Answer(url=ask.url, status=200, text=text), url, family=family
    )
    assert len(walked.asks) <= 12
