"""The hostile portals, one for each kind of harm, and the outcome that each of their pages must have."""

from __future__ import annotations

import gzip
from collections.abc import Callable

from tests.faults.answers import HTML, bomb, coded, cookie_gate, cut_chunk, endless, slow
from tests.faults.hostile import Answer, Hostile, Site, answer, article, page, site, to
from tests.faults.hostile_rendered import rendered
from tests.faults.replaced import replaced

CANARY = "127.0.0.1"
"""Private to the harvest: this server listens there too, and must see nobody come."""
LONG = "青石县人民政府2024年法治政府建设年度报告" + "长" * 300
INJECTED = "青石县人民政府2023年法治政府建设年度报告'); DROP TABLE reports;--"
SCRIPTED = "青石县人民政府2022年法治政府建设年度报告<script>alert(1)</script>"


def bombs(_: int) -> Site:
    """Small answers that unpack to two hundred mebibytes."""
    twice = gzip.compress(bomb("gzip"), 9, mtime=0)
    return site({
        "/a/gzip.html": coded("gzip", bomb("gzip")),
        "/a/deflate.html": coded("deflate", bomb("deflate")),
        "/a/br.html": coded("br", bomb("br")),
        "/a/zstd.html": coded("zstd", bomb("zstd")),
        "/a/twice.html": coded("gzip, gzip", twice),
        "/a/endless.html": endless(),
        "/a/announced.html": answer(b"<html>", HTML, length=1 << 40),
    })  # fmt: skip


