from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from plans.command_errors import OneLineErrorCommand, bounded_int
from reports.documents import mark_document_failed, render_document

TRIES = 3


class Command(OneLineErrorCommand):
    help = (
        "Requeue tasks whose worker has stopped. Mark a task as failed after 3 attempts. "
        "Run it when a worker starts and every minute."
    )

    def add_arguments(self, parser):
        # A document can take two minutes, and waits for the one before it.
        parser.add_argument(
            "--minutes",
            type=bounded_int(0, 100_000),
            default=10,
            help="for how long a task may run (default: 10)",
        )

    def handle(self, *args, minutes, **options):
        now = timezone.now()
        requeued = failed = 0
        for task in DBTaskResult.objects.running().filter(started_at__lt=now - timedelta(minutes=minutes)):
            # The worker might have finished the task since: only running tasks are changed.
            running = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
            if len(task.worker_ids) < TRIES:
                requeued += running.update(status="READY", started_at=None)
                continue
            traceback = f"Failed after {TRIES} workers stopped while running the task."
            if running.update(status="FAILED", finished_at=now, traceback=traceback):
                failed += 1
                if task.task_path == render_document.module_path:
                    mark_document_failed(task.args_kwargs["args"][0])
        if requeued or failed:
            self.stdout.write(f"{requeued} requeued, {failed} failed")
