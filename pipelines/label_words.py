"""The words of labels: which field of the contract each means, and which are none."""

from __future__ import annotations

# Field name -> the labels that mean it (guide/portals.md §O). 规范性文件编号 and 统一编号 are no 文号,
# 责任部门 publishes and does not issue, 更新时间 is the page's and not the document's: they stay apart.
FIELDS: dict[str, str] = {
    "index_number": "索引号 索引 索取号 信息索引号 信息索引 公开目录号 目录索引号 信息索取号",
    "title": "名称 信息名称 标题 文件名称 信息标题 文件标题 公文名称 公文标题 文件名 题名",
    "document_number": "文号 发文字号 文件编号 公文号 文件字号 发布文号 公文文号 文件文号 发文文号 发文号 公文字号 文件号",
    "issuing_body": "发文机关 发布机构 发布机关 发文单位 发布单位 制发机关 公开主体 发文机构 发布部门 信息发布机构 公开机构 "
    "制发单位 发文部门 制定机关 信息发布单位 公开单位 制作机关 印发机关 印发单位",
    "source": "来源 信息来源 信息提供 文章来源 稿件来源 内容来源 来自 供稿 供稿单位 信息提供单位 信息来源单位 提供单位 来稿单位 稿源 新闻来源 资料来源 发布",
    "responsible_department": "责任部门 公开责任部门 责任单位 公开责任单位 信息公开责任部门 责任处室 公开责任机构",
    "published_date": "发布日期 发布时间 公开日期 公开时间 发表时间 发表日期 信息时间 日期 时间 发稿时间 上网时间 上传时间 "
    "信息公开日期 公布日期 信息发布日期 信息日期 网上发布日期 发布于 信息发布时间 录入时间 添加时间",
    "updated_date": "更新时间 更新日期 最后更新时间 修改时间",
    "signed_date": "成文日期 成文时间 发文日期 发文时间 印发日期 印发时间 签发日期 制发日期 签署日期 印发",
    "generated_date": "生成日期 公文生成日期 生成时间 信息生成日期 文件生成日期 产生日期 信息产生日期 形成日期",
    "disclosure_form": "公开形式 公开方式 公开属性",
    "addressee": "主送 主送机关 主送单位",
    "cc": "抄送 抄送机关",
}
# Known labels of no fact: they end the value before them.
OTHERS = (
    "公开时限 公开范围 公开期限 公开程序 公开目录 公开类别 公开类型 主题分类 体裁分类 组配分类 服务对象 服务对象分类 主题词 主题 体裁 有效性 是否有效 "
    "效力状态 内容概述 概述 摘要 责任科室 规范性文件编号 规范性文件有效性 规范性文件登记号 统一编号 信息分类 信息类别 分类 关键词 关键字 生效日期 生效时间 "
    "实施日期 施行日期 废止日期 失效日期 失效时间 截止日期 文件状态 信息有效性 文件有效性 解读 附件 审核人 责任编辑 作者 编辑 撰稿 点击 点击数 点击量 点击率 点击次数 "
    "浏览次数 浏览量 浏览数 浏览 访问次数 访问量 阅读次数 阅读量 阅读数 阅读 人气 播放 字体 字号 字体大小 字体颜色 字号大小 保护视力色 视力保护色 背景色 分享 分享到 打印 "
    "联系电话 语种 载体类型 记录形式 载体形式 媒体形式 所属主题 所属分类 类别 类型 状态 栏目 所属栏目 签发人 时效性 时效 废止文号 文件类型 文件分类 信息状态 存放位置 备注 序号 "
    "更新 录入 录入人 审核 审签 初审 复审 终审 责编 来稿 通讯员 记者 摄影 收藏 下载 扫一扫 简介 公文种类 公文类别 文种 密级 地区 行业 领域 行业分类 "
    "服务类别 效力级别 信息公开类别 权力事项 公开事项 联系人 制作日期 获取时间 获取方式"
)
# Everyday words: labels only with a colon, or as a cell of their own in a table of labels.
WEAK = frozenset(
    "名称 标题 来源 来自 发布 日期 时间 分类 附件 作者 编辑 供稿 发布于 更新 录入 审核 主题 体裁 浏览 阅读 点击 播放 分享 打印 状态 类别 类型 摘要 概述 解读 简介 序号 "
    "栏目 人气 收藏 下载 地区 行业 领域 文种 密级 题名 稿源 记者 摄影 责任单位 主送 抄送 印发 索引 字体 字号 初审 复审 终审 通讯员 备注 关键词 联系人 联系电话 文件名 "
    "主题词 时效 语种 扫一扫 公开单位 印发单位 印发机关 公开事项 抄送机关 主送机关 主送单位".split()
)
# Printed inside official documents too, above or below the text: they never make a line a label line.
FRAME = frozenset(
    "附件 抄送 抄送机关 主送 主送机关 主送单位 印发 印发机关 印发单位 备注 联系人 联系电话 主题词 摘要 关键词".split()
)
# Buttons and counters: they end a value and have none.
SILENT = frozenset(
    "字体 字号 字体大小 字体颜色 字号大小 保护视力色 视力保护色 背景色 分享 分享到 打印 收藏 下载 扫一扫 浏览 阅读 播放 人气 点击 点击数 点击量 点击率 点击次数 浏览次数 "
    "浏览量 浏览数 访问次数 访问量 阅读次数 阅读量 阅读数 序号 更新 附件".split()
)