def cuts(_: int) -> Site:
    """Bodies that end before their time."""
    whole = article().encode()
    packed = gzip.compress(whole, mtime=0)
    return site({
        "/a/short.html": answer(whole[:2000], HTML, length=len(whole)),
        "/a/chunk.html": cut_chunk(),
        "/a/gzip.html": coded("gzip", packed[: len(packed) // 2]),
        "/a/not-gzip.html": coded("gzip", whole),
        "/a/not-deflate.html": coded("deflate", whole),
        "/a/not-br.html": coded("br", whole),
        "/a/not-zstd.html": coded("zstd", whole),
        "/a/slow.html": slow(0.5),
        "/a/no-http.html": b"220 smtp.test ESMTP\r\n",
        "/a/nothing.html": b"",
    })  # fmt: skip


def sizes(_: int) -> Site:
    """Huge flat pages and deep ones, as articles."""
    flat = "<p>2024年推进法治政府建设</p>" * 900_000
    return site({
        "/a/flat.html": page(article(body=flat)),
        "/a/deep.html": page(article(body="<div>" * 100_000 + "深" + "</div>" * 100_000)),
        "/a/attributes.html": page(article(body="<p " + " ".join(f"a{n}='1'" for n in range(20_000)) + ">x</p>")),
    })  # fmt: skip


def charsets(_: int) -> Site:
    """Labels that lie; every page is a report and must be read right."""
    text = article()
    bare = text.replace("<meta charset='utf-8'>", "")
    lying = text.replace("utf-8", "gb2312")
    return site({
        "/a/header-utf8-body-gbk.html": answer(bare.encode("gb18030"), HTML),
        "/a/header-gbk-body-utf8.html": answer(bare.encode(), b"Content-Type: text/html; charset=gbk"),
        "/a/meta-lies.html": answer(lying.encode(), b"Content-Type: text/html"),
        "/a/nothing-says.html": answer(bare.encode("gb18030"), b"Content-Type: text/html"),
        "/a/unknown.html": answer(bare.encode(), b"Content-Type: text/html; charset=x-nonsense"),
    })  # fmt: skip


def headers(_: int) -> Site:
    """Headers that are no ASCII, repeated, or odd."""
    odd = "附件；青石县".encode("gbk")
    return site({
        "/a/gbk.html": page(article(), b"Content-Disposition: inline; filename=" + odd, b"X-Server: " + odd),
        "/a/cookies.html": page(article(), b"Set-Cookie: a=1", b"Set-Cookie: b=2", b"Set-Cookie: c=3"),
        "/a/no-reason.html": page(article(), status="200"),
    })  # fmt: skip


def redirects(_: int) -> Site:
    """Chains that come back, never end, or need a cookie."""
    hops: dict[str, Answer] = {f"/hop/{n}": to(f"/hop/{n + 1}") for n in range(30)}
    return {
        **site({
            "/a/loop.html": to("/b/loop.html"),
            "/a/self.html": to("/a/self.html"),
            "/a/gate.html": cookie_gate(),
            "/a/hops.html": to("/hop/0"),
            "/a/moved.html": to("/c/moved.html"),
        }),
        "/b/loop.html": to("/a/loop.html"),
        "/c/moved.html": page(article()),
        **hops,
    }  # fmt: skip


def inward(port: int) -> Site:
    """Redirects that lead inside."""
    targets = {
        "loopback": f"http://{CANARY}:{port}/secret",
        "name": f"http://localhost:{port}/secret",
        "metadata": "http://169.254.169.254/latest/meta-data/",
        "zero": f"http://0.0.0.0:{port}/secret",
        "mapped": f"http://[::ffff:127.0.0.1]:{port}/secret",
        "six": f"http://[::1]:{port}/secret",
        "decimal": f"http://2130706433:{port}/secret",
        "hex": f"http://0x7f000001:{port}/secret",
        "octal": f"http://0177.0.0.1:{port}/secret",
        "short": f"http://127.1:{port}/secret",
        "carrier": "http://100.64.0.1/secret",
        "private": "http://10.0.0.1/secret",
        "user": f"http://www.gov.cn@{CANARY}:{port}/secret",
        "government": f"http://127.0.0.1.nip.gov.cn:{port}/secret",
        "file": "file:///etc/passwd",
        "data": "data:text/html,hello",
        "script": "javascript:alert(1)",
        "gopher": f"gopher://{CANARY}:{port}/1",
    }
    return site({f"/a/{name}.html": to(target) for name, target in targets.items()})


def injections(_: int) -> Site:
    """Titles and file names that would be commands, paths, mark-up or formulas somewhere."""
    titles = {"/a/sql.html": INJECTED, "/a/script.html": SCRIPTED, "/a/long.html": LONG}
    links = "".join(
        f'<p><a href="{href}">{words}</a></p>'
        for href, words in (
            ("/f/..%2f..%2f..%2fetc%2fpasswd", "../../../etc/passwd.pdf"),
            ("/f/" + "n" * 300 + ".pdf", "名" * 300 + ".pdf"),
            ("/f/nul%00.pdf", "nul\x00.pdf"),
            ("/f/a.pdf?name='); DROP TABLE captures;--", "'); DROP TABLE captures;--.pdf"),
        )
    )
    formulas = '<p>=HYPERLINK("http://x")</p><p>+1</p><p>-1</p><p>@SUM(A1)</p>'
    return {
        **site(
            {
                "/a/sql.html": page(article(INJECTED.replace("<", "&lt;"))),
                "/a/script.html": page(article(SCRIPTED.replace("<", "&lt;").replace(">", "&gt;"))),
                "/a/long.html": page(article(LONG)),
                "/a/nul.html": answer(article().replace("县政府办", "县\x00政府办").encode(), HTML),
                "/a/formula.html": page(article(body=formulas + article())),
                "/a/files.html": page(article(body=f"<p>详见附件。</p>{links}")),
            },
            {
                path: title.replace("<", "&lt;").replace('"', "&quot;")
                for path, title in titles.items()
            },
        ),
        "*": answer(b"%PDF-1.4 no such thing", b"Content-Type: application/pdf"),
    }


def sound(_: int) -> Site:
    """A portal with nothing wrong: it must lose nothing for its neighbours."""
    return site(
        {
            f"/a/{year}.html": page(article(f"青石县人民政府{year}年法治政府建设年度报告"))
            for year in range(2017, 2025)
        }
    )


def with_robots(reply: Answer) -> Callable[[int], Site]:
    """A sound portal with this robots.txt."""
    return lambda port: {**sound(port), "/robots.txt": reply}


TEXT = b"Content-Type: text/plain"
RULES = b"User-agent: *\nDisallow: /a/2020.html\n"
WORLD: dict[str, Callable[[int], Site]] = {
    "sound": sound,
    "bombs": bombs,
    "cuts": cuts,
    "sizes": sizes,
    "charsets": charsets,
    "headers": headers,
    "redirects": redirects,
    "inward": inward,
    "injections": injections,
    "rendered": lambda port: rendered(CANARY, port),
    "robots-html": with_robots(page("<html><body>Disallow: /</body></html>")),
    "robots-huge": with_robots(answer(RULES + b"# filler\n" * 400_000 + b"Disallow: /\n", TEXT)),
    "robots-503": with_robots(
        answer(b"User-agent: *\nAllow: /\n", TEXT, status="503 Service Unavailable")
    ),
    "robots-bom": with_robots(answer(b"\xef\xbb\xbf" + RULES, TEXT)),
    "robots-moved": lambda port: {
        **with_robots(to("/moved/robots.txt"))(port),
        "/moved/robots.txt": answer(RULES, TEXT),
    },
    "robots-loop": with_robots(to("/robots.txt")),
    "robots-inward": lambda port: with_robots(to(f"http://{CANARY}:{port}/robots.txt"))(port),
    "robots-binary": with_robots(
        answer(bytes(range(256)) * 40, b"Content-Type: application/octet-stream")
    ),
    "robots-endless": with_robots(endless()),
    "robots-gate": with_robots(answer(b"", status="412 Precondition Failed")),
    "replaced": replaced,
}
"""By portal id: its site, made when the port is known."""


def addresses() -> dict[str, str]:
    """The address of each portal."""
    return {name: f"127.0.43.{n}" for n, name in enumerate(WORLD, 1)}


def fill(server: Hostile) -> None:
    """Put the sites up, now that the port is known; the canary answers everybody."""
    for name, address in addresses().items():
        server.sites[address] = WORLD[name](server.port)
    server.sites[CANARY] = {"*": page("secret")}
