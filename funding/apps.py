from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


class FundingConfig(AppConfig):
    name = "funding"

    def ready(self):
        from actions.related import RELATED_SOURCES
        from funding.projects.action_panel import build_project_panel

        RELATED_SOURCES.append(build_project_panel)
        # Only a signal lets Django run code before and after every `migrate`.
        pre_migrate.connect(_remove_rules, sender=self)
        post_migrate.connect(_install_rules, sender=self)


def _remove_rules(using, plan=None, **_rest):
    """Remove the rules before migrations on SQLite, which cannot recreate a table that a trigger reads.

    PostgreSQL keeps them, so that a running site always has its rules.
    """
    from funding.migrations import _rules

    if plan and connections[using].vendor == "sqlite":
        _rules.remove(connections[using])


def _install_rules(using, plan=None, **_rest):
    """Install the database's own rules again, because SQLite loses triggers when a migration recreates a table."""
    from funding.migrations import _rules

    # `flush` sends the same signal, without a plan; it changes no table.
    if plan is not None:
        _rules.install(connections[using])
