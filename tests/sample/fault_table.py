"""The faults of the world `faults` by name (guide §5), each with the coverage states that tell the truth."""

from __future__ import annotations

from dataclasses import replace

from tests.sample import faults
from tests.sample.exchange import Reply, html
from tests.sample.faults import (
    BAD,
    BLOCKED,
    DOWN,
    FOUND,
    HOME_REFRESH,
    LITERAL,
    LOGIN,
    MISSING,
    RIVER,
    SCRIPT,
    WALL,
    Fault,
    column,
    each,
    every,
    one_article,
    robots,
)

LOOSE = FOUND | {"late", "not_found_searched"}
"""Nothing of the portal is lost but what the fault took."""
NOTHING = BAD | {"not_looked"}

TABLE: dict[str, Fault] = {
    # transport
    "refused": Fault(wrap=every(html("")), states=DOWN, listens=False),
    "dns": Fault(
        wrap=every(html("")), states=DOWN, listens=False, origin="http://portal-of-nowhere.invalid"
    ),
    "dropped": Fault(wrap=every(Reply(body=b"", drop=True), but=()), states=DOWN),
    "slow-loris": Fault(wrap=every(replace(html(faults.NOISE), drip=0.7)), states=DOWN),
    "slow-head": Fault(wrap=every(replace(html(""), wait=600.0)), states=DOWN),
    "truncated": Fault(
        wrap=each(lambda handler: lambda request: replace(handler(request), cut=300)),
        states=NOTHING,
    ),
    "not-gzip": Fault(
        wrap=column(replace(html("<html>plain</html>"), headers=(("Content-Encoding", "gzip"),))),
        states=NOTHING,
    ),
    "http-only": Fault(wrap=faults.sound, states=FOUND | DOWN, origin="https://{address}:{port}"),
    "status-500": Fault(
        wrap=every(html("<html><title>500</title></html>", status=500)), states=NOTHING
    ),
    # gates
    "gate-412": Fault(wrap=every(html(RIVER, status=412)), states=BLOCKED),
    "gate-202": Fault(wrap=every(html(RIVER, status=202)), states=BLOCKED),
    "gate-521": Fault(wrap=every(html(LITERAL, status=521)), states=BLOCKED),
    "gate-521-cookie": Fault(
        wrap=each(faults.gate("__jsluid_s", 521, LITERAL, 2)), states=FOUND | BLOCKED
    ),
    "gate-468": Fault(wrap=every(html("", status=468)), states=BLOCKED),
    "waf-200": Fault(wrap=every(html(WALL)), states=BLOCKED),
    "stub-1166": Fault(wrap=every(html(SCRIPT.format("var _0x=" + "7" * 1080))), states=BLOCKED),
    "stub-cookie": Fault(
        wrap=every(
            html(
                SCRIPT.format(
                    "document.cookie='C3VK=' + 'a41f' + '; max-age=300';location.reload()"
                )
            )
        ),
        states=BLOCKED,
    ),
    "self-302": Fault(wrap=each(faults.gate("CT6T", 302, "")), states=FOUND),
    "login": Fault(wrap=every(html(LOGIN)), states=BLOCKED),
    "burst-403": Fault(wrap=faults.burst, states=FOUND | BLOCKED),
    "always-429": Fault(
        wrap=every(replace(html("", status=429), headers=(("Retry-After", "1"),))), states=BLOCKED
    ),
    # robots
    "robots-503": Fault(
        wrap=robots(html("User-agent: *\nAllow: /", status=503)),
        states=DOWN,
    ),
    "robots-html": Fault(
        wrap=robots(html("<html><body>Disallow: /</body></html>")),
        states=FOUND,
    ),
    "robots-all": Fault(
        wrap=robots(Reply(body=b"User-agent: *\nDisallow: /\n", content_type="text/plain")),
        states=BLOCKED,
    ),
    # pages
    "soft-404-column": Fault(
        wrap=faults.moved,
        # a list given by hand is obeyed; a harvest that looks for the column again may find it
        states=FOUND | NOTHING,
        registered="old.html",
    ),
    "soft-404-article": Fault(wrap=one_article(html(MISSING)), states=LOOSE),
    "home-refresh": Fault(wrap=one_article(html(HOME_REFRESH)), states=LOOSE),
    "endless-same": Fault(wrap=faults.pager(fresh=False), states=FOUND),
    "endless-fresh": Fault(wrap=faults.pager(fresh=True), states=FOUND),
    "redirect-loop": Fault(
        wrap=faults.looping,
        states=NOTHING,
    ),
    "latin-header": Fault(wrap=each(faults.latin), states=FOUND),
    "thirteen-bytes": Fault(
        wrap=column(html("<html></html>")), states=NOTHING | {"not_found_searched"}
    ),
    # hostile
    "gzip-bomb": Fault(wrap=faults.exploding, states=NOTHING),
    "to-metadata": Fault(
        wrap=column(faults.to("http://169.254.169.254/latest/meta-data/")), states=NOTHING
    ),
    "to-loopback": Fault(wrap=column(faults.to("http://127.0.99.1:9/admin")), states=NOTHING),
}
