"""Find signs of personal data in free text: a plan holds no cases, no victims and no offenders.

A sign gives a warning, never an error: a telephone number may be a helpline's.
"""

from __future__ import annotations

import re

from plans.wording import join_with_and

# Only the start of a longer text is checked; no one types a person's details after 200,000 characters.
LONGEST_READ = 200_000

NHS_NUMBER = re.compile(r"(?<![\d-])(\d{3})[ -]?(\d{3})[ -]?(\d{4})(?![\d-])")
TELEPHONE = re.compile(r"(?<![\w+])(?:\+44[ -]?(?:\(0\))?|\(?0)(?:[ ()-]{0,2}\d){9,10}(?!\d)")
EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
DATE_OF_BIRTH = re.compile(
    r"\b(?:d\.?o\.?b\b\.?|date of birth|born(?: on)?)[\s:,.-]{0,5}(?:the )?\d{1,2}(?:st|nd|rd|th)?[ /.-]",
    re.IGNORECASE,
)
# A reference such as "46/12345/24" after its usual label, as police forces print them.
CRIME_REFERENCE = re.compile(
    r"\b(?:crime|incident|custody|cad|athena|niche|police|case)\s+(?:ref(?:erence)?|no|number|num)\b\.?[\s:#]{0,3}"
    r"(?=[\w/-]{0,20}\d)[\w/-]{4,25}",
    re.IGNORECASE,
)
FORCE_NUMBER = re.compile(r"(?<![\d/])\d{2}/\d{4,7}/\d{2}(?![\d/])")
NATIONAL_INSURANCE = re.compile(
    r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b",
    re.IGNORECASE,
)
POSTCODE = r"[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}"
# A house number with a street's name, and a postcode soon after: one household.
ADDRESS = re.compile(
    r"\b(?:flat )?\d{1,4}[a-z]?,? [a-z][a-z' -]{2,40},?[^\n]{0,80}?\b" + POSTCODE + r"\b", re.IGNORECASE
)

SIGNS = (
    ("a date of birth", lambda text: bool(DATE_OF_BIRTH.search(text))),
    (
        "an NHS number",
        lambda text: any(is_nhs_number("".join(found.groups())) for found in NHS_NUMBER.finditer(text)),
    ),
    ("a National Insurance number", lambda text: bool(NATIONAL_INSURANCE.search(text))),
    ("a telephone number", lambda text: bool(TELEPHONE.search(text))),
    ("an email address", lambda text: bool(EMAIL.search(text))),
    (
        "a crime or incident reference",
        lambda text: bool(CRIME_REFERENCE.search(text) or FORCE_NUMBER.search(text)),
    ),
    ("a home address", lambda text: bool(ADDRESS.search(text))),
)


def find_personal_data(text: str) -> list[str]:
    """Return what in the text looks like personal data, such as ["an NHS number"]; usually nothing."""
    read = text[:LONGEST_READ]
    return [words for words, is_in in SIGNS if is_in(read)]


def is_nhs_number(digits: str) -> bool:
    """Return whether ten digits are an NHS number: the last is the check digit, modulus 11 (NHS data dictionary)."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    check = (11 - total % 11) % 11
    return len(digits) == 10 and check != 10 and check == int(digits[9]) and len(set(digits)) > 1


def personal_data_warning(texts) -> str:
    """Return the warning to show after saving these texts; "" when nothing in them looks like personal data."""
    found = list(dict.fromkeys(sign for text in texts for sign in find_personal_data(text or "")))
    if not found:
        return ""
    return (
        f"The text might contain {join_with_and(found)}. Remove anything that could identify a victim, an offender or "
        "any other private person."
    )
