"""Every family of portals by its id, and how one is recognised."""

from __future__ import annotations

from spiders.families import (
    article_list_json,
    dialects,
    epoint,
    generic,
    gkmlpt,
    gtapp,
    hanweb_jcms,
    hanweb_xxgk,
    huaian_cmsweb,
    ilist_jsp,
    jpaas,
    json_list,
    lonsun,
    trs_static,
    truecms,
    ucap,
    uuid_columns,
    vsb,
    webforms,
)
from spiders.families.detection import recognise
from spiders.families.family import Family

__all__ = ["FAMILIES", "Family", "recognise"]

_MODULES = (
    gkmlpt, jpaas, truecms, hanweb_xxgk, hanweb_jcms, ucap, epoint, lonsun, uuid_columns, article_list_json,
    ilist_jsp, webforms, trs_static, vsb, huaian_cmsweb, gtapp, json_list, generic,
)  # fmt: skip

FAMILIES: dict[str, Family] = {module.FAMILY.name: module.FAMILY for module in _MODULES} | {
    family.name: family for family in dialects.FAMILIES
}
"""Families by id."""
