"""A tag of endless attributes costs its attributes, not the minutes that libxml2 would take."""

from __future__ import annotations

import pytest

from pipelines.attribute_flood import MOST, without_flood
from pipelines.tree import parse
from spiders.markup import document

FLOODS = [
    pytest.param(" ".join(f"a{n}=1" for n in range(200_000)), id="bare"),
    pytest.param(" ".join(f'a{n}=">"' for n in range(200_000)), id="quoted brackets"),
    pytest.param("".join(f"a{n}='1'" for n in range(200_000)), id="no white space"),
    pytest.param("/".join(f"a{n}" for n in range(250_000)), id="slashes"),
]


@pytest.mark.parametrize("flood", FLOODS)
@pytest.mark.parametrize("read", [parse, document], ids=["page", "list"])
def test_a_flood_of_attributes_does_not_reach_the_parser(flood: str, read: object) -> None:
    tree = read(f"<html><body><p {flood}>青石县人民政府</p></body></html>")  # type: ignore[operator]
    assert max(len(element.attrib) for element in tree.iter("p")) <= MOST
    assert "青石县人民政府" in "".join(tree.itertext())


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param('<input value="' + "&lt;p&gt;健全 制度。" * 20_000 + '">', id="a body in a value"),
        pytest.param("<script>if (a<b && c) {" + "x = y;" * 30_000 + "}</script>", id="a script"),
        pytest.param("<script>if (a<b) {" * 9_000 + "x = y;" * 30_000, id="scripts left open"),
        pytest.param("<p>" + "1<a，健全制度。" * 30_000, id="bare brackets"),
        pytest.param("<p " + " ".join(f"a{n}=1" for n in range(MOST)) + ">" + "。" * 100_000, id="many"),
    ],
)  # fmt: skip
def test_what_real_pages_hold_stays_as_it_is(markup: str) -> None:
    assert without_flood(markup) == markup
