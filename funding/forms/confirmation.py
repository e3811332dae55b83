"""A form that asks the user to confirm an action that they might not intend."""

from __future__ import annotations

from django import forms


class ConfirmForm(forms.Form):
    """Form that shows a warning the first time it is sent, and is accepted the second time.

    `sure` holds what the warning was about, so that the form asks again after other amounts are entered.
    """

    button = ""
    """The text of the button that confirms, as the warning names it."""

    sure = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)

    def asks(self, words: str, *, about: object) -> bool:
        """Return whether the user must confirm first, and if so add the warning to the form as an error."""
        if self.cleaned_data.get("sure") == str(about):
            return False
        self.data = self.data.copy()
        self.data[self.add_prefix("sure")] = str(about)
        self.add_error(None, f"{words} Select ‘{self.button}’ again to confirm.")
        return True
