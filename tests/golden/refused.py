"""Golden pages that are no reports: look-alikes, pages of the machine, and what each is refused for."""

# ruff: noqa: E501 - markup as portals write it, long lines and all
from __future__ import annotations

from tests.golden import others
from tests.golden.case import Case, facts, joined, paragraphs
from tests.golden.texts import COUNTY, Text

FOOT = (
    '<div class="footer">主办：青石县人民政府办公室　网站标识码：9901020003　Copyright 2024</div>'
)
SILENT = ("issuing_body", "report_year", "signed_date")


def _page(body: str, title: str = "青石县人民政府") -> str:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body><div class="nav"><a href="/">首页</a><a href="/zwgk/">政务公开</a></div>{body}{FOOT}</body></html>'


def _article(text: Text, published: str) -> str:
    return _page(
        f'<div class="art"><h1>{text.title}</h1><p class="info">发布时间：{published} 来源：青石县司法局</p><div id="zoom">{paragraphs(text.all_lines)}</div></div>',
        text.title,
    )


def _refused(name: str, text: Text, published: str, reason: str) -> Case:
    return Case(
        name=name,
        page=_article(text, published),
        text=joined(*text.all_lines),
        facts=facts(text, published_date=published),
        reason=reason,
        unsaid=SILENT,
    )


def plan() -> Case:
    """工作要点: what is to be done."""
    return _refused("refused-plan", others.PLAN, "2023-03-10", "plan")


def interpretation() -> Case:
    """解读: explains the report."""
    return _refused("refused-interpretation", others.INTERPRETATION, "2023-03-02", "interpretation")


def news() -> Case:
    """A meeting about it."""
    return _refused("refused-news", others.NEWS, "2023-03-17", "news")


def disclosure() -> Case:
    """政府信息公开工作年度报告, the most frequent false friend."""
    return _refused("refused-disclosure", others.DISCLOSURE, "2023-01-20", "disclosure_report")


def personal() -> Case:
    """One leader's own report."""
    return _refused("refused-personal", others.PERSONAL, "2022-12-22", "personal_report")


def template() -> Case:
    """A form to fill in."""
    return _refused("refused-template", others.TEMPLATE, "2023-12-30", "template")


def half_year() -> Case:
    """Not the whole year."""
    return _refused("refused-half-year", others.HALF_YEAR, "2023-07-12", "half_year")


def several_years() -> Case:
    """A plan's five years."""
    return _refused("refused-several-years", others.SEVERAL_YEARS, "2021-02-08", "several_years")


def asking() -> Case:
    """A notice that asks for reports."""
    return _refused("refused-notice", others.ASKING, "2023-12-13", "notice")


def study() -> Case:
    """A paper about such reports."""
    return _refused("refused-study", others.STUDY, "2022-06-01", "study")


def soft_404() -> Case:
    """An error page with status 200."""
    body = '<div class="err"><h1>您访问的页面不存在</h1><p>您要查看的网页可能已被删除、名称已被更改，或者暂时不可用。</p><a href="/">返回首页</a></div>'
    return Case(
        name="refused-soft-404",
        page=_page(body, "404 页面不存在"),
        text="您要查看的网页可能已被删除、名称已被更改，或者暂时不可用。",
        facts={},
        reason="too_short",
        unsaid=("title",),
    )


def challenge() -> Case:
    """A firewall's page: a script and nothing else."""
    page = "<html><head><meta charset=\"utf-8\"><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=1234;</script></head><body></body></html>"
    return Case(
        name="refused-challenge",
        page=page,
        text="",
        facts={},
        reason="needs_javascript",
        unsaid=("title",),
    )


def search_results() -> Case:
    """A search's answer: many titles with snippets, no document."""
    rows = "".join(
        f'<div class="jsearch-result-box"><a href="/art/{i}.html">青石县{2015 + i}年<em>法治政府建设</em>年度报告</a><p>青石县{2015 + i}年<em>法治政府建设</em>年度报告 发布时间：{2016 + i}-03-0{i} 全文共四个部分…</p></div>'
        for i in range(1, 9)
    )
    return Case(
        name="refused-search",
        page=_page(f'<div class="box"><p>为您找到相关结果约 8 个</p>{rows}</div>', "搜索结果"),
        text="",
        facts={},
        reason="list_page",
        unsaid=("title", "published_date", *SILENT),
    )


def stub_many() -> Case:
    """A short notice that names its attachment: the page is a place, the attachment the report."""
    t = COUNTY
    line = f"现将《{t.title}》予以公开，欢迎社会各界监督。"
    body = f"""<h1>{t.title}</h1><p>2023-03-02 10:00 来源：县司法局</p><div id="zoom"><p>{line}</p><p>附件：</p><p><a href="./P020230302361234567890.docx">1.{t.title}.docx</a></p><p><a href="./P020230302361234567891.ofd">2.{t.title}.ofd</a></p></div>"""
    base = "http://www.qingshi.test/zwgk/202303/"
    return Case(
        name="refused-notice-with-files", page=_page(body, t.title), text=line, reason="attachment_only", url=f"{base}t20230302_1.html",
        facts={"title": t.title, "published_date": "2023-03-02", "report_year": 2022}, unsaid=("issuing_body", "inner_title"),
        more={"attachments": [f"{base}P020230302361234567890.docx", f"{base}P020230302361234567891.ofd"]},
    )  # fmt: skip


CASES = (
    plan,
    interpretation,
    news,
    disclosure,
    personal,
    template,
    half_year,
    several_years,
    asking,
    study,
    soft_404,
    challenge,
    search_results,
    stub_many,
)
