"""Pages whose facts are known: random bodies of every year's table, dates, numbers and labels in many shapes."""

from __future__ import annotations

import random
from collections.abc import Iterator

from archive.records import Page
from pipelines.regions import customary_name, unit
from pipelines.regions_data.table import table
from tests.bench.fact_markup import Truth, iso, page_of

DEPARTMENTS = (
    "司法局 教育局 公安局 财政局 水利局 卫生健康委员会 发展和改革委员会 自然资源和规划局 人力资源和社会保障局 市场监督管理局 "
    "住房和城乡建设局 交通运输局 农业农村局 应急管理局 审计局 统计局 医疗保障局 城市管理局 民政局 生态环境局 文化和旅游局 信访局"
).split()
TOWNSHIPS = "城关镇 河东街道 清河镇 石桥乡 新华街道 双河镇 太平镇 柳林乡".split()
SENTENCES = (
    "坚持把法治政府建设摆在重要位置，主要负责同志亲自部署。",
    "严格落实重大行政决策程序，开展合法性审查{n}件次。",
    "根据国办发〔2018〕115号文件和《法治政府建设实施纲要（2021-2025年）》精神，健全合法性审核机制。",
    "2021年4月12日，印发《关于加强行政规范性文件管理的通知》（府办发[2016]14号）。",
    "截至2019年12月31日，办理行政复议案件{n}件，市司法局、市公安局出庭应诉率达到百分之百。",
)
NUMERALS = "〇一二三四五六七八九"
BRACKETS = ("〔%d〕", "[%d]", "【%d】", "（%d）", "﹝%d﹞", "［%d］")


def cases(count: int, seed: str) -> Iterator[tuple[Page, dict[str, str]]]:
    """`count` pages with their facts by field, the same for the same seed."""
    chance = random.Random(seed)
    for _ in range(count):
        yield _case(chance)


def _case(chance: random.Random) -> tuple[Page, dict[str, str]]:
    year = chance.randint(2012, 2025)
    code = chance.choice(sorted(table(year)))
    truth = Truth(facts={"report_year": str(year), "region": code})
    body, place = _body(chance, code, year, truth)
    title, names_body = _title(chance, body, place, year)
    _number(chance, year, truth)
    if chance.random() < 0.3:
        truth.facts["addressee"] = chance.choice(("市人民政府", "市委、市政府", "省司法厅"))
        truth.lines.append(truth.facts["addressee"] + "：")
    letter = chance.random() < 0.12
    if letter:
        title = _letter(chance, year, title, body, truth)
        names_body = True
    truth.facts["title"] = "".join(title.split())
    shown = names_body or " " in body or chance.random() < 0.5
    _text(chance, year, truth, who="" if shown else _shown_beside(chance, body, truth))
    if not letter:
        _signature(chance, year, body, truth, needed=not names_body and shown)
    return page_of(chance, year, title, truth), truth.facts


def _letter(chance: random.Random, year: int, title: str, body: str, truth: Truth) -> str:
    """A covering letter before the report: its title, its signature, the enclosed title."""
    truth.facts["inner_title"] = "".join(title.split())
    cover = f"关于报送《{title}》的报告"
    day = (year + 1, chance.randint(1, 3), chance.randint(1, 28))
    truth.facts["signed_date"] = iso(day)
    truth.lines += [cover, f"现将《{title}》随文呈送，请予审阅。", *body.split(" ")]
    truth.lines += [f"{day[0]}年{day[1]}月{day[2]}日", title]
    return cover


def _shown_beside(chance: random.Random, body: str, truth: Truth) -> str:
    """The body shown in no title and no signature: by the opening, by the source line, or by the site's name."""
    if truth.facts["level"] != "department":
        truth.opening = body
        return ""
    if chance.random() < 0.5:
        truth.source = body
    else:
        truth.site = body
    return "我局"


