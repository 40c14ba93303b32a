"""OFD files: damaged, without words, with private fonts, and real ones."""

import pytest

from pipelines.attachments.failure import ReadFailure
from pipelines.attachments.ofd import read_ofd
from tests.fixtures.ofd_by_hand import ofd_of, package
from tests.pipelines.attachments.samples import SHARED


def test_an_ofd_without_words_is_a_scan_where_it_holds_pictures() -> None:
    blank = '<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content/></ofd:Page>'
    for extra, outcome in (({"Doc_0/Res/image_1.png": b"x"}, "scan"), ({}, "empty")):
        with pytest.raises(ReadFailure) as failure:
            read_ofd(package([blank], extra))
        assert failure.value.outcome == outcome


def test_an_ofd_whose_fonts_have_private_codes_is_a_scan() -> None:
    with pytest.raises(ReadFailure) as failure:
        read_ofd(ofd_of(["\ue11e\ue11f\ue120法治政府建设工作报告" * 3]))
    assert failure.value.outcome == "scan"


def test_a_damaged_ofd_page_is_still_read() -> None:
    broken = (
        '<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:TextObject><ofd:TextCode>'
        "某区2020年法治政府建设工作报告的正文</ofd:TextCode></ofd:TextObject>"
    )
    document = read_ofd(package([broken]))
    assert "某区2020年法治政府建设工作报告的正文" in document.text
    assert "ofd_repaired" in document.flags


@pytest.mark.skipif(not SHARED.exists(), reason="the field's sample files are not at hand")
@pytest.mark.parametrize(
    ("name", "count", "piece"),
    [
        ("sample_999.ofd", 3_000, "销售货物或者提供应税劳务、服务清单"),
        ("sample_keyword.ofd", 270, "岱岳区青春创业开发区鑫源小区25号楼1单元601室"),
        (
            "sample_z.ofd",
            750,
            "字型的索引跟具体的字型文件紧密相关，同一个字型在不同的字型文件中的索引值并不一样，",
        ),
    ],
)
def test_real_ofd_files_are_read(name: str, count: int, piece: str) -> None:
    text = read_ofd((SHARED / name).read_bytes()).text
    assert len("".join(text.split())) >= count
    assert piece in text
