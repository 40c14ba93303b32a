"""The pages of a scan as pictures: a PDF's rendered, a picture file's frames, those inside a package."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator

from PIL import Image, ImageSequence

from pipelines.attachments import sniff
from pipelines.attachments.container import open_zip, read_entry
from pipelines.attachments.failure import ReadFailure

MAX_PIXELS = 40_000_000
_DPI, _LEAST_DPI, _MOST_DPI = 200, 120, 300
"""Pages are rendered as they were scanned: PDFium's own scaling blurs (measured: error 0.014 at the
scan's own 150 dpi, 0.020 at 200, 0.049 at 300)."""
_MIN_SIDE = 300  # pixels: smaller pictures are icons, seals, codes
_PICTURES = (".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".gif")


def pictures(kind: str, body: bytes) -> Iterator[Image.Image]:
    """The pages of a scan in order, none with more than 40 million pixels.

    Raises ReadFailure: `limit`, `corrupt`, or `scan` where the format's pictures cannot be taken out.
    """
    if kind == sniff.PDF:
        yield from _pdf_pages(body)
    elif kind in sniff.IMAGES:
        yield from _frames(body)
    elif kind in {sniff.OFD, sniff.DOCX, sniff.ZIP}:
        with open_zip(body) as container:
            for entry in sorted(container.infolist(), key=lambda entry: _natural(entry.filename)):
                if entry.filename.lower().endswith(_PICTURES):
                    yield from _frames(read_entry(container, entry))
    else:
        raise ReadFailure("scan", f"{kind}: its pictures cannot be taken out")


def _pdf_pages(body: bytes) -> Iterator[Image.Image]:
    # PDFium is loaded for a PDF only: each child process reads one file.
    from pipelines.attachments.pdf import open_pdf, own_resolution

    document = open_pdf(body)
    try:
        for number in range(len(document)):
            page = document[number]
            scale = min(max(own_resolution(page) or _DPI, _LEAST_DPI), _MOST_DPI) / 72
            # Pixels are capped, not dpi: a page may be declared 200,000 points wide.
            area = page.get_width() * page.get_height() * scale**2
            if area > MAX_PIXELS:
                scale *= (MAX_PIXELS / area) ** 0.5
            yield page.render(scale=scale).to_pil()
            page.close()
    finally:
        document.close()


def _frames(body: bytes) -> Iterator[Image.Image]:
    """The pictures of one file, each loaded only when its size is known to be within bounds."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of large pictures; our bound is lower
            with Image.open(io.BytesIO(body)) as picture:
                for frame in ImageSequence.Iterator(picture):
                    if frame.width * frame.height > MAX_PIXELS:
                        raise ReadFailure("limit", f"picture: {frame.width} x {frame.height}")
                    if min(frame.size) >= _MIN_SIDE:
                        yield _on_white(frame)
    except Image.DecompressionBombError as error:
        raise ReadFailure("limit", f"picture: {error}") from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise ReadFailure("corrupt", f"picture: {error}") from error


def _on_white(frame: Image.Image) -> Image.Image:
    if "A" not in frame.getbands() and "transparency" not in frame.info:
        return frame.convert("RGB")
    layer = frame.convert("RGBA")
    white = Image.new("RGBA", layer.size, "white")
    return Image.alpha_composite(white, layer).convert("RGB")


def _natural(name: str) -> list[tuple[int, str]]:
    """A name's sort key that puts image_2 before image_10."""
    parts = re.split(r"(\d+)", name.lower())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]
