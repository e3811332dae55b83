"""Forms to split an award into pots: rows of a name and an amount, which must add up exactly."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms

from funding.money.amounts import format_money
from funding.money.fields import AmountField
from funding.money.pot_names import REST, pot_key

BLANK_ROWS = 2


class PotSplitForm(forms.Form):
    """Form with the pots of an award. `split` is name → pence after the form is validated."""

    def __init__(
        self, data=None, *, pots: Sequence[tuple[str, int | None]], blank: int = BLANK_ROWS, **kwargs
    ):
        super().__init__(data, prefix="pots", **kwargs)
        self.known = len(pots)
        self.rows: list[tuple[str, str]] = []
        for place, (name, amount) in enumerate([*pots, *[("", None)] * blank], 1):
            self.fields[f"name_{place}"] = forms.CharField(
                label=f"Pot {place}",
                max_length=100,
                required=False,
                initial=name,
                disabled=place <= self.fixed,
            )
            self.fields[f"amount_{place}"] = AmountField(
                label=f"Amount in pot {place}",
                required=False,
                initial=amount,
                # The amount not allocated is negative if the shares add up to more than the award.
                least=None if name == REST else 0,
            )
            self.rows.append((f"name_{place}", f"amount_{place}"))

    fixed = 0
    """How many of the first pots exist already and keep their names."""

    @property
    def pairs(self):
        """Return the two fields of each pot."""
        return [(self[name], self[amount]) for name, amount in self.rows]

    def clean(self):
        cleaned = super().clean()
        self.split: dict[str, int] = {}
        for name_box, amount_box in self.rows:
            name, amount = (cleaned.get(name_box) or "").strip(), cleaned.get(amount_box)
            same = {pot_key(known) for known in self.split}
            if not name and amount is None:
                continue
            if not name:
                self.add_error(name_box, "Enter the name of the pot")
            elif pot_key(name) in same:
                self.add_error(
                    name_box, f"Enter a different name, because there is already a pot called “{name}”"
                )
            elif amount is None and amount_box not in self.errors:
                self.add_error(amount_box, f"Enter the amount in the pot “{name}”, or 0")
            self.split[name] = amount or 0
        return cleaned

    def adds_up_to(self, award: int) -> bool:
        """Return whether the pots add up to the award. If they do not, add an error with the difference."""
        total = sum(self.split.values())
        if total == award:
            return True
        gap = award - total
        words = f"{format_money(abs(gap))} {'less' if gap > 0 else 'more'} than the award of {format_money(award)}"
        self.add_error(None, f"Pots must add up to the award. They add up to {format_money(total)}, {words}")
        return False


class ExistingPotSplitForm(PotSplitForm):
    """Form with the existing pots of a grant, to which new pots can be added."""

    def __init__(self, data=None, *, pots, **kwargs):
        self.fixed = len(pots)
        super().__init__(data, pots=pots, **kwargs)
