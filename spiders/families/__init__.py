"""Every family of portals by its id, and how one is recognised."""

from __future__ import annotations

from spiders.families import generic, hanweb_jcms, trs_static
from spiders.families.detection import recognise
from spiders.families.family import Family

__all__ = ["FAMILIES", "Family", "recognise"]

FAMILIES: dict[str, Family] = {
    module.FAMILY.name: module.FAMILY for module in (hanweb_jcms, trs_static, generic)
}
"""Families by id."""
