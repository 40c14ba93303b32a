"""What the words after a place's name say: its government, a department, a township, a zone, or nothing that we know."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["government", "department", "township", "zone", "unknown"]

_H = "[㐀-鿿]"

HEADQUARTERS = (
    "国家税务总局|国家统计局|国家金融监督管理总局|国家矿山安全监察局|国家能源局|国家外汇管理局|国家邮政局"
    "|中国证券监督管理委员会|中国证监会|中国银行保险监督管理委员会|中国银保监会|中国人民银行|中华人民共和国"
)
"""Central organs whose local ones bear their name before the place: 国家统计局盖州调查队, 中国人民银行营口市中心支行."""

OUTPOST = re.compile(
    r"^(?:海关|海事局|证监局|银保监局|银监局|保监局|(?:银保监|监管|金融监管)(?:分)?局|调查(?:总)?队"
    r"|出入境(?:检验检疫局|边防检查(?:总)?站)|铁路(?:运输)?(?:监督管理)?局|煤矿安全监察局|航标处)$"
)
"""Central organs' local ones, named after a city's short name and no government's department: 青岛海关 is no 青岛市海关."""

PARTY = re.compile(r"^委(?:员会)?(?:$|(?=.+(?:人民政府|政府)$))")
"""中共惠安县委, alone or joined with 惠安县人民政府: the party committee of the place itself."""

GOVERNMENT = re.compile(r"^(?:人民政府|政府|府|行政公署|行署|公署)(?:办公室|办公厅|办)?")
"""The government of the place, and its office, which signs for it (盖政办发: domain guide §5 cuts it like 政府)."""

TOWNSHIP = re.compile(
    rf"^(?:人民政府)?(?P<unit>{_H}{{1,12}}?(?:街道|镇|民族乡|乡|苏木|地区(?=办事处)))"
    r"(?=办事处|人民政府|政府|党工委|委员会|工作委员会|司法所|$|党委|委)"
)
"""泉州市鲤城区人民政府金龙街道办事处; 重庆市开州区义和镇人民政府. Without a name of its own (城关 + 镇政府) it is none."""

ZONE_WORDS = (
    "开发区|高新区|高新技术产业区|经开区|工业园区|产业园区|产业园|工业园|科技园区|科技园|园区|工业区|产业区|新城区管委会"
    "|新区|新城|实验区|试验区|示范区|先行区|合作区|综保区|保税区|保税港区|出口加工区|自贸区|自由贸易区|自由贸易港"
    "|度假区|风景名胜区|风景区|旅游区|景区|保护区|管理区|功能区|集聚区|聚集区|开放区|投资区|临港区|港区|垦区|林区"
    "|国家公园|森林公园|湿地公园|地质公园|特区|生态城|科学城|大学城|自贸片区|片区|农场|林场|林业局管委会|生产建设兵团"
)
ZONE = re.compile(rf"^(?P<unit>{_H}{{0,16}}?(?:{ZONE_WORDS}))(?P<tail>.*)$")
"""平潭综合实验区社会事业局, 西洞庭管理区: no units of the table. The unit's name may be the word alone (长春 + 新区)."""

PLAIN_ZONE = re.compile(
    r"(?:国家级?|省级?|经济|技术|高新|产业|工业|化工|农业|科技|商务|物流|旅游|度假|综合|保税|循环|临港|空港|现代|生态|示范|开发区|园区|新区|区|城|园)+"
)
"""What any place's zone may be called: without its place 经济技术开发区管委会 is no full name."""

ZONE_ORGAN = re.compile(
    r"^(?:(?:(?!城市|国有|市政|应急|住房|综合|公共)[㐀-鿿]{1,4}(?:新?片区|园区?|区块)?|开发建设)?(?:管理委员会|管委会|管委(?![㐀-鿿]))|管理局|管理处|管理办公室|党工委|工作委员会|人民政府|政府)"
)
"""The zone's own head organ; what follows it is a department of the zone."""

COMMITTEE = re.compile(
    rf"^(?P<unit>{_H}{{2,16}}?)(?<!监督)(?<!城市)(?<!市政)(?<!行政)(?<!综合)(?<!事务)(?<!交通)(?<!住房)(?<!资产)(?<!卫生)"
    r"(?<!应急)(?<!公积金)(?:管理委员会|管委会)(?P<tail>.*)$"
)
"""A zone known only by its committee (天府国际机场管委会); 城市管理委员会 and 国有资产监督管理委员会 are departments."""

NATURAL = ("风景", "旅游", "度假", "生态", "景区", "公园", "湖", "山", "保护区")
"""西湖风景名胜区 is not of 西湖区: such zones bear a lake's or a mountain's name, and a short place name before them proves
nothing."""

