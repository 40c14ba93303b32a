"""A Word document saved as a single web page (MHTML, RFC 2557): its HTML part."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace

from archive.records import Page
from pipelines.attachments.failure import ReadFailure

_MAX_PARTS = 500


def html_of(page: Page) -> Page:
    """The page whose body is the first HTML part. Raises ReadFailure `corrupt` where there is none."""
    message = email.message_from_bytes(page.body, policy=email.policy.compat32)
    for count, part in enumerate(message.walk()):
        if count > _MAX_PARTS:
            break
        if part.get_content_type() == "text/html":
            body = part.get_payload(decode=True)
            if isinstance(body, bytes) and body:
                charset = part.get_content_charset()
                declared = f"text/html; charset={charset}" if charset else "text/html"
                return replace(page, body=body, content_type=declared)
    raise ReadFailure("corrupt", "mhtml: no HTML part")
