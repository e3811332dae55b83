"""Error messages in place of Django's own, which do not name the field ("This field is required.")."""

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, MaxLengthValidator, ProhibitNullCharactersValidator
from django.forms import Field

# The verb of an error message, by the kind of field.
VERBS = dict.fromkeys(("radios", "checkboxes", "select", "file"), "Select")

# These labels have an article of their own, or need another one than "the".
WITH_ARTICLE = {"email address": "an email address", "file": "a file", "password": "your password"}
WITHOUT_ARTICLE = frozenset(
    ["a", "an", "the", "your", "any", "who", "what", "how", "why", "when", "where", "whether", "which"]
)


def error_messages_for(error: ValidationError, *, label: str, kind: str) -> list[str]:
    """Return the sentences to show for an error; a message written by the form is unchanged."""
    if not isinstance(label, str):
        label = str(label)
    if error.code == "required" and error.message == Field.default_error_messages["required"]:
        return [required_message(label, kind)]
    if error.code == "max_length" and error.message is MaxLengthValidator.message:
        limit = error.params["limit_value"]
        return [f"{label} must be {limit:,} characters or fewer; it is {error.params['show_value']:,}"]
    if error.code == "invalid" and error.message == EmailValidator.message:
        return ["Enter an email address in the correct format, like name@example.com"]
    if (
        error.code == "null_characters_not_allowed"
        and error.message == ProhibitNullCharactersValidator.message
    ):
        return [f"{label} must not include a null character"]
    return list(error)


def required_message(label: str, kind: str) -> str:
    """Return the message for a field that was left empty, such as "Enter the amount requested"."""
    if label.endswith("?"):
        return f"Answer ‘{label}’"
    if label.startswith("Confirm "):
        return label
    if kind == "checkbox":
        return f"Select ‘{label}’"
    return f"{VERBS.get(kind, 'Enter')} {_with_article(lowercase_label(label), kind)}"


def _with_article(label: str, kind: str) -> str:
    """Return a label as it is written in a sentence: "the title", "an email address"; plural choices have no article."""
    if kind == "checkboxes" or label.split()[0].lower() in WITHOUT_ARTICLE:
        return label
    return WITH_ARTICLE.get(label, f"the {label}")


def lowercase_label(label: str) -> str:
    """Return the label as it is written after a verb: "Due date" becomes "due date", "PCC consent" stays."""
    first, second = label[:1], label[1:2]
    return label if second.isupper() or not second else first.lower() + label[1:]
