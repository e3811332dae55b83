from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "funding"

    def ready(self):
        from actions.beside import ROOMS
        from funding.projects.beside_actions import projects_beside

        ROOMS.append(projects_beside)
