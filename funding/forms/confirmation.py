"""A form that asks once more before it does what somebody may not have meant."""

from __future__ import annotations

from django import forms


class ConfirmForm(forms.Form):
    """Answers the first press with what it would do, and is taken at the second.

    `sure` carries what was told, so that a press after other figures were typed is asked about again.
    """

    sure = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)

    def asks(self, words: str, *, about: object) -> bool:
        """Whether the person must be told first; then the words stand in the form as an error."""
        if self.cleaned_data.get("sure") == str(about):
            return False
        self.data = self.data.copy()
        self.data[self.add_prefix("sure")] = str(about)
        self.add_error(None, f"{words} Press again if that is meant.")
        return True
