"""Attachments: the file behind an item, and the reply that sends it."""

from __future__ import annotations

from tests.sample.docx import docx
from tests.sample.exchange import Reply
from tests.sample.nouns import Item
from tests.sample.pdf import pdf

_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def content(item: Item) -> bytes:
    """The bytes of the item's attachment; ValueError where it has none."""
    if item.attachment is None:
        raise ValueError(f"{item.key} has no attachment")
    return pdf(item.blocks) if item.attachment == "pdf" else docx(item.blocks)


def reply(item: Item) -> Reply:
    """The answer to a request for the attachment."""
    return Reply(body=content(item), content_type=_TYPES[item.attachment or ""], stable=True)
