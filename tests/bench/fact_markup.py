"""A known document as a portal would show it: heads, labels, lists and furniture in many shapes."""

from __future__ import annotations

import html
import random
from dataclasses import dataclass, field

from archive.records import ListEntry, Page


@dataclass(kw_only=True)
class Truth:
    """What a made page says of itself; a field that it does not show is absent."""

    facts: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    labels: list[tuple[str, str]] = field(default_factory=list)
    opening: str = ""
    """Named in 现将…报告如下."""
    source: str = ""
    site: str = ""


def page_of(chance: random.Random, year: int, title: str, truth: Truth) -> Page:
    """The page, and in `truth` the facts that it shows beside the text."""
    published = (year + 1, chance.randint(4, 6), chance.randint(1, 28))
    entry = None
    style = chance.choice(("table", "line", "meta", "list", "bare", "updated"))
    if style == "table" or truth.labels:
        style = "table"
        _table(chance, published, truth)
    else:
        truth.facts["published_date"] = iso(published)
    if style == "list":
        entry = ListEntry(
            url="http://www.example.gov.cn/1.html", title=title, listed_date=iso(published)
        )
    metas = [f'<meta name="PubDate" content="{iso(published)} 10:00">'] if style == "meta" else []
    metas += [f'<meta name="SiteName" content="{truth.site}">'] if truth.site else []
    source = f"来源：{truth.source}" if truth.source else chance.choice(("来源：本站", ""))
    above = {
        "line": f"发布时间：{iso(published)} 10:11　{source}　浏览次数：12",
        "bare": f"{iso(published)} 10:11　{source}",
        "updated": f"更新时间：{iso(published)}　{source}",
    }.get(style, source)
    shown, words = _heading(chance, title, truth)
    text = "".join(f"<p>{html.escape(line)}</p>" for line in truth.lines)
    return Page(
        url="http://www.example.gov.cn/1.html",
        body=f"""<html><head><meta charset="utf-8">{"".join(metas)}<title>{words}</title></head><body>
<div class="top">今天是：2011年10月31日 星期一 农历十月初五</div><div class="nav"><a>首页</a><a>政务公开</a></div>{_shown_labels(chance, truth)}
{shown}<div class="info">{above}</div><div class="TRS_Editor">{text}</div>
<div class="relat"><h3>相关文章</h3><ul><li><a href="/2.html">关于印发工作要点的通知</a><span>2010-03-04</span></li></ul></div>
<div class="foot">版权所有 2009-2012 ICP备05000051号</div></body></html>""".encode(),
        content_type="text/html",
        entry=entry,
    )


def _heading(chance: random.Random, title: str, truth: Truth) -> tuple[str, str]:
    """How the page shows its title, and what stands in its <title>."""
    shape = chance.choice(("h1", "h2", "h3", "div", "text", "html", "meta"))
    if shape == "text":
        truth.lines.insert(
            1 if truth.facts.get("document_number") and "号" in truth.lines[0] else 0, title
        )
        return "", "政务公开"
    if shape == "html":
        return "", f"{title}_某某门户网站"
    if shape == "div":
        return f'<div class="xl_tit">{title}</div>', "政务公开"
    if shape == "meta":
        return f'<h2>{title}</h2><meta name="ArticleTitle" content="{title}">', title
    return f"<{shape}>{title}</{shape}>", title


def _shown_labels(chance: random.Random, truth: Truth) -> str:
    if not truth.labels:
        return ""
    if chance.random() < 0.5:
        return (
            "<table>"
            + "".join(f"<tr><td>{a}：</td><td>{b}</td></tr>" for a, b in truth.labels)
            + "</table>"
        )
    return "<ul>" + "".join(f"<li><span>{a}：</span>{b}</li>" for a, b in truth.labels) + "</ul>"


def _table(chance: random.Random, day: tuple[int, int, int], truth: Truth) -> None:
    truth.facts |= {
        "index_number": f"QZ0{chance.randint(1000, 9999)}-3000-{day[0]}-000{chance.randint(10, 99)}",
        "disclosure_form": "主动公开",
    }
    truth.labels += [
        ("索引号", truth.facts["index_number"]),
        ("发布机构", chance.choice(("政府办公室", truth.facts["issuing_body"].split(" ")[-1]))),
        ("公开形式", "主动公开"),
        ("有效性", ""),
    ]
    if "document_number" not in truth.facts:
        truth.labels.append(("文号", chance.choice(("", "无"))))
    for name, label, share in (
        ("published_date", "发布日期", 0.5),
        ("generated_date", "生成日期", 0.4),
    ):
        if chance.random() < share:
            truth.labels.append((label, f"{day[0]}年{day[1]:02}月{day[2]:02}日"))
            truth.facts[name] = iso(day)
    if "signed_date" in truth.facts and chance.random() < 0.5:
        truth.labels.append(("成文日期", truth.facts["signed_date"]))
    chance.shuffle(truth.labels)


def iso(day: tuple[int, int, int]) -> str:
    """The ISO form of year, month, day."""
    return f"{day[0]}-{day[1]:02}-{day[2]:02}"
