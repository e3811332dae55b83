"""The fields of a row's form as a browser sends them, and the errors of the form."""


def a(action, /, **fields):
    """Fields of the action's own form."""
    return {f"a{action.pk}-{name}": value for name, value in fields.items()}


def m(milestone, /, **fields):
    """Fields of a milestone's form."""
    return {f"m{milestone.pk}-{name}": value for name, value in fields.items()}


def n(action, index=0, /, **fields):
    """Fields of the empty milestone below the others."""
    return {f"a{action.pk}-n{index}-{name}": value for name, value in fields.items()}


def words(response):
    """Every error of the row's form, by its field."""
    return {
        bound.html_name: bound.words
        for form in response.context["row_form"].forms
        if form.is_bound
        for bound in form
        if bound.words
    }
