"""What `manage.py check` says about PDFs."""

from reports.documents import checks
from reports.documents.process import STATIC_FILES


def test_no_warning_when_everything_is_installed():
    assert checks.check_pdf_libraries(None) == []
    assert checks.check_pdf_files(None) == []


def test_missing_libraries_are_a_warning_that_names_what_to_install(monkeypatch):
    monkeypatch.setattr(checks, "SHARED_OBJECTS", ("libnowhere.so.0",))
    monkeypatch.setattr(checks.sys, "platform", "linux")

    (warning,) = checks.check_pdf_libraries(None)
    assert (warning.id, warning.msg, warning.is_serious()) == (
        "reports.W001",
        "PDFs cannot be made: the system libraries libnowhere.so.0 are missing.",
        False,
    )


def test_missing_font_is_a_warning(settings, tmp_path):
    (tmp_path / "print.css").touch()
    settings.STATICFILES_DIRS = [tmp_path]

    (warning,) = checks.check_pdf_files(None)
    assert (warning.id, warning.hint) == (
        "reports.W002",
        "Run bin/setup, which builds static/built from package.json.",
    )
    assert [name in warning.msg for name in STATIC_FILES] == [False, True, True, True, True]