DEPARTMENT = re.compile(
    r"(?:局|厅|委员会|委|办公室|办公厅|办|中心|队|法院|检察院|监狱|学院|处|站|署|部|行|社|会|集团|公司|馆|院|所|室|海关|大学|校|联|协|台)$"
)
"""How a department's name ends: 司法局, 发展和改革委员会, 教委, 金融办, 交通警察支队."""

SHORTEST_DEPARTMENT = 2
"""Characters: 公安局 is not 公安县's 局."""

PLACE_INSIDE = re.compile(
    rf"^(?:(?![局厅委]){_H}){{1,8}}?(?:自治[县州旗]|(?<![城都治])市(?![场政容民域属直]|区$)|(?<!治)县(?![域级])"
    r"|(?<![治老贸游社景园林牧库山地辖发新护假范验能业理税港胜作湖矿厂灾校小街功特片])区(?![域划块间级县])|(?<![国彩红战])旗(?!舰)"
    r"|(?<![同联])盟)"
)
"""A place that the table did not give, inside what should be a department: 杭州市 + 下城区司法局 must not be 杭州's."""

CENTRAL = re.compile(r"^(?:国家|中国|中华|国务院|全国|最高|中央)|部$")
"""Organs of the centre, which have no region whatever page they stand on."""

COMMON_WORDS = frozenset(
    "公安 资源 合作 平安 互助 通道 和平 友好 友谊 解放 前进 港口 运河 海港 路桥 兴业 市中 市北 市南 城中 城东 城西 城南 城北 "
    "新城 古城 老城 安居 方正 爱民 惠民 富民 复兴 振兴 共和 向阳 红旗 交口 东方 同心 民政 台湾".split()
)
"""Short names (of 公安县, 资源县, 合作市 …) with which departments' names begin: 公安交警支队 is not 公安县's. With the parent
before it (西宁城东教育局) the short name stands."""

FOLLOWS_SHORT = re.compile(
    r"^(?:省|市(?!场监)|区|县|州|盟|旗|地区|自治|特别行政区|族|街道|镇|乡|苏木|社区|村|管委|管理(?:局|处|中心|委员会)?$)"
)
"""After a short name these go on with the name itself: 朝阳 + 区人民政府 is not 朝阳市, 东风 + 街道办事处 not 东风区."""


def kind_of(rest: str) -> tuple[Kind, str | None]:
    """Return what `rest` (all that follows the place) is, and the township's or zone's own words."""
    if not rest or PARTY.match(rest):
        return "government", None
    township = TOWNSHIP.match(rest)
    if township and not _holds_place(
        re.sub(r"(?:街道|镇|民族乡|乡|苏木|地区)$", "", township["unit"])
    ):
        return "township", township["unit"]
    government = GOVERNMENT.match(rest)
    if government:
        tail = rest[government.end() :]
        return ("government", None) if not tail else (_department(tail), None)
    zone = ZONE.match(rest) or COMMITTEE.match(rest)
    if zone and not _holds_place(zone["unit"]):
        tail = ZONE_ORGAN.sub("", zone["tail"])
        return ("department" if tail and DEPARTMENT.search(tail) else "zone"), zone["unit"]
    return _department(rest), None


def _holds_place(own: str) -> bool:
    """Return whether a unit's own words begin with a place: 下城区潮鸣 does, 东区 (of 中山市东区街道) is the name itself."""
    place = PLACE_INSIDE.match(own)
    return place is not None and place.end() < len(own)


def _department(rest: str) -> Kind:
    if rest.startswith("场监"):  # 荆州市场监督管理局 is 荆州's 市场监督管理局
        return "unknown"
    if len(rest) < SHORTEST_DEPARTMENT or PLACE_INSIDE.match(rest) or not DEPARTMENT.search(rest):
        return "unknown"
    return "department"


ABBREVIATED = {
    "前郭尔罗斯蒙古族自治县": "前郭县", "杜尔伯特蒙古族自治县": "杜蒙县", "喀喇沁左翼蒙古族自治县": "喀左县",
    "阜新蒙古族自治县": "阜蒙县", "科尔沁左翼中旗": "科左中旗", "科尔沁左翼后旗": "科左后旗",
    "科尔沁右翼前旗": "科右前旗", "科尔沁右翼中旗": "科右中旗", "莫力达瓦达斡尔族自治旗": "莫旗",
    "察布查尔锡伯自治县": "察县", "塔什库尔干塔吉克自治县": "塔县",
}  # fmt: skip
"""Long names and what their own people write in their place, where no rule makes one of the other."""
