"""Scans: skewed, noisy, sealed, at 150 dpi; read with at most two characters in a hundred wrong."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from rapidfuzz.distance import Levenshtein

from archive.records import ExtractedPage, Page
from pipelines.attachments import read
from pipelines.attachments.ocr import red_channel, skew_of, without_paper
from pipelines.attachments.ocr_repair import repair
from pipelines.attachments.read import extract_attachment
from pipelines.attachments.tesseract import is_installed
from tests.fixtures import hostile, scans
from tests.fixtures.ofd_by_hand import package

FILES = Path(__file__).parents[2] / "fixtures" / "attachments"
needs_tesseract = pytest.mark.skipif(
    not is_installed(), reason="tesseract with chi_sim is not installed"
)


def scan(body: bytes, name: str = "扫描件.pdf") -> ExtractedPage:
    outcome, found = extract_attachment(Page(url="http://e.gov.cn/a", body=body, name=name))
    assert outcome == "ok"
    return found


def error_rate(found: str, gold: str) -> float:
    squeezed, expected = "".join(found.split()), "".join(gold.split())
    return Levenshtein.distance(squeezed, expected) / len(expected)


def gold(name: str) -> str:
    return (FILES / name).read_text(encoding="utf-8")


@needs_tesseract
@pytest.mark.parametrize("seed", [11])
def test_a_sealed_skewed_noisy_scan_is_read(seed: int) -> None:
    pages = scans.scanned_pages((FILES / "report.pdf").read_bytes(), seed=seed)
    found = scan(scans.as_pdf(pages))
    assert error_rate(found.text, gold("report.txt")) <= 0.02
    assert (found.origin, found.rule) == ("ocr", "attachment:ocr")
    assert found.ocr_confidence is not None
    assert 0.8 < found.ocr_confidence < 1
    # Paragraphs and table rows stand again as they were typed.
    assert len(set(found.text.split("\n")) & set(gold("report.txt").split("\n"))) >= 20
    assert "指标名称\t2020年\t2021年\t备注" in found.text


@needs_tesseract
def test_a_steeper_and_noisier_scan_is_read() -> None:
    pages = scans.scanned_pages((FILES / "numbered.pdf").read_bytes(), skew=-1.7, noise=18)
    assert error_rate(scan(scans.as_pdf(pages)).text, gold("numbered.txt")) <= 0.02


@needs_tesseract
@pytest.mark.parametrize("form", ["TIFF", "JPEG"])
def test_a_picture_alone_is_read(form: str) -> None:
    out = io.BytesIO()
    scans.scanned_pages((FILES / "numbered.pdf").read_bytes())[0].save(out, form, quality=85)
    assert error_rate(scan(out.getvalue(), "x").text, gold("numbered.txt")) <= 0.02


@needs_tesseract
def test_an_ofd_of_pictures_is_read() -> None:
    blank = '<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content/></ofd:Page>'
    picture = scans.as_png(scans.scanned_pages((FILES / "numbered.pdf").read_bytes())[0])
    found = scan(package([blank], {"Doc_0/Res/image_1.png": picture}))
    assert found.origin == "ocr"
    assert error_rate(found.text, gold("numbered.txt")) <= 0.02


@needs_tesseract
@pytest.mark.parametrize("inside", ["扫描件.pdf", "第1页.png"])
def test_a_zip_of_a_scan_is_read(inside: str) -> None:
    picture = scans.scanned_pages((FILES / "numbered.pdf").read_bytes(), seal=False)[0]
    body = scans.as_pdf([picture]) if inside.endswith("pdf") else scans.as_png(picture)
    found = scan(hostile.zip_of({inside: body}), "附件.zip")
    assert found.origin == "ocr"
    assert error_rate(found.text, gold("numbered.txt")) <= 0.02


def test_without_tesseract_a_scan_is_a_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "is_installed", lambda: False)
    picture = Image.new("RGB", (1240, 1754), "white")
    outcome, found = extract_attachment(Page(url="u", body=scans.as_pdf([picture])))
    assert (outcome, found.text, found.ocr_confidence) == ("scan", "", None)


@needs_tesseract
def test_a_photograph_without_words_stays_a_scan() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (320, 320, 3), dtype=np.uint8)
    outcome, found = extract_attachment(Page(url="u", body=scans.as_png(Image.fromarray(noise))))
    assert (outcome, found.text) == ("scan", "")


def test_born_digital_text_is_never_read_by_ocr() -> None:
    _, found = extract_attachment(Page(url="u", body=(FILES / "report.pdf").read_bytes()))
    assert (found.origin, found.ocr_confidence) == ("pdf", None)


def test_the_seal_is_taken_out_and_type_stays() -> None:
    picture = Image.new("RGB", (200, 100), "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((10, 10, 90, 90), fill=(215, 30, 30))
    draw.rectangle((110, 10, 190, 90), fill=(20, 20, 20))
    grey = without_paper(red_channel(picture))
    assert grey[50, 50] == 255
    assert grey[50, 150] < 60


@pytest.mark.parametrize("angle", [-2.0, -0.4, 0.0, 1.3])
def test_a_skew_is_measured(angle: float) -> None:
    picture = Image.new("L", (900, 1200), 255)
    draw = ImageDraw.Draw(picture)
    for y in range(100, 1100, 50):
        draw.rectangle((100, y, 800, y + 20), fill=0)
    turned = np.asarray(picture.rotate(-angle, fillcolor=255))
    assert skew_of(turned) == pytest.approx(angle, abs=0.11)


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("石政【2022】7号", "石政〔2022〕7号"),
        ("纲要(2021一2025年)", "纲要（2021—2025年）"),
        ("《此件公开发布)", "（此件公开发布）"),
        ("“(二)健全制度", "（二）健全制度"),
        ("青溪市人民政府:", "青溪市人民政府："),
        ("《条例》(修订)", "《条例》（修订）"),
        ("(2)持证上岗率", "（2）持证上岗率"),
        ("见附件（1)。", "见附件（1）。"),
        ("网址www.gov.cn:8080", "网址www.gov.cn:8080"),
        ("一、总体要求", "一、总体要求"),
    ],
)
def test_known_misreadings_are_put_right(seen: str, meant: str) -> None:
    assert repair([seen]) == [meant]


def test_a_document_of_half_width_marks_keeps_them() -> None:
    lines = ["今年以来,坚持问题导向,突出(重点):", "成效明显，（一)全面推进,落实"]
    assert repair(lines) == ["今年以来,坚持问题导向,突出(重点):", "成效明显,(一)全面推进,落实"]
