"""A page's words are read whichever way its sheet was turned."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
import pypdfium2.raw as api
import pytest

from pipelines.attachments.pdf import read_pdf
from tests.pipelines.attachments.samples import FILES, words


def turned(quarters: int, *, shown: int) -> bytes:
    """The report with its words drawn so many quarter turns counter-clockwise, and its sheet shown turned by `shown` degrees."""
    document = pdfium.PdfDocument((FILES / "report.pdf").read_bytes())
    for page in document:
        width, height = page.get_size()
        matrix = {
            0: (1, 0, 0, 1, 0, 0),
            1: (0, 1, -1, 0, height, 0),
            2: (-1, 0, 0, -1, width, height),
            3: (0, -1, 1, 0, 0, width),
        }[quarters]
        sheet = (height, width) if quarters % 2 else (width, height)
        whole = api.FS_RECTF(0, sheet[1], sheet[0], 0)
        page.set_mediabox(0, 0, *sheet)
        assert api.FPDFPage_TransFormWithClip(page.raw, api.FS_MATRIX(*matrix), whole)
        page.set_rotation(shown)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("quarters", "shown"),
    [
        pytest.param(0, 0, id="upright"),
        pytest.param(1, 90, id="drawn to the left, shown upright"),
        pytest.param(2, 180, id="upside down, shown upright"),
        pytest.param(3, 270, id="drawn to the right, shown upright"),
        pytest.param(1, 0, id="drawn to the left, shown so"),
        pytest.param(0, 90, id="shown on its side"),
    ],
)
def test_paragraphs_and_tables_of_a_turned_page_are_the_upright_ones(
    quarters: int, shown: int
) -> None:
    assert read_pdf(turned(quarters, shown=shown)).text.split("\n") == words("report.txt")
