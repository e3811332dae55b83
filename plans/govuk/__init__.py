"""Every form of the site, dressed as the GOV.UK Design System dresses its forms.

`FORM_RENDERER` names GovRenderer, so that forms we did not write (filters, sign-in) look the same.
"""

from plans.govuk.dates import DateField, DateInput
from plans.govuk.layout import Buttons, FieldRow, Press, Small
from plans.govuk.renderer import GovBoundField, GovRenderer
from plans.govuk.widgets import QuickSelect, Radios, SearchInput, Textarea, options_html

__all__ = [
    "Buttons",
    "DateField",
    "DateInput",
    "FieldRow",
    "GovBoundField",
    "GovRenderer",
    "Press",
    "QuickSelect",
    "Radios",
    "SearchInput",
    "Small",
    "Textarea",
    "options_html",
]
