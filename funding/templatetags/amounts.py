"""Amounts of money in templates."""

from django import template

from funding.money.amounts import format_money

register = template.Library()


@register.filter(name="money")
def money_words(pence: int | None) -> str:
    """Return pence as text: "£1,234.50"; "" for None."""
    return "" if pence is None else format_money(pence)
