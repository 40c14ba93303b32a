"""From stored bytes to a reading: never a crash, always a reason, the same object as the command prints."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.records import Page
from pipelines.extract_command import FACTS, ManifestLine, extract_files
from pipelines.reading import read
from pipelines.sections import join
from tests.pipelines.report_text import report

ROOT = Path(__file__).parents[2]
TITLE = "衢州市柯城区人民政府2023年度法治政府建设情况报告"
HTML = f"""<html><head><meta charset="utf-8"><meta name="PubDate" content="2024-01-09 10:00"><title>{TITLE}_柯城区</title></head>
<body><h1>{TITLE}</h1><div class="TRS_Editor">{"".join(f"<p>{line}</p>" for line in report(who="我区").splitlines())}
<p>衢州市柯城区人民政府</p><p>2024年1月8日</p></div></body></html>"""


def page(body: bytes, content_type: str | None = "text/html", name: str | None = None) -> Page:
    return Page(
        url="http://www.kecheng.gov.cn/1.html", body=body, content_type=content_type, name=name
    )


def test_an_html_page_becomes_a_report_with_its_facts() -> None:
    reading = read(page(HTML.encode()))
    assert (reading.is_report, reading.reason, reading.error) == (True, None, None)
    facts = reading.facts
    assert (facts.title, facts.report_year, facts.issuing_body) == (
        TITLE,
        2023,
        "衢州市柯城区人民政府",
    )
    assert (facts.published_date, facts.signed_date, facts.region) == (
        "2024-01-09",
        "2024-01-08",
        "330802",
    )
    assert join(reading.sections) == reading.text
    assert "trafilatura/" in reading.software


def test_plain_text_is_read_by_the_same_rules() -> None:
    reading = read(page(f"{TITLE}\n{report(who='我区')}".encode(), "text/plain", "1.txt"))
    assert (reading.is_report, reading.facts.title) == (True, TITLE)


@pytest.mark.parametrize(
    "body", [b"", b"\x00" * 200, b"%PDF-1.7\nbroken", b"PK\x03\x04broken", b"<html>", b"\xff\xfe<"]
)
def test_broken_bytes_give_a_reading_with_a_reason(body: bytes) -> None:
    reading = read(page(body))
    assert not reading.is_report
    assert reading.reason


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.binary(max_size=600),
    st.sampled_from(["text/html", "text/html; charset=gbk", "text/plain", None]),
)
def test_any_markup_gives_a_reading(noise: bytes, content_type: str | None) -> None:
    reading = read(page(b"<html><body><p>" + noise + b"</p>", content_type))
    assert reading.error is None or not reading.is_report


def test_the_command_s_objects_keep_their_order_and_survive_a_missing_file(tmp_path: Path) -> None:
    good = tmp_path / "good.html"
    good.write_text(HTML, encoding="utf-8")
    lines = [
        ManifestLine(file=tmp_path / "missing.html"),
        ManifestLine(file=good, url="http://www.kecheng.gov.cn/1.html", content_type="text/html"),
    ]
    missing, found = extract_files(lines)
    assert missing["error"]
    assert all(missing[name] is None for name in FACTS)
    assert found["is_report"] is True
    assert list(found) == ["is_report", "reason", *FACTS, "text", "evidence", "error"]
    evidence = json.loads(json.dumps(found, ensure_ascii=False))["evidence"]
    for field, pieces in evidence.items():
        assert pieces[0]["chosen"], field
        assert sum(piece["chosen"] for piece in pieces) == 1, field
        assert pieces[0]["value"] == found.get(field, pieces[0]["value"])


def test_a_reading_is_a_pure_function_of_its_bytes() -> None:
    assert read(page(HTML.encode())) == read(page(HTML.encode()))


@pytest.mark.parametrize("content_type", ["text/html", "text/plain"])
def test_a_page_of_which_only_the_start_can_be_read_is_a_limit_and_no_report(
    content_type: str,
) -> None:
    body = HTML.encode() + "健全制度，依法行政。".encode() * 200_000
    reading = read(page(body, content_type))
    assert (reading.is_report, reading.outcome, reading.reason) == (False, "limit", "limit")
    assert (reading.text, reading.flags) == ("", ("truncated",))
    assert str(len(body)) in (reading.error or "")


def test_pictures_inside_the_markup_do_not_make_a_page_too_long() -> None:
    picture = '<img src="data:image/png;base64,' + "A" * (5 * 1024 * 1024) + '">'
    assert read(page(HTML.replace("</h1>", f"</h1>{picture}").encode())).is_report


def test_32_mib_of_one_line_cost_the_reader_little_more_than_themselves() -> None:
    script = """
import resource
from archive.records import Page
from pipelines.reading import read
read(Page(url="u", body=b"<p>x", content_type="text/html"))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
outcome = read(Page(url="u", body=b"<p>" + b"x" * (32 << 20), content_type="text/html")).outcome
print(outcome, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""
    said = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    outcome, grown = said.stdout.split()
    assert outcome == "limit"
    assert int(grown) < 50 + 32  # the test itself builds the body twice


def test_a_file_that_cannot_be_read_says_why_and_prints_no_facts(tmp_path: Path) -> None:
    file = tmp_path / "2023年度法治政府建设情况报告.pdf"
    file.write_bytes(b"%PDF-1.7\n" + b"\x00" * 100)
    reading = read(page(file.read_bytes(), None, file.name))
    assert (reading.is_report, reading.outcome, reading.reason) == (False, "corrupt", "corrupt")
    (shown,) = extract_files([ManifestLine(file=file)])
    assert shown["error"] == reading.error != ""
    assert all(shown[name] is None for name in (*FACTS, "text"))
