from django.conf import settings
from django.db import models
from django.utils import timezone

from funding.models.bid import Bid


class Question(models.Model):
    """A clarification asked on one named question of a bid, and its answer."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="questions")
    field = models.CharField(max_length=40)
    """The bid's question that it is about, by its column."""
    words = models.TextField("question")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "id"]

    def __str__(self) -> str:
        return self.words
