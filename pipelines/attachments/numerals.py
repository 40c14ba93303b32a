"""The numbers of automatic lists as Word and WPS write them (ECMA-376 17.18.59 ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
          (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


def numeral(number: int, form: str) -> str:
    """`number` in the number format `form`; decimal where the form is unknown or does not reach so far."""
    make = _FORMS.get(form)
    if form in {"none", "bullet"}:
        return ""
    return make(number) if make is not None and 0 < number < 10_000 else str(number)


def counted(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """Chinese counting, 1 to 9999: 十, 十一, 二十, 一百零五, 一千零一十."""
    parts: list[str] = []
    zero = False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit == 0:
            zero = bool(parts)
            continue
        if zero:
            parts.append("零")
            zero = False
        parts.append(digits[digit] + (units[place - 1] if place else ""))
    text = "".join(parts)
    # 一十二 is written 十二 at the head; the formal digits keep 壹拾.
    return text[1:] if text.startswith("一十") else text


def _formal(number: int) -> str:
    return counted(number, _FORMAL, "拾佰仟")


def _spelled(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _counting(number: int) -> str:
    # chineseCounting: 十, 十一, 二十 to 99, and digit by digit from 100 (一〇〇).
    return counted(number) if number < 100 else _spelled(number)


def _roman(number: int) -> str:
    parts: list[str] = []
    for value, letters in _ROMAN:
        parts.append(letters * (number // value))
        number %= value
    return "".join(parts)


def _letters(number: int) -> str:
    # a … z, aa, bb … zz, aaa: the letter is repeated (ECMA-376 17.18.59 lowerLetter).
    turns, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (turns + 1)


def _circled(number: int) -> str:
    return chr(0x245F + number) if number <= 20 else str(number)


def _enclosed(number: int) -> str:
    return chr(0x3220 + number - 1) if number <= 10 else f"({counted(number)})"


def _wide(number: int) -> str:
    return str(number).translate({ord("0") + n: 0xFF10 + n for n in range(10)})


def _ordinal_zero(number: int) -> str:
    return f"{number:02d}"


_FORMS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _counting,
    "chineseCountingThousand": counted,
    "japaneseCounting": counted,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": counted,
    "koreanCounting": _counting,
    "ideographDigital": _spelled,
    "japaneseDigitalTenThousand": _spelled,
    "taiwaneseDigital": _spelled,
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal,
    "japaneseLegal": _formal,
    "ideographTraditional": lambda n: _STEMS[(n - 1) % 10],
    "ideographZodiac": lambda n: _BRANCHES[(n - 1) % 12],
    "ideographZodiacTraditional": lambda n: _STEMS[(n - 1) % 10] + _BRANCHES[(n - 1) % 12],
    "ideographEnclosedCircle": _enclosed,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda n: f"({n})",
    "decimalEnclosedFullstop": lambda n: f"{n}.",
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalZero": _ordinal_zero,
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerLetter": _letters,
}
