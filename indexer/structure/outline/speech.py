"""What a speech holds beside its text: whom it addresses, and what the hall does."""

import re

_WHOM = (
    r"(?:尊敬的)?(?:各位|同志|朋友|女士|先生|老[师師]|[乡鄉][亲親]|代表|委[员員]|[领領][导導]|[来來][宾賓])[\u3400-\u9fff、\s]{0,24}?"
    r"(?<=[表员員志们們友宾賓导導亲親长長生士家])"
)
_FIRST = frozenset("尊各同朋女先老乡鄉代委领領来來")
_BACK_FIRST = frozenset("一二三四五几幾过過回")
_OPENS = re.compile(rf"{_WHOM}[！!，,：:]")
_IS_ADDRESS = re.compile(rf"(?:{_WHOM}[，,、]?\s?){{1,4}}[！!：:]")
_LONGEST_ADDRESS_CHARS = 60
_BACK = re.compile(
    r"(?:[一二三四五几幾][年個个]?多?[年月]?[来來]|[过過]去的?[一二三四五几幾]年|回[顾顧望首][^，。]{0,12})[，,]"
)
_HALL = "鼓掌|掌[声聲]|[场場]起立|笑[声聲]|[欢歡]呼"
_DIRECTION = re.compile(
    rf"[（(\[【][^（()）\[\]【】。]{{0,12}}(?:{_HALL})[^（()）\[\]【】。]{{0,12}}[）)\]】][。]?"
)
_LONGEST_DIRECTION_CHARS = 30


def is_address(text: str) -> bool:
    """Whether the line does nothing but address the audience; it is a paragraph, never a heading.

    >>> is_address("各位代表："), is_address("同志们、朋友们！"), is_address("各位代表，现在报告工作。")
    (True, True, False)
    """
    return len(text) <= _LONGEST_ADDRESS_CHARS and _IS_ADDRESS.fullmatch(text) is not None


def opens_with_address(text: str) -> bool:
    """Whether the paragraph turns to the audience, as one does that leaves the items behind.

    >>> opens_with_address("各位代表！五年来成绩很大。"), opens_with_address("各位代表提出了建议。")
    (True, False)
    """
    return text[:1] in _FIRST and _OPENS.match(text) is not None


def looks_back(text: str) -> bool:
    """Whether the paragraph opens as a summary of the whole does, behind the last of several items.

    >>> looks_back("一年来，我们坚持学习。"), looks_back("一年来的工作")
    (True, False)
    """
    return text[:1] in _BACK_FIRST and _BACK.match(text) is not None


def is_stage_direction(text: str) -> bool:
    """Whether the line says in brackets what the hall does.

    >>> is_stage_direction("（长时间热烈鼓掌）"), is_stage_direction("（一）掌声响起来")
    (True, False)
    """
    return len(text) <= _LONGEST_DIRECTION_CHARS and _DIRECTION.fullmatch(text) is not None
