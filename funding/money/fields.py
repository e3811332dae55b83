"""Amounts in whole pence: the model field, its form field and its box."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from funding.money.amounts import InvalidAmount, format_money, parse_amount


class AmountInput(forms.TextInput):
    """A box as wide as an amount."""

    def __init__(self, attrs=None):
        super().__init__({"class": "govuk-input--width-10", "autocomplete": "off"} | (attrs or {}))


class AmountField(forms.Field):
    """An amount in whole pence, or None when blank; refused in words when it could mean two things."""

    widget = AmountInput

    def __init__(self, *args, least: int | None = None, **kwargs):
        self.least = least
        super().__init__(*args, **kwargs)

    def to_python(self, value) -> int | None:
        """Pence of the words typed."""
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
        """Pence as they are typed: 1,234.50."""
        return (
            format_money(value).replace("£", "").replace("\u2212", "-") if isinstance(value, int) else value
        )


class PenceField(models.BigIntegerField):
    """An amount in whole pence: typed and shown in pounds, here and in the row's history."""

    def formfield(self, **kwargs):
        return models.Field.formfield(self, **({"form_class": AmountField} | kwargs))

    def in_words(self, value: int) -> str:
        """The amount as it is printed, for the history."""
        return format_money(value)
