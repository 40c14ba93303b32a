"""The ids by which a registry row may name its family."""

from __future__ import annotations

FAMILY_IDS = (
    # by how many portals they serve, as the field guide counts them (§1.1)
    "trs-static",
    "ucap",
    "hanweb-jcms",
    "hanweb-xxgk",
    "jpaas",
    "vsb",
    "lonsun",
    "article-list-json",
    "truecms",
    "gkmlpt",
    "epoint",
    "uuid-columns",
    "webforms",
    "ilist-jsp",
    "html-public",
    # dialects of one province, city or county (§3.M)
    "ln-web-tsid",
    "shhex",
    "sitesources",
    "zz-public",
    "mongo-channel",
    "ja-xxgk-list",
    "xz-thtml",
    "yx-jspx",
    "snowflake-html",
    "gi-class",
    "huaian-cmsweb",
    "wuxi-doclist",
    "gtapp",
    "eportal",
    # any JSON list of rows; any list of links with dates beside them
    "json-list",
    "generic",
)
