"""Every form of the site, dressed as the GOV.UK Design System dresses its forms.

`FORM_RENDERER` names GovRenderer, so that forms we did not write (filters, sign-in) look the same.
"""

from plans.govuk.dates import DateField, DateInput
from plans.govuk.layout import Button, ButtonGroup, CompactField, FieldRow
from plans.govuk.renderer import GovBoundField, GovRenderer
from plans.govuk.widgets import FastSelect, Radios, SearchInput, Textarea, options_html

__all__ = [
    "Button",
    "ButtonGroup",
    "CompactField",
    "DateField",
    "DateInput",
    "FastSelect",
    "FieldRow",
    "GovBoundField",
    "GovRenderer",
    "Radios",
    "SearchInput",
    "Textarea",
    "options_html",
]
