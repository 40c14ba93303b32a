"""Labelled values in a page's meta tags."""

from __future__ import annotations

from lxml.etree import _Element as Element

from archive.records import Label
from pipelines.blocks import clean
from pipelines.labels import date_in, field_of

# Meta names in lower case -> field. Content systems write them for search engines (GB/T 政府网站 metas).
META = {
    "articletitle": "title",
    "pagetitle": "title",
    "og:title": "title",
    "pubdate": "published_date",
    "publishdate": "published_date",
    "publishtime": "published_date",
    "publish_time": "published_date",
    "pub_date": "published_date",
    "article:published_time": "published_date",
    "firstpublishedtime": "published_date",
    "maketime": "updated_date",  # hanweb: when the page was made anew (seen: PubDate 2016, Maketime 2019)
    "contentsource": "source",
    "source": "source",
    "publishunit": "issuing_body",
    "publisher": "issuing_body",
    "filenum": "document_number",
    "fileno": "document_number",
    "indexnumber": "index_number",
    "author": "author",
    "columnname": "column",
    "columntype": "column_type",
    "sitename": "site_name",
    "siteidcode": "site_code",
    "description": "description",
    "keywords": "keywords",
    "lastmodifiedtime": "updated_date",
}


def read_metas(root: Element) -> tuple[Label, ...]:
    """Labels of the meta tags, in page order."""
    labels = []
    for meta in root.iter("meta"):
        shown = (meta.get("name") or meta.get("property") or "").strip()
        content = clean(meta.get("content") or "")
        name = META.get(shown.lower()) or field_of(shown)
        if not name or not content:
            continue
        if name.endswith("_date"):
            content = date_in(content) or ""
        if content:
            place = f"meta[@name='{shown}']"
            labels.append(Label(name=name, raw=content, rule=f"meta:{shown}", place=place))
    return tuple(dict.fromkeys(labels))
