"""Forms and tables in the style of the GOV.UK Design System.

`FORM_RENDERER` names GovRenderer, so that forms of other packages (filters, sign-in) look the same.
"""

from plans.govuk.dates import DateField, DateInput
from plans.govuk.layout import Button, ButtonGroup, CompactField, FieldRow
from plans.govuk.renderer import GovBoundField, GovRenderer
from plans.govuk.tables import Cell, Column, Row, Table, group_heading, number_column, status_cell, total
from plans.govuk.widgets import FastSelect, Radios, SearchInput, Textarea, options_html

__all__ = [
    "Button",
    "ButtonGroup",
    "Cell",
    "Column",
    "CompactField",
    "DateField",
    "DateInput",
    "FastSelect",
    "FieldRow",
    "GovBoundField",
    "GovRenderer",
    "Radios",
    "Row",
    "SearchInput",
    "Table",
    "Textarea",
    "group_heading",
    "number_column",
    "options_html",
    "status_cell",
    "total",
]
