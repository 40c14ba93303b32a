"""Files that mean harm end within their limits, each with its outcome, and the caller does not grow."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from archive.records import Page
from pipelines.attachments.failure import Outcome
from pipelines.attachments.read import LIMITS, Limits, extract_attachment, run_child
from tests.fixtures import hostile

FILES = Path(__file__).parents[2] / "fixtures" / "attachments"
MIB = 1024 * 1024


def cut(name: str, share: float) -> Callable[[], bytes]:
    """A fixture cut short."""

    def make() -> bytes:
        body = (FILES / name).read_bytes()
        return body[: int(len(body) * share)]

    return make


@pytest.mark.parametrize(
    ("make", "outcome"),
    [
        pytest.param(hostile.zip_bomb, "limit", id="zip bomb"),
        pytest.param(hostile.lying_zip, "corrupt", id="zip bomb that lies about its size"),
        pytest.param(hostile.many_entries, "limit", id="20,000 entries"),
        pytest.param(hostile.entity_bomb, "corrupt", id="entity bomb"),
        pytest.param(hostile.deep_docx, "limit", id="100,000 nested controls"),
        pytest.param(hostile.deep_rtf, "limit", id="200,000 nested groups"),
        pytest.param(hostile.many_pages, "limit", id="20,000 pages"),
        pytest.param(hostile.content_bomb, "limit", id="content stream bomb"),
        pytest.param(hostile.wide_page, "empty", id="page of 200,000 points"),
        pytest.param(hostile.encrypted_pdf, "encrypted", id="encrypted PDF"),
        pytest.param(hostile.bomb_picture, "limit", id="picture of 3.6 gigapixels"),
        pytest.param(cut("report.pdf", 0.6), "corrupt", id="cut PDF"),
        pytest.param(cut("report.docx", 0.6), "corrupt", id="cut DOCX"),
        pytest.param(cut("report.doc", 0.5), "corrupt", id="cut DOC"),
        pytest.param(cut("report.rtf", 0.9), "corrupt", id="cut RTF"),
        pytest.param(cut("report.ofd", 0.6), "corrupt", id="cut OFD"),
        pytest.param(lambda: b"\0" * 5000, "empty", id="zeros"),
        pytest.param(lambda: b"", "empty", id="nothing"),
        pytest.param(lambda: b"A" * (32 * MIB), "limit", id="32 MiB of one line"),
    ],
)
def test_each_ends_with_its_outcome_and_costs_the_caller_nothing(
    make: Callable[[], bytes], outcome: Outcome
) -> None:
    page = Page(url="http://www.example.gov.cn/files/x", body=make(), name="报告.pdf")
    before = psutil.Process().memory_info().rss
    started = time.monotonic()
    found, extracted = extract_attachment(page)
    assert time.monotonic() - started < LIMITS.wall_seconds + 5
    assert psutil.Process().memory_info().rss - before < 50 * MIB
    assert (found, extracted.text) == (outcome, "")


def test_an_encrypted_office_file_is_named_so() -> None:
    body = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    )
    assert extract_attachment(Page(url="u", body=body, name="报告.docx"))[0] == "encrypted"


def test_a_spreadsheet_is_unsupported() -> None:
    body = hostile.zip_of({"xl/workbook.xml": b"<x/>"})
    assert extract_attachment(Page(url="u", body=body, name="附表.xlsx"))[0] == "unsupported"


@pytest.mark.parametrize(
    "limits",
    [
        pytest.param(Limits(wall_seconds=0.01), id="wall clock"),
        pytest.param(Limits(answer_bytes=100), id="answer"),
    ],
)
def test_a_spent_limit_is_an_outcome(limits: Limits) -> None:
    page = Page(url="u", body=(FILES / "report.pdf").read_bytes())
    said = run_child(page, limits, ocr=False)
    assert (said.outcome, said.page) == ("limit", None)
    assert said.problem


def test_no_process_is_left_behind() -> None:
    me = psutil.Process(os.getpid())
    before = {child.pid for child in me.children(recursive=True)}
    extract_attachment(Page(url="u", body=(FILES / "report.pdf").read_bytes()))
    run_child(Page(url="u", body=b"%PDF-"), Limits(wall_seconds=0.01), ocr=False)
    assert {child.pid for child in me.children(recursive=True)} <= before


_SLOW_READING = """
from archive.records import Page
from pipelines.attachments.read import extract_attachment
from tests.fixtures.hostile import content_bomb
extract_attachment(Page(url="u", body=content_bomb()))
"""


def test_the_reader_dies_with_its_caller() -> None:
    root = Path(__file__).parents[3]
    with subprocess.Popen([sys.executable, "-c", _SLOW_READING], cwd=root) as caller:
        watched = psutil.Process(caller.pid)
        deadline = time.monotonic() + 30
        while not (children := watched.children()) and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.5)  # past the moment in which the child binds itself to its parent
        caller.kill()
    gone, alive = psutil.wait_procs(children, timeout=10)
    assert gone
    assert not alive


def test_the_reader_has_no_network() -> None:
    confined = (
        "import os, socket\n"
        "from pipelines.attachments.child import confine\n"
        "confine(1 << 31, 5, 1 << 20, os.getppid())\n"
        "print(sorted(name for _, name in socket.if_nameindex()))\n"
        "print(socket.socket().connect_ex((os.sys.argv[1], int(os.sys.argv[2]))))"
    )
    with socket.create_server(("127.0.0.1", 0)) as server:
        host, port = server.getsockname()
        command = [sys.executable, "-c", confined, host, str(port)]
        said = subprocess.run(
            command, cwd=Path(__file__).parents[3], capture_output=True, text=True, check=True
        ).stdout.split("\n")
    if said[0] != "['lo']":
        pytest.skip("this kernel withholds network namespaces")
    assert said[1] != "0"


@pytest.mark.parametrize("suffix", ["pdf", "docx", "doc", "rtf", "ofd"])
def test_the_child_gives_what_the_reader_gives(suffix: str) -> None:
    body = (FILES / f"report.{suffix}").read_bytes()
    outcome, found = extract_attachment(Page(url="http://e.gov.cn/a", body=body, name="a.wps"))
    lines = (FILES / "report.txt").read_text(encoding="utf-8").rstrip("\n")
    assert (outcome, found.text) == ("ok", lines)
    assert (found.url, found.rule, found.origin) == (
        "http://e.gov.cn/a",
        f"attachment:{suffix}",
        suffix,
    )
    if suffix in {"pdf", "docx", "ofd"}:
        assert [label.rule for label in found.headings] == ["attachment_title"]
