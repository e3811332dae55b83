"""Parse and format amounts of money as whole pence.

Text is accepted only if it can mean one amount. "£6,00" could be £6.00, £600 or a typing error for £6,000, so it is
rejected with the reason. static/amounts.js parses amounts in the same way.
"""

from __future__ import annotations

import re
import unicodedata

# No grant has more than 12 digits of pounds, so a larger amount is a typing error.
LARGEST = 10**12 * 100 - 1

_PLAIN = re.compile(r"[0-9]{1,12}")
_GROUPED = re.compile(r"[0-9]{1,3}(?P<mark>[ ,])[0-9]{3}(?:(?P=mark)[0-9]{3})*")
AMOUNT_HINT = "Write it like £1,234.50 or 1234.50."
# Full-width characters, other minus and pound signs, and other spaces.
_USUAL = (
    {place: place - 0xFEE0 for place in range(0xFF01, 0xFF5F)}
    | {0x2212: "-", 0xFFE1: "£"}
    | dict.fromkeys((0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
)


class InvalidAmount(ValueError):
    """The text is not an amount, or could mean two amounts. The message says why and what to enter."""


def parse_amount(words: object) -> int:
    """Return the amount in pence. Raises InvalidAmount with a sentence for the screen.

    Accepts pounds with or without the pound sign, with commas or spaces between thousands, with or without pence, and
    with "-" or brackets for a negative amount; and whole numbers and exact fractions of a spreadsheet. A superscript or
    circled digit could be the mark of a footnote, so it is rejected.
    """
    if isinstance(words, bool) or words is None:
        raise InvalidAmount(f"There is no amount here. {AMOUNT_HINT}")
    if isinstance(words, int):
        return _within(words * 100, str(words))
    text = str(words).translate(_USUAL).strip()
    if not text:
        raise InvalidAmount(f"There is no amount here. {AMOUNT_HINT}")
    shown = f"“{text[:40]}{'…' if len(text) > 40 else ''}”"
    mark = next(filter(_is_changed_figure, text), "")
    if mark:
        raise InvalidAmount(
            f"{shown} includes “{mark}”, which could be a digit or the mark of a footnote. {AMOUNT_HINT}"
        )
    sign, bare = _unsigned(text, shown)
    pounds, dot, pence = bare.partition(".")
    if "." in pence or (not dot and "," in pounds and not _GROUPED.fullmatch(pounds)):
        raise InvalidAmount(_about_marks(shown, bare))
    if dot and re.fullmatch(r"[0-9]{3},[0-9]+", pence):
        raise InvalidAmount(_about_marks(shown, bare))
    if dot and (not pence.isascii() or not pence.isdigit() or len(pence) > 2):
        raise InvalidAmount(_about_pence(shown, pence))
    if not pounds and dot and pence:
        pounds = "0"
    if not (_PLAIN.fullmatch(pounds) or _GROUPED.fullmatch(pounds)):
        if re.fullmatch(r"[0-9]{13,}", pounds):
            raise InvalidAmount(f"{shown} is larger than any grant. Check the number of digits.")
        raise InvalidAmount(_about_marks(shown, bare))
    whole = int(re.sub(r"[ ,]", "", pounds)) * 100 + int((pence + "00")[:2] if pence else 0)
    return _within(sign * whole, text)


def _is_changed_figure(letter: str) -> bool:
    """Return whether it is a digit in another form, such as a superscript or circled digit."""
    return not letter.isascii() and bool(re.fullmatch(r"[0-9]+", unicodedata.normalize("NFKC", letter)))


def _unsigned(text: str, shown: str) -> tuple[int, str]:
    """Return the sign, and the text without the sign and the pound sign."""
    sign = 1
    if text.startswith("(") and text.endswith(")"):
        sign, text = -1, text[1:-1].strip()
    elif text.startswith("-"):
        sign, text = -1, text[1:].strip()
    if text.startswith("£"):
        text = text[1:].strip()
        if text.startswith("-") and sign == 1:
            sign, text = -1, text[1:].strip()
    elif text[:3].upper() == "GBP":
        text = text[3:].strip()
    if not text or text[0] in "-+(£" or text.endswith("."):
        raise InvalidAmount(f"{shown} is not an amount that can be read. {AMOUNT_HINT}")
    return sign, text


def _about_marks(shown: str, bare: str) -> str:
    if re.fullmatch(r"[0-9]+,[0-9]{1,2}", bare):
        return f"{shown} could be pounds and pence or a comma in the wrong place. {AMOUNT_HINT}"
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)", bare) or bare.count(".") > 1:
        return f"{shown} has its points and commas the other way round. {AMOUNT_HINT}"
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?[eE][+-]?[0-9]+", bare):
        return f"{shown} is written in powers of ten. {AMOUNT_HINT}"
    if re.fullmatch(r"[0-9.,]+ ?[kKmM]", bare):
        return f"{shown} is shortened; write the amount out. {AMOUNT_HINT}"
    if "," in bare or " " in bare:
        return f"{shown} has a comma or space where none belongs. {AMOUNT_HINT}"
    return f"{shown} is not an amount that can be read. {AMOUNT_HINT}"


def _about_pence(shown: str, pence: str) -> str:
    if pence.isascii() and pence.isdigit() and len(pence) == 3:
        return f"{shown} could be pounds and pence or a point in place of a comma. {AMOUNT_HINT}"
    return f"{shown} has pence that cannot be read. {AMOUNT_HINT}"


def _within(pence: int, shown: str) -> int:
    if abs(pence) > LARGEST:
        raise InvalidAmount(f"“{shown[:40]}” is larger than any grant. Check the number of digits.")
    return pence


def format_money(pence: int) -> str:
    """Return an amount of pence as text: "£1,234.50", or "−£653.00"."""
    sign = "\u2212" if pence < 0 else ""
    return f"{sign}£{abs(pence) // 100:,}.{abs(pence) % 100:02}"


def format_as_typed(pence: int) -> str:
    """Return pence as people enter it in a form: "1,234.50"."""
    return format_money(pence).replace("£", "")


def propose_split(award: int) -> tuple[int, int]:
    """Return the suggested split (upfront, tactical) in pence, with the tactical third rounded up to the pound.

    £39,661 gives £26,440 and £13,221 (Kent working group, July 2024, 2.1); £106,460 gives £70,973 and
    £35,487 (Medway, December 2024, 9.3).
    """
    pounds = -(-award // 300)
    tactical = min(pounds * 100, award)
    return award - tactical, tactical
