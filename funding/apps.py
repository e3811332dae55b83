from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "funding"

    def ready(self):
        from actions.related import RELATED_SOURCES
        from funding.projects.action_panel import build_project_panel

        RELATED_SOURCES.append(build_project_panel)