def _body(chance: random.Random, code: str, year: int, truth: Truth) -> tuple[str, str]:
    place = customary_name(code, year)
    found = unit(code, year)
    level = found.level if found else "county"
    kind = chance.choice(("government", "government", "department", "joint", "township"))
    if kind == "township" and level == "county":
        own = chance.choice(TOWNSHIPS)
        body = place + own + ("办事处" if own.endswith("街道") else "人民政府")
        truth.facts["level"] = "township"
    elif kind == "department":
        body = place + chance.choice(DEPARTMENTS)
        truth.facts["level"] = "department"
    else:
        body = f"中共{place}委员会 {place}人民政府" if kind == "joint" else place + "人民政府"
        truth.facts["level"] = level
    truth.facts["issuing_body"] = body
    return body, place


def _title(chance: random.Random, body: str, place: str, year: int) -> tuple[str, bool]:
    topic = "法治政府建设" if year >= 2016 else "依法行政"
    when = f"{year}{chance.choice(('年', '年度'))}"
    if chance.random() < 0.15:
        return f"关于{when}{topic}情况的报告", False
    forms = [
        f"{body}关于{when}{topic}情况的报告",
        f"{body}{when}{topic}年度报告",
        f"{body}{when}{topic}工作情况报告",
    ]
    if body == place + "人民政府":
        forms += [f"{place}{when}{topic}情况报告", f"{year}年度{place}{topic}工作报告"]
    return chance.choice(forms), True


def _number(chance: random.Random, year: int, truth: Truth) -> None:
    if chance.random() > 0.4:
        return
    code, serial = (
        chance.choice("鲁浙泉渝柯盖宁") + chance.choice(("政发", "府办", "政文", "司发")),
        chance.randint(1, 300),
    )
    printed = f"{code}{chance.choice(BRACKETS) % (year + 1)}{serial}号"
    truth.facts["document_number"] = f"{code}〔{year + 1}〕{serial}号"
    if chance.random() < 0.5:
        truth.lines.append(printed + chance.choice(("", "　　　签发人：张某某")))
    else:
        truth.labels.append(("文号", printed))


def _text(chance: random.Random, year: int, truth: Truth, *, who: str) -> None:
    openings = [
        f"{year}年，{who}在上级的坚强领导下，认真推进依法行政。现将{year}年度法治政府建设情况报告如下：",
        f"现将{who}{year}年度法治政府建设工作情况报告如下。",
        f"{year}年，{who}认真落实法治政府建设各项任务，取得明显成效，具体情况如下：",
    ]
    if truth.opening:
        openings = [f"现将{truth.opening}{year}年度法治政府建设情况报告如下："]
    truth.lines.append(chance.choice(openings))
    for number, heading in zip(
        "一二三", (f"{year}年主要成效", "存在的问题和不足", f"{year + 1}年工作打算"), strict=True
    ):
        truth.lines.append(f"{number}、{heading}")
        for _ in range(chance.randint(1, 3)):
            truth.lines.append(
                "".join(s.format(n=chance.randint(3, 99)) for s in chance.choices(SENTENCES, k=5))
            )


def _signature(chance: random.Random, year: int, body: str, truth: Truth, *, needed: bool) -> None:
    if not needed and chance.random() < 0.4:
        return
    truth.lines += body.split(" ") if chance.random() < 0.5 else [body]
    if chance.random() < 0.1:
        return
    day = (year + 1, chance.randint(1, 4), chance.randint(1, 28))
    truth.facts["signed_date"] = iso(day)
    truth.lines.append(
        chance.choice(
            (
                f"{day[0]}年{day[1]}月{day[2]}日",
                f"{day[0]} 年 {day[1]} 月 {day[2]} 日",
                _han_date(day),
            )
        )
    )
    if chance.random() < 0.3:
        truth.facts |= {
            "cc": "市委、市人大、市政协，档。",
            "printed_by": "政府办公室",
            "printed_date": iso(day),
        }
        truth.lines += [
            "抄送：市委、市人大、市政协，档。",
            f"政府办公室　　　　{day[0]}年{day[1]}月{day[2]}日印发",
        ]


def _han_date(day: tuple[int, int, int]) -> str:
    year = "".join(NUMERALS[int(digit)] for digit in str(day[0]))
    return f"{year}年{_han(day[1])}月{_han(day[2])}日"


def _han(number: int) -> str:
    tens, units = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else NUMERALS[tens] + "十"
    return head + (NUMERALS[units] if units or not tens else "")
