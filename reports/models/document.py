from __future__ import annotations

import hashlib

from django.db import models
from django.utils import timezone

from plans.models import Partnership


class Document(models.Model):
    """A PDF stored under the hash of what it was made from, so that it is rendered once."""

    class State(models.TextChoices):
        WAITING = "waiting", "Being prepared"
        READY = "ready", "Ready"
        FAILED = "failed", "Could not be made"

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="documents")
    source_hash = models.CharField(max_length=64, unique=True)
    """SHA-256 of the page, its style sheets and the renderer's version."""
    frozen_key = models.CharField(max_length=100, null=True, unique=True)  # noqa: DJ001
    """What was frozen, and in which state; the database can make it from the frozen row alone."""
    title = models.CharField(max_length=300)
    source = models.TextField(blank=True)
    """The page to render; emptied once the file is there."""
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    failure = models.TextField(blank=True)
    file = models.BinaryField(null=True)
    file_hash = models.CharField(max_length=64, blank=True)
    """SHA-256 of the file."""
    file_size = models.PositiveIntegerField(default=0)
    """Bytes."""
    is_frozen = models.BooleanField(default=False)
    """Documents of frozen reports and packs are kept permanently; others are deleted after a month."""
    created_at = models.DateTimeField(default=timezone.now)
    last_requested_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["is_frozen", "last_requested_at"], name="document_by_use")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_intact(self) -> bool:
        """Whether the file is the one that was rendered."""
        return self.file is not None and file_hash(self.file) == self.file_hash


def file_hash(content: bytes) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(content).hexdigest()
