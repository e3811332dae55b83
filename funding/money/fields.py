"""Amounts in whole pence: the model field, form field and widget."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from funding.money.amounts import InvalidAmount, format_money, parse_amount


class AmountInput(forms.TextInput):
    """Input as wide as an amount."""

    def __init__(self, attrs=None):
        super().__init__({"class": "govuk-input--width-10", "autocomplete": "off"} | (attrs or {}))


class AmountField(forms.Field):
    """Form field of an amount in whole pence, or None if blank. Text that is not clear is rejected with the reason."""

    widget = AmountInput

    def __init__(self, *args, least: int | None = None, **kwargs):
        self.least = least
        super().__init__(*args, **kwargs)

    def to_python(self, value) -> int | None:
        """Return the entered amount in pence. Raises ValidationError."""
        if value is None or not str(value).strip():
            return None
        try:
            pence = parse_amount(str(value))
        except InvalidAmount as refusal:
            raise ValidationError(str(refusal)) from refusal
        if self.least is not None and pence < self.least:
            raise ValidationError(f"Enter {format_money(self.least)} or more")
        return pence

    def prepare_value(self, value):
        """Return pence as they are shown in the field: 1,234.50."""
        return (
            format_money(value).replace("£", "").replace("\u2212", "-") if isinstance(value, int) else value
        )


class PenceField(models.BigIntegerField):
    """Model field of an amount in whole pence, entered and shown in pounds, also in the history."""

    def formfield(self, **kwargs):
        return models.Field.formfield(self, **({"form_class": AmountField} | kwargs))

    def in_words(self, value: int) -> str:
        """Return the amount as text, for the history."""
        return format_money(value)
