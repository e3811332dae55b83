from actions.forms.closing import CloseForm, MoveForm, ReopenForm, WithdrawForm
from actions.forms.row import ActionForm, MilestoneForm, RowForm
from actions.forms.several import SeveralForm
from actions.forms.update import UpdateForm

__all__ = [
    "ActionForm",
    "CloseForm",
    "MilestoneForm",
    "MoveForm",
    "ReopenForm",
    "RowForm",
    "SeveralForm",
    "UpdateForm",
    "WithdrawForm",
]
