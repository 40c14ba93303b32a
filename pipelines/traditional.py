"""Traditional characters read as simplified ones, for the words of our tables: labels, chrome, titles, frames.

Copies of mainland pages, and the 繁體版 of portals themselves, are converted character by character; what a
page says stays as published, only the look at it is taken on the folded text, of the same length.
"""

from __future__ import annotations

import re

_TRADITIONAL = (
    "並亞佈併來侷係個們備傚傢傳僅價優內兩冊別則創劃動務匯區協參員問啓啟單嚮嚴國圍園圖團執堅報場妳娛學實寧審寫將專對導屆屬島帳幫幹幾廠廢廣廳強彆彙"
    "後徑從復徵徹愛態慮慶憲懇應懷戰戲戶捲掃掛揚換揹搆擇擊據擬攝數於昇時暫曆曬書會朮東桿條業榦構樂標樣機檔檢檯欄權歡歲歷氣決沒況淺測準溫滿漢濟瀏灣"
    "災為無熱營爐爲牠狀獎獲獻現環產甦畫當發監睏確碼礙礦稅種稱穫競箇節範簡簽籌籤糰糾紀約紅級紮細終組結絡給統經綜綠維綱網綵緊線編緻縣縮總績織繞繫繼"
    "續罰羣義習聞聯聲職聽脩腦臨臺與興舉茲華萬葉蒐蒞蓆蓋薦藍蘇處號術衛裝製複見規視覺覽觀訂計訊討訓託記訟訪設訴註証評詞詢試話該詳誌認語說説課調談請"
    "論諧謀講證識譜議護讀讓讚負財貫責貴費貼資質賬賭賽贊軍較載輯轄轉辦辭農迴這連週進遊運過達適選遼邁還郵鄉鄭醫釋釘銀銷錄錯錶鍵鎮鏈鑑鑒長門閉開間閤"
    "閱閲闆關陝陣陽隊階隱離難雲電靜頁頂項須預領頻題顏類顧顯風颱饋騰驗體髮鬚魚鳳麵黃點黨齣龍"
)
_SIMPLIFIED = (
    "并亚布并来局系个们备效家传仅价优内两册别则创划动务汇区协参员问启启单向严国围园图团执坚报场你娱学实宁审写将专对导届属岛账帮干几厂废广厅强别汇"
    "后径从复征彻爱态虑庆宪恳应怀战戏户卷扫挂扬换背构择击据拟摄数于升时暂历晒书会术东杆条业干构乐标样机档检台栏权欢岁历气决没况浅测准温满汉济浏湾"
    "灾为无热营炉为它状奖获献现环产苏画当发监困确码碍矿税种称获竞个节范简签筹签团纠纪约红级扎细终组结络给统经综绿维纲网彩紧线编致县缩总绩织绕系继"
    "续罚群义习闻联声职听修脑临台与兴举兹华万叶搜莅席盖荐蓝苏处号术卫装制复见规视觉览观订计讯讨训托记讼访设诉注证评词询试话该详志认语说说课调谈请"
    "论谐谋讲证识谱议护读让赞负财贯责贵费贴资质账赌赛赞军较载辑辖转办辞农回这连周进游运过达适选辽迈还邮乡郑医释钉银销录错表键镇链鉴鉴长门闭开间合"
    "阅阅板关陕阵阳队阶隐离难云电静页顶项须预领频题颜类顾显风台馈腾验体发须鱼凤面黄点党出龙"
)
TRADITIONAL = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
"""One character for one. None that a mainland place bears in its simplified name: 乾县 stays."""
_ANY = re.compile(f"[{_TRADITIONAL}]")


def simplified(text: str) -> str:
    """The text with the characters of the table simplified; most pages have none, and a look is cheaper."""
    return text.translate(TRADITIONAL) if _ANY.search(text) else text
