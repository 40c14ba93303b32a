"""Which family a page belongs to, by its address and its source."""

from __future__ import annotations

import pytest

from spiders.families import FAMILIES, recognise
from spiders.families.names import FAMILY_IDS

UUID = "89ac18b6-227d-593a-8a53-62e51a007001"


@pytest.mark.parametrize(
    ("path", "html", "family"),
    [
        ("/gkmlpt/index", "", "gkmlpt"),
        ("/zwgk/", "<script>window._CONFIG={SITE_NAME:'x',SID:'755041'}</script>", "gkmlpt"),
        (
            "/col/col1/index.html",
            "<script src='/x/unitbuild.js' queryData=\"{}\"></script>",
            "jpaas",
        ),
        (
            "/qs/fzzf/fzzf.html",
            '<div id="initData"></div><script src="jquery.jpage.js"></script>',
            "truecms",
        ),
        ("/col/col1/", "", "hanweb-jcms"),
        ("/zwgk/", "<script src='/module/web/jpage/jquery.jpage.js'></script>", "hanweb-jcms"),
        (
            "/col/col1/",
            "<script>loadDynamic('/module/xxgk/search.jsp?area=113')</script>",
            "hanweb-xxgk",
        ),
        ("/qs/c100233/xxgk_list.shtml", "", "ucap"),
        ("/zwgk/", "<UCAPCONTENT>", "ucap"),
        ("/govpub/govGuidePub.html?categorynum=003001007&lm=cate7", "", "epoint"),
        ("/public/column/6601?type=4&catId=9&action=list", "", "lonsun"),
        (f"/columns/{UUID}/index.html", "", "uuid-columns"),
        ("/qsxrmzf/c00145/pc/list.html", "", "article-list-json"),
        ("/info/iList.jsp?node_id=GKqs&cat_id=34", "", "ilist-jsp"),
        ("/XZGFList.aspx", "", "webforms"),
        ("/sitesources/qs/page_pc/zwgk/list1.html", "", "sitesources"),
        ("/gi_class/cgj_02", "", "gi-class"),
        ("/nw12344/index.html", "", "shhex"),
        ("/zwgk/fzzfjs/", "<script>createPageHTML(3, 0, 'index', 'html');</script>", "trs-static"),
        ("/zwgk/fzzfjs/", "<a href='./202403/t20240309_1.html'>x</a>", "trs-static"),
        ("/zwgk/fzzfjs.htm", '<a href="../info/4640/210070.htm">x</a>', "vsb"),
        ("/zwgk/", '<body><div id="app"></div><script src="/app.js"></script></body>', "spa"),
        ("/zwgk/", "<p>x</p>", None),
    ],
)
def test_a_family_is_told_by_its_marks(path: str, html: str, family: str | None) -> None:
    assert recognise(f"http://www.qingshi.test{path}", html) == family


def test_every_id_of_the_registry_has_its_family() -> None:
    assert set(FAMILY_IDS) == set(FAMILIES)
