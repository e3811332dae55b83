"""Labels of the sign-in forms: in sentence case, without placeholders, which disappear as one types."""

from allauth.account import forms

NEW_PASSWORD_HINT = "Use at least 10 characters. For example, use 3 random words."


def relabel_fields(form, labels: dict[str, str], hints: dict[str, str] | None = None) -> None:
    """Set these labels and hints on the fields, in place of allauth's."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        field.label = labels.get(name, field.label)
        field.help_text = (hints or {}).get(name, "")


class LoginForm(forms.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        relabel_fields(self, {"login": "Email address", "password": "Password"})
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["login"].widget.attrs["spellcheck"] = "false"


class ResetPasswordForm(forms.ResetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        relabel_fields(self, {"email": "Email address"})


class ResetPasswordKeyForm(forms.ResetPasswordKeyForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        relabel_fields(
            self,
            {"password1": "New password", "password2": "Confirm new password"},
            {"password1": NEW_PASSWORD_HINT},
        )


class ChangePasswordForm(forms.ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        relabel_fields(
            self,
            {
                "oldpassword": "Current password",
                "password1": "New password",
                "password2": "Confirm new password",
            },
            {"password1": NEW_PASSWORD_HINT},
        )


class SetPasswordForm(forms.SetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        relabel_fields(
            self, {"password1": "Password", "password2": "Confirm password"}, {"password1": NEW_PASSWORD_HINT}
        )


class ReauthenticateForm(forms.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        relabel_fields(self, {"password": "Password"})
