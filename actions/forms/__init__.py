from actions.forms.action_row import ActionForm, ActionRowForm, MilestoneForm
from actions.forms.bulk_edit import BulkEditForm, several_fields_html
from actions.forms.lifecycle import CloseActionForm, MoveActionForm, ReopenActionForm, WithdrawActionForm
from actions.forms.update import UpdateForm

__all__ = [
    "ActionForm",
    "ActionRowForm",
    "BulkEditForm",
    "CloseActionForm",
    "MilestoneForm",
    "MoveActionForm",
    "ReopenActionForm",
    "UpdateForm",
    "WithdrawActionForm",
    "several_fields_html",
]
