"""The committed attachments, as the tests read them."""

from pathlib import Path

from archive.records import Page

FILES = Path(__file__).parents[2] / "fixtures" / "attachments"


SHARED = Path(__file__).parents[4] / "shared" / "pages"


def words(name: str) -> list[str]:
    return (FILES / name).read_text(encoding="utf-8").rstrip("\n").split("\n")


def page(body: bytes, name: str | None = None, declared: str | None = None) -> Page:
    return Page(
        url="http://www.example.gov.cn/files/1", body=body, name=name, content_type=declared
    )
