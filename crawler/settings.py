"""Every setting of the crawl in reading order, with the reason beside each number."""

from __future__ import annotations

import os


def _given(name: str, default: str) -> str:
    """What the environment says; a variable that is set to nothing is not set."""
    return os.environ.get(name) or default


# -- what this project is ------------------------------------------------------------------------
BOT_NAME = "fazhi"
SPIDER_MODULES = ["spiders.portals"]
NEWSPIDER_MODULE = "spiders"
COMMANDS_MODULE = "crawler.commands"

# -- Fazhi's own, each also with -s and from the environment --------------------------------------
FAZHI_ARCHIVE = _given("FAZHI_ARCHIVE", "var/archive")
FAZHI_REGISTRY = _given("FAZHI_REGISTRY", "spiders/registry")
FAZHI_ALLOW_PRIVATE = _given("FAZHI_ALLOW_PRIVATE", "")
FAZHI_RENDER = _given("FAZHI_RENDER", "auto")
FAZHI_CHROMIUM = _given("FAZHI_CHROMIUM", "")
FAZHI_CONTACT = _given("FAZHI_CONTACT", "")
FAZHI_MIN_FREE_BYTES = _given("FAZHI_MIN_FREE_BYTES", str(500 * 1024 * 1024))
FAZHI_READERS = _given("FAZHI_READERS", str(os.cpu_count() or 2))
"""One for each core: a page takes longer to read than to fetch, and the crawl itself waits for the network."""
FAZHI_PORTAL_BUDGET = _given("FAZHI_PORTAL_BUDGET", "5000")
"""Requests one portal may cost a harvest: the largest columns seen hold some 3,000 rows."""

# -- who we say we are -----------------------------------------------------------------------------
FAZHI_VERSION = "0.1.0"
USER_AGENT = (
    f"Mozilla/5.0 (compatible; fazhi/{FAZHI_VERSION}; archival crawler of public annual reports)"
)
"""Honest, and of the form that the filters of the guide (portals §5) let through; FAZHI_CONTACT joins it."""
DEFAULT_REQUEST_HEADERS = {
    # Short on purpose: a full set of browser headers was seen to trigger challenges (guide: portals §5).
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",
    # Codings that every WARC tool reads: warcio's checker fails on br.
    "Accept-Encoding": "gzip, deflate",
}

# -- politeness -------------------------------------------------------------------------------------
DOWNLOAD_DELAY = _given("DOWNLOAD_DELAY", "1.0")
"""Like DOWNLOAD_TIMEOUT from the environment too: what an operator sets for all commands of a shell."""
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_REQUESTS = 64
"""Also the number of portals worked on at once: more would let slow hosts starve the others."""
DOWNLOAD_DELAY_JITTER = 0.0
"""The pace is kept by crawler.politeness."""
ROBOTSTXT_OBEY = False
"""Not disobeyed: crawler.rulebook obeys it. Scrapy's own allows on errors and reads a 503 body as rules."""

# -- limits ------------------------------------------------------------------------------------------
DOWNLOAD_TIMEOUT = _given("DOWNLOAD_TIMEOUT", "60")
"""Seconds for a whole answer, so that a server of one byte a second ends."""
DOWNLOAD_MAXSIZE = 32 * 1024 * 1024
"""Unpacked; attachments may have twice that."""
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_FAIL_ON_DATALOSS = False
"""A cut body is captured, marked, and asked again: see crawler.fetch."""

# -- what Scrapy brings and we do not use ---------------------------------------------------------------
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
"""Since 2.19 on by default: a port on loopback that runs code."""
HTTPCACHE_ENABLED = False
RETRY_ENABLED = False
REDIRECT_ENABLED = False
METAREFRESH_ENABLED = False
"""Retries and redirects are rows of the ledger: crawler.asking, crawler.redirects."""
DOWNLOAD_HANDLERS = {
    "http": "crawler.handlers.LazyBrowserHandler",
    "https": "crawler.handlers.LazyBrowserHandler",
    "file": None,
    "data": None,
    "ftp": None,
    "s3": None,
}
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
    "crawler.cookies.CookiesMiddleware": 700,  # Scrapy's own, kept off the network
    "crawler.capture.CaptureMiddleware": 595,  # the body as sent, then without its content coding
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,  # crawler.capture
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # crawler.boundary
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,  # crawler.rulebook
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": None,  # a proxy would hide addresses from the guard
}
ITEM_PIPELINES = {
    "pipelines.stages.ReadStage": 100,
    "pipelines.stages.KeepStage": 200,
}
EXTENSIONS = {
    "crawler.wiring.Wiring": 100,
    "scrapy.extensions.memusage.MemoryUsage": None,
    "scrapy.extensions.closespider.CloseSpider": None,
    "scrapy.extensions.throttle.AutoThrottle": None,
    # Off by their own settings too; named here so that they are not even loaded.
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.remote_control.RemoteControl": None,
}
CONCURRENT_ITEMS = 32

# -- the reactor ------------------------------------------------------------------------------------------
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
TWISTED_DNS_RESOLVER = "crawler.guard.GuardedResolver"
DNSCACHE_SIZE = 10000

# -- the browser --------------------------------------------------------------------------------------------
PLAYWRIGHT_BROWSER_TYPE = "chromium"
PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT = 30_000
PLAYWRIGHT_ABORT_REQUEST = "crawler.browsing.is_stray"
FAZHI_PAGE_SECONDS = 75.0
"""A page that is not done by then is closed, with the whole browser if it cannot be."""
PLAYWRIGHT_PROCESS_REQUEST_HEADERS = None
"""The browser's own headers with our user agent; Scrapy's would overwrite Accept and Referer of XHR."""

# -- the log goes to the run's folder -------------------------------------------------------------------------
LOG_ENABLED = False
"""Until the run's folder is known: crawler.session turns it on."""
LOG_LEVEL = "INFO"
LOG_FILE_APPEND = True
STATS_DUMP = True
