"""What sites put around an article: notices, counters, links, advertisements, by pattern.

Each pattern is about the words of one whole line. Where in the file a line stands decides whether
it is looked at (see `trimming`): the same words in the middle of an article are left alone.
"""

import re

from .enums import DropReason

LIST_HEADS = re.compile(
    r"^\W*(?:(?:相关|延伸|推荐|拓展|扩展|更多)(?:推荐|阅读|新闻|文章|链接|报道|资讯|内容|视频|专题)"
    r"|(?:热门|热点|精彩|图片|视频|编辑|头条|今日|本周|精选|猜你)(?:推荐|文章|新闻|资讯|排行|点击|专题)"
    r"|猜你喜欢|你?可能(?:还|也)?(?:喜欢|感兴趣).{0,6}|大家都在看|[为给][你您]推荐|往期(?:回顾|精彩|推荐)"
    r"|更多精彩.{0,6}|最新(?:文章|资讯|新闻|发布|动态)|(?:新闻|点击|阅读|热度)排行榜?|友情链接"
    r"|(?:网友|最新|热门|全部|我来)?评论(?:列表|区)?|发表评论"
    r"|VIP课程推荐|APP专享(?:直播)?|24小时热[点文闻榜])\W*(?:更多|more)?\W*$",
    re.IGNORECASE,
)
"""The head of a list that leads away from the article: what follows it is not the article."""

COPYRIGHT = re.compile(
    r"^\W*(?:版权声明|版权所有|版权归|免责声明|免责条款|法律声明|转载声明|特别声明|郑重声明|侵权声明"
    r"|声明\s*[:：]|Copyright|©)"
    r"|本站仅提供信息存储|由互联网用户自发贡献|不代表(?:本站|本网|本平台|平台).{0,6}(?:观点|立场)"
    r"|未经.{0,12}(?:授权|许可|同意).{0,8}(?:不得|禁止|严禁).{0,12}(?:转载|使用)"
    r"|如.{0,20}(?:侵权|侵犯).{0,30}(?:联系|删除|告知|来信)"
    r"|(?:ICP备|公网安备|网备案号).{0,12}\d",
    re.IGNORECASE,
)
PAGER = re.compile(r"^\W*(?:上|下|前|后)一(?:篇|条|页|则)(?!文)\W?.*$")
COUNTERS = re.compile(
    r"^\W*(?:(?:点赞|赞|喜欢|收藏|评论|阅读|浏览|点击|访问|转发|分享|在看|推荐|举报|反馈)[量数次]?"
    r"\s*[:：]?\s*[\[(（]?\s*\d*\s*[\])）]?\s*次?\W*)+$|^[\[(（]\s*\d{1,7}\s*[\])）]$|^\d{1,7}$"
)
BUTTON = re.compile(
    r"点击查看更多|举报/反馈|QQ空间|关于我们|关闭窗口|加载更多|复制链接|展开全文|我要纠错|"
    r"打印本页|打印此页|收起全文|新浪微博|查看全文|查看原文|查看更多|网站地图|联系我们|语音播报|"
    r"返回列表|返回顶部|返回首页|阅读全文|阅读原文|分享到|手机版|扫一扫|无障碍|朋友圈|A\+|A\-|"
    r"QQ|举报|保存|关闭|分享|反馈|字体|字号|广告|微信|微博|打印|收藏|放大|更多|朗读|注册|登录|"
    r"纠错|缩小|返回|首页|中|大|小"
)
HOTLINE = re.compile(
    r"^.{0,16}(?:热线|投稿邮箱|投稿信箱|投稿方式|报料|爆料|举报电话|举报邮箱|客服|商务合作|广告合作)"
    r"(?:电话)?\s*[:：].{0,60}$"
)
PROMOTION = re.compile(
    r"(?:扫描|扫一扫|长按|识别).{0,16}(?:二维码|关注)|二维码.{0,6}关注|粉丝福利|滚动播报"
    r"|(?:打开|下载|点击).{0,10}(?:APP|客户端)|(?:APP|客户端).{0,6}(?:下载|打开|专享|内打开)"
    r"|(?:关注|订阅).{0,16}(?:公众号|视频号|微信号)|VIP.{0,4}(?:推荐|课程)|返回搜狐|举报/反馈",
    re.IGNORECASE,
)
BREADCRUMB = re.compile(
    r"^\W*(?:(?:您|你)?(?:现在|当前)?(?:的|所在)*位置|当前页面)\s*[:：].*$"
    r"|^\W*首页(?:\s?[>»›/\-_|＞]\s?[^\s>»›/\-_|＞]{1,16}){1,6}\W*$"
    r"|^[^\s>»›＞]{1,14}(?:\s?[>»›＞]\s?[^\s>»›＞]{1,14}){2,6}$"
)
OUTLET = re.compile(
    r"^\S{1,10}(?:网|日报|晚报|晨报|时报|都市报|电视台|广播|融媒|融媒体中心|新闻社|通讯社|传媒|APP|客户端|"
    r"头条号|百家号|公众号|视频号|新闻)$",
    re.IGNORECASE,
)
MAX_FURNITURE_LINE = 200
MAX_LIST_HEAD = 40


def reason_below(text: str) -> DropReason | None:
    """Why a line below the article is not part of it, judged by its words; None if it may be."""
    text = " ".join(text.split())
    if is_list_head(text):
        return DropReason.PROMOTION if _is_offer(text) else DropReason.RELATED
    if len(text) <= 2 * MAX_FURNITURE_LINE and COPYRIGHT.search(text):
        return DropReason.COPYRIGHT
    if len(text) > MAX_FURNITURE_LINE:
        return None
    if PAGER.match(text) or COUNTERS.match(text) or are_buttons(text):
        return DropReason.FURNITURE
    if HOTLINE.match(text) or (PROMOTION.search(text) and len(text) <= MAX_FURNITURE_LINE // 2):
        return DropReason.PROMOTION
    if is_outlet_line(text):
        return DropReason.OUTLET
    return None


def reason_above(text: str) -> DropReason | None:
    """Why a line above the article is not part of it; None if it may be."""
    text = " ".join(text.split())
    if len(text) > MAX_FURNITURE_LINE:
        return None
    if BREADCRUMB.match(text):
        return DropReason.NAVIGATION
    if COUNTERS.match(text) or are_buttons(text):
        return DropReason.FURNITURE
    return None


def is_list_head(text: str) -> bool:
    """True for the head of a list that leads away from the article."""
    return len(text) <= MAX_LIST_HEAD and bool(LIST_HEADS.match(text))


def are_buttons(text: str) -> bool:
    """True for a line made of nothing but the words on buttons."""
    tokens = [token for token in re.split(r"[\s|丨·:：\[\]【】()（）<>]+", text) if token]
    return bool(tokens) and all(BUTTON.fullmatch(token) for token in tokens)


def is_outlet_line(text: str) -> bool:
    """True for names of outlets only (`某某网 某某APP`)."""
    return len(text) <= 40 and all(OUTLET.match(token) for token in text.split())


def _is_offer(text: str) -> bool:
    return bool(re.search(r"VIP|APP", text, re.IGNORECASE))
