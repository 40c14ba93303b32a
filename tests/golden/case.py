"""One golden case: a page as bytes, and what is to be read off it or why it is refused."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from tests.golden.texts import Text

FIELDS = (
    "title",
    "inner_title",
    "document_number",
    "index_number",
    "issuing_body",
    "published_date",
    "signed_date",
    "generated_date",
    "report_year",
)


@dataclass(frozen=True, kw_only=True)
class Case:
    """A page and its expectation; facts that are not named are null, for the page does not show them."""

    name: str
    page: str | bytes = ""
    text: str
    facts: dict[str, str | int | None]
    url: str = "http://www.qingshi.test/art/1.html"
    content_type: str = "text/html; charset=utf-8"
    reason: str | None = None
    """Why it is no report; None: it is one."""
    unsaid: tuple[str, ...] = ()
    """Facts that the page neither gives nor denies without doubt: not asserted."""
    fixture: str | None = None
    """A file under `tests/fixtures/attachments/` that stands for the page."""
    entry: dict[str, str] | None = None
    """The list row that led to the page, as a `ListEntry`."""
    more: dict[str, object] = field(default_factory=dict)
    """Other things that hold for the page: `attachments`, `flags`, `encoding`, `next_parts`, …"""

    def write(self, folder: Path) -> None:
        """Write `page.html` (or `page.txt`) and `expected.json`, or `refused.json` for what is no report."""
        target = folder / self.name
        target.mkdir(parents=True, exist_ok=True)
        if self.fixture is None:
            body = self.page.encode() if isinstance(self.page, str) else self.page
            suffix = "txt" if self.content_type.startswith("text/plain") else "html"
            (target / f"page.{suffix}").write_bytes(body)
        shown = json.dumps(self._expected(), ensure_ascii=False, indent=1, sort_keys=False)
        name = "expected.json" if self.reason is None else "refused.json"
        (target / name).write_text(shown + "\n", encoding="utf-8")

    def _expected(self) -> dict[str, object]:
        return {
            "url": self.url,
            "content_type": self.content_type,
            **({"fixture": self.fixture} if self.fixture else {}),
            **({"entry": self.entry} if self.entry else {}),
            **({"reason": self.reason} if self.reason else {}),
            **{name: self.facts.get(name) for name in FIELDS if name not in self.unsaid},
            "text": self.text,
            **self.more,
        }


def facts(text: Text, **shown: str | int | None) -> dict[str, str | int | None]:
    """What the text says of itself, and what the page shows beside it."""
    return {"title": text.title, **text.facts, **shown}


def joined(*lines: str) -> str:
    """Lines as the text has them."""
    return "\n".join(lines)


def paragraphs(lines: tuple[str, ...], tag: str = "p", attributes: str = "") -> str:
    """Each line in a block of its own, indented as editors do."""
    return "\n".join(f"<{tag}{attributes}>　　{line}</{tag}>" for line in lines)
