from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self):
        from reports.documents import checks  # noqa: F401  (registers the system checks)
