"""Tesseract as a program: whether it is installed with simplified Chinese, and one page read by it."""

from __future__ import annotations

import csv
import ctypes
import functools
import io
import shutil
import signal
import subprocess
from collections import defaultdict

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipelines.attachments.failure import ReadFailure
from pipelines.attachments.lines import Line

LANGUAGE = "chi_sim"
BLOCK, COLUMN = "6", "4"
"""Page segmentation: one uniform block for prose, where nothing is left out; one column of lines of
different sizes for the cells of a table, where the other loses lines that stand alone."""
_MAX_OUTPUT = 4_000_000


@functools.cache
def is_installed() -> bool:
    """True when `tesseract` is on PATH and lists chi_sim among its languages; asked once a process."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    try:
        listed = subprocess.run(
            [program, "--list-langs"], capture_output=True, timeout=20, check=False, text=True
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return LANGUAGE in listed.stdout.split() + listed.stderr.split()


def recognise(
    grey: NDArray[np.uint8], number: int, seconds: float, segmentation: str = BLOCK
) -> tuple[list[Line], list[tuple[float, int]]]:
    """The lines of one page, and each word's confidence (0-1) with its count of characters.

    Raises ReadFailure: `limit` when `seconds` do not suffice, `scan` when tesseract fails.
    """
    if seconds <= 0:
        raise ReadFailure("limit", "ocr: the time is spent")
    picture = io.BytesIO()
    Image.fromarray(grey).save(picture, "PPM")
    command = ["tesseract", "stdin", "stdout", "-l", LANGUAGE, "--psm", segmentation, "tsv"]
    try:
        done = subprocess.run(
            command,
            input=picture.getvalue(),
            capture_output=True,
            timeout=seconds,
            check=True,
            preexec_fn=_die_with_parent,
        )
    except subprocess.TimeoutExpired as error:
        raise ReadFailure("limit", f"ocr: page {number + 1}: no answer in time") from error
    except (OSError, subprocess.CalledProcessError) as error:
        raise ReadFailure("scan", f"ocr: page {number + 1}: {error}") from error
    return _lines(done.stdout[:_MAX_OUTPUT].decode("utf-8", "replace"), number)


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def _lines(table: str, number: int) -> tuple[list[Line], list[tuple[float, int]]]:
    words: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
    confidences: list[tuple[float, int]] = []
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row.get("level") == "5" and text:
            words[row["block_num"], row["par_num"], row["line_num"]].append(row)
            confidences.append((max(0.0, float(row["conf"])) / 100, len(text)))
    return [_line(found, number) for found in words.values()], confidences


def _line(words: list[dict[str, str]], number: int) -> Line:
    text = words[0]["text"].strip()
    for word in words[1:]:
        piece = word["text"].strip()
        # Tesseract parts ideographs by spaces of its own: only Latin words are parted in print.
        latin = text[-1:].isascii() and piece[:1].isascii()
        text += (" " if latin and text[-1:].isalpha() and piece[:1].isalpha() else "") + piece
    left = min(int(word["left"]) for word in words)
    right = max(int(word["left"]) + int(word["width"]) for word in words)
    top = min(int(word["top"]) for word in words)
    bottom = max(int(word["top"]) + int(word["height"]) for word in words)
    units = sum(0.55 if char.isascii() else 1.0 for char in text)
    size = (right - left) / units if units >= 6 else 0.0  # too short to tell: the caller decides
    if text[-1] in "，。、；：！？":
        right += round(0.4 * size)  # the mark fills half of its em, the box only the mark
    return Line(text=text, left=left, right=right, top=top, bottom=bottom, size=size, page=number)
