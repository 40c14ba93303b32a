"""Who publishes which years in the world `sample`, and what is odd about some of them."""

from __future__ import annotations

from tests.sample import sample_world as sw
from tests.sample.prose import Speaker
from tests.sample.sample_world import Series

YUNLING = Series(
    speaker=Speaker(government=sw.PROVINCE),
    first=2016,
    number="label",
    indexed=True,
    generated=True,
    late=(2020,),
    style="mso",
)
YUNLING_SFT = Series(
    speaker=Speaker(government=sw.PROVINCE, department="司法厅"),
    first=2020,
    number="label",
    organ="云司",
    indexed=True,
    generated=True,
)
LINXI = Series(
    speaker=Speaker(government=sw.LINXI),
    first=2017,
    number="label",
    indexed=True,
    labelled_signed=True,
    attachment=((2021, "pdf"),),
    edited=2020,
)
LINXI_CZJ = Series(
    speaker=Speaker(government=sw.LINXI, department="财政局"), first=2020, style="mso"
)
CHENGWAN = Series(
    speaker=Speaker(government=sw.CHENGWAN),
    first=2019,
    style="div",
    number="line",
    missing=(2021,),
    backfilled=2021,
)
CHENGWAN_SFJ = Series(
    speaker=Speaker(government=sw.CHENGWAN, department="司法局"), first=2021, style="p"
)
QINGSHI = Series(
    speaker=Speaker(government=sw.QINGSHI), first=2016, style="br", number="none", letter=2021
)
QINGSHI_SFJ = Series(
    speaker=Speaker(government=sw.QINGSHI, department="司法局"),
    first=2020,
    style="br",
    number="line",
    organ="青司",
)
WULING = Series(
    speaker=Speaker(government=sw.WULING),
    first=2018,
    number="line",
    title_in_body=True,
    missing=(2022,),
)
YUNDU = Series(
    speaker=Speaker(government=sw.YUNDU),
    first=2019,
    number="label",
    generated=True,
    style="p",
    attachment=((2022, "docx"),),
    gone=2020,
)
YUNDU_SFJ = Series(
    speaker=Speaker(government=sw.YUNDU, department="司法局"), first=2021, style="mso"
)
JINGHE = Series(speaker=Speaker(government=sw.JINGHE), first=2019, style="p", late=(2023,))
JINGHE_SFJ = Series(
    speaker=Speaker(government=sw.JINGHE, department="司法局"), first=2022, style="br"
)
LINXI_SFJ = Series(
    speaker=Speaker(government=sw.LINXI, department="司法局"),
    first=2019,
    number="label",
    organ="临司",
    generated=True,
    style="mso",
)
