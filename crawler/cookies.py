"""Scrapy's cookies, with the list of public suffixes that tldextract brings: nothing is asked of the network for it.

Left alone, the first cookie with a Domain makes tldextract fetch the list from publicsuffix.org, blocking the whole
harvest meanwhile: a host that no registry names, past the guard and the ledger.
"""

from __future__ import annotations

from scrapy.downloadermiddlewares import cookies
from tldextract import TLDExtract

cookies._split_domain = TLDExtract(  # noqa: SLF001 (Scrapy gives no other way to it)
    suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True
)


class CookiesMiddleware(cookies.CookiesMiddleware):
    """Cookies by portal: each has its own jar."""
