"""The names that make reports comparable: regions (GB/T 2260 divisions) and how a reader may write them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

# The peoples that autonomous places are named after; 族 may be left out (伊犁哈萨克自治州).
_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土"
    "|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|鄂温克|德昂|保安|裕固|独龙|鄂伦春|各"
)
# The administrative endings a reader leaves out, the longest first: 宁波 for 宁波市, 甘孜 for 甘孜藏族自治州.
_ENDINGS = (
    re.compile(rf"(?:(?:{_PEOPLES})族|(?<=.)(?:蒙古|哈萨克|柯尔克孜|维吾尔|塔吉克|锡伯))+自治[区州县旗]$"),
    re.compile(r"族?自治[区州县旗]$"),
    re.compile(rf"(?:{_PEOPLES})族区$"),
    re.compile(r"(?:特别行政区|地区|(?<=神农架)林区|省|市|区|县|盟|旗|州)$"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A province, city (prefecture) or county, with its whole path.

    `code` is the six-digit GB/T 2260 code, "national" for the whole country. `path` and `codes` run in
    parallel from the province down to the region itself, one to three long; a level that does not exist
    (the city of a municipality's district) is left out.

    >>> Region(code="330200", name="宁波市", path=("浙江省", "宁波市"), codes=("330000", "330200")).code
    '330200'
    """

    code: str
    name: str
    path: tuple[str, ...]
    codes: tuple[str, ...]


# What a report about the whole country has in the place of a region.
NATIONAL = Region(code="national", name="全国", path=("全国",), codes=("national",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A common name for sections that each report calls differently, with the words and regular expressions
    that tell it in a heading."""

    name: str
    words: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()


def short_name(name: str) -> str:
    """The name as people say it; a name that would be left with one character stays whole.

    >>> [short_name(n) for n in ("宁波市", "甘孜藏族自治州", "广西壮族自治区", "内蒙古自治区", "沙市")]
    ['宁波', '甘孜', '广西', '内蒙古', '沙市']
    """
    shorter = (ending.sub("", name) for ending in _ENDINGS)
    return next((short for short in shorter if short != name and len(short) > 1), name)


def codes_named(regions: Iterable[Region], value: str) -> frozenset[str]:
    """The codes that `value` names among these regions and everything above them.

    `value` is a code (without the zeros at its end, if you like), a full name or a short name (甘孜, 甘孜州),
    tried in that order. Several regions may share a
    full name (鼓楼区), and all are meant; of those that share a short name the highest level is meant
    (河南 is the province, not Qinghai's county). Empty where nothing has that name.

    >>> ningbo = Region(code="330200", name="宁波市", path=("浙江省", "宁波市"), codes=("330000", "330200"))
    >>> [sorted(codes_named([ningbo], value)) for value in ("330200", "浙江省", "宁波", "温州")]
    [['330200'], ['330000'], ['330200'], []]
    """
    places = {
        (code, name, depth)
        for region in regions
        for depth, (code, name) in enumerate(zip(region.codes, region.path, strict=True))
    }
    code_meant = value.ljust(6, "0") if value.isdigit() else value
    full = frozenset(code for code, name, _ in places if code_meant == code or value == name)
    if full:
        return full
    short = [(depth, code) for code, name, depth in places if value in _said(name)]
    top = min((depth for depth, _ in short), default=0)
    return frozenset(code for depth, code in short if depth == top)


def _said(name: str) -> tuple[str, ...]:
    """How people say a name: 甘孜 and 甘孜州 for 甘孜藏族自治州."""
    short = short_name(name)
    return (short, short + name[-1]) if "自治" in name else (short,)
