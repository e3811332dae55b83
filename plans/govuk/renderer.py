"""The form renderer, and the properties of each field that its templates use."""

from functools import cached_property

from django import forms
from django.forms.renderers import TemplatesSetting

from plans.govuk.dates import DateInput
from plans.govuk.messages import error_messages_for

# The first kind whose widget class matches is used, so a narrower class comes before a wider one.
KINDS = (
    (DateInput, "date"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
    (forms.PasswordInput, "password"),
)
CLASSES = {
    "radios": "govuk-radios__input",
    "checkboxes": "govuk-checkboxes__input",
    "checkbox": "govuk-checkboxes__input",
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "file": "govuk-file-upload",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
    "text": "govuk-input",
}
WITH_ERROR_CLASS = {
    "select": "govuk-select--error",
    "textarea": "govuk-textarea--error",
    "file": "govuk-file-upload--error",
    "password": "govuk-input--error",
    "text": "govuk-input--error",
}
# These classes set the layout of a group of choices, so they are on the group, not on each choice.
GROUP_CLASSES = ("govuk-radios--", "govuk-checkboxes--")


class GovBoundField(forms.BoundField):
    """A field with the classes, ids and descriptions of the design system."""

    @property
    def kind(self) -> str:
        """The template of this field, such as "radios"; "text" for any single line."""
        widget = self.field.widget
        return next((kind for widget_class, kind in KINDS if isinstance(widget, widget_class)), "text")

    @property
    def use_fieldset(self) -> bool:
        """Whether several inputs answer one question, which is then their legend."""
        return self.kind in {"radios", "checkboxes", "date"} or isinstance(
            self.field.widget, forms.MultiWidget
        )

    @cached_property
    def words(self) -> list[str]:
        """The field's errors in plain English."""
        errors = self.form.errors.get(self.name)
        if not errors:
            return []
        return [
            sentence
            for error in errors.as_data()
            for sentence in error_messages_for(error, label=self.label, kind=self.kind)
        ]

    @property
    def hint_id(self) -> str:
        return f"{self.auto_id}_helptext"

    @property
    def error_id(self) -> str:
        return f"{self.auto_id}_error"

    @property
    def info_id(self) -> str:
        """The id under which the design system's script looks for the character count."""
        return f"{self.auto_id}-info"

    @property
    def max_length(self) -> int | None:
        """The maximum number of characters of a long text that shows a count."""
        return getattr(self.field, "max_length", None) if self.kind == "textarea" else None

    @property
    def max_words(self) -> int | None:
        """The maximum number of words of a long text, if words are counted instead of characters."""
        return getattr(self.field, "max_words", None) if self.kind == "textarea" else None

    @property
    def is_counted(self) -> bool:
        """Whether the field shows a count of characters or words."""
        return bool(self.max_words or self.max_length)

    @property
    def aria_describedby(self) -> str | None:
        """The ids of hint, error and counter, in the order in which they are read."""
        described = super().aria_describedby
        if self.is_counted and self.auto_id:
            described = f"{described or ''} {self.info_id}".strip()
        return described

    @property
    def focus_id(self) -> str:
        """The input that the error summary links to."""
        if self.kind in {"radios", "checkboxes"}:
            options = self.subwidgets
            return options[0].id_for_label if options else self.auto_id
        if self.kind == "date":
            return f"{self.auto_id}_{DateInput.PARTS.index(self.wrong_parts[0])}"
        if isinstance(self.field.widget, forms.MultiWidget):
            return f"{self.auto_id}_0"
        return self.id_for_label or self.auto_id

    @property
    def wrong_parts(self) -> tuple[str, ...]:
        """Which of day, month and year are wrong; all of them if the error does not say."""
        errors = self.form.errors.get(self.name)
        params = errors.as_data()[0].params if errors else None
        return (params or {}).get("parts") or DateInput.PARTS

    @property
    def group_class(self) -> str:
        """Classes such as `govuk-radios--small`, set on the field, that belong to the whole group."""
        return " ".join(name for name in self._given_classes if name.startswith(GROUP_CLASSES))

    @property
    def _given_classes(self) -> list[str]:
        return self.field.widget.attrs.get("class", "").split()

    def build_widget_attrs(self, attrs, widget=None):
        """Return the attributes of the input: no `required`, because the browser's bubbles are not accessible."""
        widget = widget or self.field.widget
        attrs = dict(attrs)
        if widget.is_hidden:
            return attrs
        kind = self.kind
        classes = [CLASSES.get(kind, "govuk-input")]
        if self.words and kind in WITH_ERROR_CLASS:
            classes.append(WITH_ERROR_CLASS[kind])
            attrs["aria-invalid"] = "true"
        if self.is_counted:
            classes.append("govuk-js-character-count")
        if kind == "password":
            attrs |= {"spellcheck": "false", "autocapitalize": "none"}
        classes += [name for name in self._given_classes if not name.startswith(GROUP_CLASSES)]
        if kind == "date":
            attrs["wrong_parts"] = self.wrong_parts if self.words else ()
        else:
            attrs["class"] = " ".join(dict.fromkeys(classes))
        if self.field.disabled:
            attrs["disabled"] = True
        if not self.use_fieldset and not attrs.get("aria-describedby") and self.aria_describedby:
            attrs["aria-describedby"] = self.aria_describedby
        return attrs


class GovRenderer(TemplatesSetting):
    """Render every form from templates/govuk/."""

    form_template_name = "govuk/form.html"
    formset_template_name = "govuk/formset.html"
    field_template_name = "govuk/field.html"
    bound_field_class = GovBoundField
