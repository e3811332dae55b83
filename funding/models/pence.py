from django.db import models

from funding.money.amounts import money


class PenceField(models.BigIntegerField):
    """An amount in whole pence: typed and shown in pounds, here and in the row's history."""

    def formfield(self, **kwargs):
        from funding.forms.amounts import AmountField

        return models.Field.formfield(self, **({"form_class": AmountField} | kwargs))

    def in_words(self, value: int) -> str:
        """The amount as it is printed, for the history."""
        return money(value)
