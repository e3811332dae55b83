from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils import timezone

from plans.models import Partnership


class Document(models.Model):
    """A PDF kept under the hash of what it was made from, so that it is rendered once."""

    class State(models.TextChoices):
        WAITING = "waiting", "Being prepared"
        READY = "ready", "Ready"
        FAILED = "failed", "Could not be made"

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="documents")
    source_hash = models.CharField(max_length=64, unique=True)
    """SHA-256 of the page, its style sheets and the renderer's version."""
    title = models.CharField(max_length=300)
    source = models.TextField(blank=True)
    """The page to render; emptied once the file is there."""
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    failure = models.TextField(blank=True)
    is_frozen = models.BooleanField(default=False)
    """Documents of frozen reports and packs are kept for ever; others are cleared away after a month."""
    created_at = models.DateTimeField(default=timezone.now)
    requested_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["is_frozen", "requested_at"], name="document_by_use")]

    def __str__(self) -> str:
        return self.title

    @property
    def path(self) -> Path:
        """Where the file stands."""
        return Path(settings.MEDIA_ROOT) / "documents" / self.source_hash[:2] / f"{self.source_hash}.pdf"
