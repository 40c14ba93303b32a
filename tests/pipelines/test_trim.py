"""What stands in the document's block and is none of it, and what looks like chrome and is the document's."""

from __future__ import annotations

import pytest

from tests.pipelines.test_extract import LINES, TEXT, paragraphs, read


@pytest.mark.parametrize(
    "line",
    [
        "上一篇：关于放假的通知",
        "相关文章",
        "暂无评论",
        "点赞 0",
        "本文链接：http://www.qingshi.test/1.html",
        "法治青石微信公众号二维码",
        "值班编委：王某",
        "附件下载：报告.pdf",
        "页面执行时间：0.03秒",
        "您的浏览器不支持JavaScript，请开启后浏览",
        "— 3 —",
    ],
)
def test_chrome_beside_the_text_is_none_of_it_above_or_below(line: str) -> None:
    for body in (f"<p>{line}</p>{paragraphs()}", f"{paragraphs()}<p>{line}</p>"):
        assert (
            read(f"<h1>青石县2022年法治政府建设年度报告</h1><div class=k>{body}</div>").text == TEXT
        )


@pytest.mark.parametrize(
    "line",
    [
        "完成时限：2023年12月底",
        "联系电话：0599-0000000",
        "牵头领导：分管副县长",
        "3.用好微信公众号",
        "满意度：98.6%",
        "用手机就能办",
        "评论员队伍建设",
    ],
)
def test_a_short_line_before_the_signature_is_the_documents(line: str) -> None:
    lines = (*LINES[:-2], line, *LINES[-2:])
    assert read(f"<div class=k>{paragraphs(lines=lines)}</div>").text == "\n".join(lines)


def test_a_signature_between_the_text_and_the_sites_own_words_is_the_documents() -> None:
    told = tuple(
        f"（{n}）全年审查文件{n}件，评查案卷{n * 3}宗，整改问题{n * 2}个，执法水平稳步提升。"
        for n in range(11, 41)
    )
    lines = (*LINES[:-2], *told)
    cells = f"<table><tr><td>{'<br>'.join(lines)}</td></tr></table>"
    signed = "".join(f"<div align=right>{line}</div>" for line in LINES[-2:])
    site = "<div><div><h4>我要咨询</h4><p>如您对公开的内容有疑问，请致电0599-0000000，我们将在两个工作日内给您答复，感谢您的支持与关注。</p></div></div>"
    head = "<div>青石县2022年法治政府建设年度报告</div><div>2023-02-20 来源：县司法局</div>"
    text = read(f"<div><div>{head}<div><div>{cells}{signed}</div></div></div>{site}</div>").text
    assert text.startswith("\n".join((*lines, *LINES[-2:])))
