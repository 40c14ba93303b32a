"""Which reader takes a file, by its sniffed type: runs inside the bounded child process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath

from archive.records import ExtractedPage, Label, Page
from pipelines.attachments import sniff
from pipelines.attachments.container import entry_name, open_zip, read_entry
from pipelines.attachments.failure import Document, ReadFailure
from pipelines.decode import is_too_long

# What a zip may hold for us; pictures and spreadsheets beside the one document do not count.
_FORMS = (
    sniff.DOCX, sniff.DOC, sniff.RTF, sniff.OFD, sniff.PDF, sniff.HTML, sniff.MHTML, sniff.PLAIN
)  # fmt: skip
"""Where one document lies in a zip in several forms, the first of these is read: it tells its paragraphs best."""
_DOCUMENTS = frozenset(_FORMS)
_MAX_CHARACTERS = 2_000_000
_LEFTOVERS = (
    "__macosx/",
    ".ds_store",
    "thumbs.db",
)  # what operating systems put into a zip unasked


def read_page(page: Page, *, nested: bool = False) -> ExtractedPage:
    """The attachment's text and what its layout shows.

    `nested`: it stands inside a zip already, so a further zip is refused. Raises ReadFailure.
    """
    if not page.body.strip(b"\0 \t\r\n"):
        raise ReadFailure("empty", "no bytes")
    page = replace(page, body=sniff.without_lead(page.body))
    kind = sniff.media_type(page.body, page.name, page.content_type)
    if kind == sniff.ZIP:
        return _from_zip(page, nested=nested)
    if kind in {sniff.HTML, sniff.PLAIN, sniff.MHTML, sniff.XML}:
        return _markup(page, kind)
    if kind in sniff.IMAGES:
        raise ReadFailure("scan", f"a picture: {kind}")
    reader = _reader(kind)
    if reader is None:
        raise _refusal(kind, page.body)
    return as_page(page, reader(page.body))


def as_page(page: Page, document: Document) -> ExtractedPage:
    """A document read as the page that the other stages take. Raises ReadFailure `empty`."""
    text = document.text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if not text.strip():
        raise ReadFailure("empty", f"{document.origin}: no text")
    place = "page 1" if document.origin in {"pdf", "ofd", "ocr"} else "head"
    title = document.title
    headings = (
        (Label(name="title", raw=title, rule="attachment_title", place=place),) if title else ()
    )
    return ExtractedPage(
        url=page.url,
        text=text.encode("utf-8", "replace").decode("utf-8"),  # lone surrogates become '?'
        rule=f"attachment:{document.origin}",
        origin=document.origin,
        headings=headings,
        flags=document.flags,
        ocr_confidence=document.confidence,
    )


def _reader(kind: str) -> Callable[[bytes], Document] | None:
    """The reader of one type, imported only now: each child reads one document."""
    if kind == sniff.PDF:
        from pipelines.attachments.pdf import read_pdf

        return read_pdf
    if kind == sniff.DOCX:
        from pipelines.attachments.docx import read_docx

        return read_docx
    if kind == sniff.DOC:
        from pipelines.attachments.doc import read_doc

        return read_doc
    if kind == sniff.OFD:
        from pipelines.attachments.ofd import read_ofd

        return read_ofd
    if kind == sniff.RTF:
        from pipelines.attachments.rtf import read_rtf

        return read_rtf
    return None


def _refusal(kind: str, body: bytes) -> ReadFailure:
    if kind != sniff.OLE:
        return ReadFailure("unsupported", kind)
    if "EncryptedPackage".encode("utf-16-le") in body:
        return ReadFailure("encrypted", "an Office document with a password")
    from pipelines.attachments.doc import open_ole

    open_ole(body).close()  # a storage that was cut short is corrupt, not unknown
    return ReadFailure("unsupported", "an OLE2 storage of no kind we read")


def _markup(page: Page, kind: str) -> ExtractedPage:
    """HTML and plain text under another name, by the readers of web pages."""
    if is_too_long(page.body):
        raise ReadFailure("limit", f"{kind}: {len(page.body)} bytes")
    if kind == sniff.PLAIN:
        from pipelines.plain import extract_plain

        found = extract_plain(replace(page, content_type=sniff.PLAIN))
    else:
        from pipelines.attachments.mhtml import html_of
        from pipelines.extract import extract

        # The declared type is that of the suffix (application/msword): its charset is not this file's.
        found = extract(
            html_of(page) if kind == sniff.MHTML else replace(page, content_type=sniff.HTML)
        )
    if not found.text.strip():
        raise ReadFailure("empty", f"{kind}: no text")
    if len(found.text) > _MAX_CHARACTERS:
        raise ReadFailure("limit", f"{kind}: {len(found.text)} characters")
    return found


def _from_zip(page: Page, *, nested: bool) -> ExtractedPage:
    if nested:
        raise ReadFailure("limit", "a zip inside a zip")
    read = read_page(unpacked(page), nested=True)
    return replace(read, flags=(*read.flags, "from_zip"))


def unpacked(page: Page) -> Page:
    """The one document in a zip, or the one of several that its name calls the report.

    Raises ReadFailure: `unsupported` where it holds none or several, `scan` where it holds pictures only.
    """
    documents: list[tuple[str, bytes]] = []
    notes: list[tuple[str, bytes]] = []
    pictures = 0
    with open_zip(page.body) as container:
        for entry in container.infolist():
            name = entry_name(entry)
            if entry.is_dir() or any(part in name.lower() for part in _LEFTOVERS):
                continue
            body = read_entry(container, entry)
            kind = sniff.media_type(body, name, None)
            pictures += kind in sniff.IMAGES
            if kind in _DOCUMENTS:
                (notes if kind == sniff.PLAIN else documents).append((name, body))
    found = _told_apart(documents or notes)  # a read-me beside the document is not the document
    if not found and pictures:
        raise ReadFailure("scan", f"zip: {pictures} pictures")
    if len(found) != 1:
        raise ReadFailure("unsupported", f"zip: {len(found)} documents, not one")
    return replace(page, name=found[0][0], body=found[0][1], content_type=None)


def _told_apart(found: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Of several documents those that a report's title names, and of one in several forms the easiest to read."""
    if len(found) < 2:
        return found
    from pipelines.titles import judge_title

    stems = [PurePosixPath(name).stem for name, _ in found]
    named = [n for n, stem in enumerate(stems) if judge_title(stem).verdict == "report"]
    named = named or list(range(len(found)))
    if len({stems[n] for n in named}) == 1:
        named = sorted(named, key=lambda n: _FORMS.index(sniff.media_type(found[n][1], None, None)))
        named = named[:1]
    return [found[n] for n in named]
