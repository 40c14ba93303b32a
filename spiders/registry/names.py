"""What a portal is called: its id, its government's own name, the file of its province."""

from __future__ import annotations

import re

from archive.urls import host_of

FILES = {
    "11": "beijing", "12": "tianjin", "13": "hebei", "14": "shanxi", "15": "neimenggu", "21": "liaoning", "22": "jilin",
    "23": "heilongjiang", "31": "shanghai", "32": "jiangsu", "33": "zhejiang", "34": "anhui", "35": "fujian", "36": "jiangxi",
    "37": "shandong", "41": "henan", "42": "hubei", "43": "hunan", "44": "guangdong", "45": "guangxi", "46": "hainan",
    "50": "chongqing", "51": "sichuan", "52": "guizhou", "53": "yunnan", "54": "xizang", "61": "shaanxi", "62": "gansu",
    "63": "qinghai", "64": "ningxia", "65": "xinjiang",
}  # fmt: skip
"""First two digits of a code → name of the province's file."""

TOP = re.compile(r"\.gov\.cn$|\.(?:com|cn|org|net)(?:\.cn)?$")

LONGEST_SLUG = 50
"""Characters, so that a region code and a number still fit behind."""


def file_of(region: str) -> str:
    """Return the name of the registry file that a region's rows stand in; places of no province share one."""
    return FILES.get(region[:2], "others") + ".toml"


def bare_host_of(url: str) -> str:
    """Return the host without www., '' where there is none."""
    return host_of(url).removeprefix("www.")


def slug_of(home: str) -> str:
    """Return an id from the host: www.kecheng.gov.cn → kecheng, jw.cq.gov.cn → jw-cq."""
    host = TOP.sub("", bare_host_of(home))
    return re.sub(r"[^a-z0-9-]+", "-", host.lower()).strip("-")[:LONGEST_SLUG]


def organ_of(unit_name: str) -> str:
    """Return how the government of a unit calls itself: a 地区 or 盟 has an administrative office, no elected government."""
    return "行政公署" if unit_name.endswith(("地区", "盟")) else "人民政府"
