"""A date that is typed: day, month and year in three boxes, the month as a number or name."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
# Earlier and later years are typing errors, not dates of a plan.
FIRST_YEAR, LAST_YEAR = 1900, 2199


class DateInput(forms.MultiWidget):
    """Three boxes, named `due_day`, `due_month` and `due_year` for a field `due`."""

    PARTS = ("day", "month", "year")
    template_name = "govuk/date_input.html"
    use_fieldset = True

    def __init__(self, attrs=None):
        super().__init__(dict.fromkeys(self.PARTS, forms.TextInput), attrs)

    def decompress(self, value: date | None) -> list[str]:
        return [str(value.day), str(value.month), str(value.year)] if value else ["", "", ""]

    def get_context(self, name, value, attrs):
        attrs = dict(attrs or {})
        wrong_parts = attrs.pop("wrong_parts", ())
        context = super().get_context(name, value, attrs)
        for part, subwidget in zip(self.PARTS, context["widget"]["subwidgets"], strict=True):
            classes = [
                "govuk-input",
                "govuk-date-input__input",
                f"govuk-input--width-{4 if part == 'year' else 2}",
            ]
            if part in wrong_parts:
                classes.append("govuk-input--error")
                subwidget["attrs"]["aria-invalid"] = "true"
            subwidget["attrs"] |= {"class": " ".join(classes), "inputmode": "numeric"}
            subwidget["label"] = part.capitalize()
        return context

    def id_for_label(self, id_):
        return f"{id_}_0" if id_ else id_


class DateField(forms.Field):
    """A date typed in three boxes, or None; the messages are the design system's."""

    widget = DateInput

    def __init__(self, *args, **kwargs):
        kwargs.pop("input_formats", None)
        super().__init__(*args, **kwargs)

    def to_python(self, value) -> date | None:
        """Return the date of (day, month, year) texts; a date is returned unchanged.

        Raises ValidationError whose `parts` names the boxes that are wrong.
        """
        if value is None or isinstance(value, date):
            return value
        day, month, year = ((part or "").strip() for part in value)
        if not (day or month or year):
            return None
        self._refuse_missing({"day": day, "month": month, "year": year})
        if not (year.isdecimal() and len(year) == 4):
            raise self._error("Year must include 4 numbers", "year")
        numbers = {"day": number(day), "month": month_number(month), "year": int(year)}
        limits = {"day": (1, 31), "month": (1, 12), "year": (FIRST_YEAR, LAST_YEAR)}
        wrong = [part for part, (low, high) in limits.items() if not low <= (numbers[part] or 0) <= high]
        if wrong:
            raise self._error(f"{self._name} must be a real date", *wrong)
        try:
            return date(numbers["year"], numbers["month"], numbers["day"])
        except ValueError:
            raise self._error(f"{self._name} must be a real date", "day") from None

    def _refuse_missing(self, parts: dict[str, str]) -> None:
        missing = [part for part, text in parts.items() if not text]
        if missing:
            raise self._error(f"{self._name} must include a {' and '.join(missing)}", *missing)

    @property
    def _name(self) -> str:
        return str(self.label) if self.label else "The date"

    def _error(self, sentence: str, *parts: str) -> ValidationError:
        return ValidationError(sentence, code="invalid", params={"parts": parts})

    def has_changed(self, initial, data) -> bool:
        try:
            return initial != self.to_python(data)
        except ValidationError:
            return True


def number(text: str) -> int | None:
    """Return the whole number of a text of one or two digits, or None."""
    return int(text) if text.isdecimal() and len(text) <= 2 else None


def month_number(text: str) -> int | None:
    """Return 1 to 12 for "8", "08", "Aug", "Sept" or "August"; None for anything else."""
    word = text.lower().rstrip(".")
    if len(word) >= 3:
        return next((index for index, name in enumerate(MONTHS, 1) if name.startswith(word)), None)
    return number(text)
