"""What belongs to a bid: clarification questions about it, and its files."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from funding.models.bid import Bid
from funding.models.project import Project, ProjectChange
from plans.models import Partnership
from plans.models.tracked import TrackedModel


class ClarificationQuestion(models.Model):
    """A clarification question about one answer of a bid, and the reply; each is written once."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="questions")
    change = models.ForeignKey(
        ProjectChange, on_delete=models.CASCADE, null=True, blank=True, related_name="questions"
    )
    """The change about which it is asked; None for the bid itself."""
    about = models.CharField(max_length=30)
    """The name of the question in funding/bids/questions.py."""
    words = models.TextField()
    version = models.PositiveIntegerField()
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    requested_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="a_question_asks_something"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="an_answer_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.words


class BidFileManager(models.Manager):
    """Files without their contents, which are read only when needed: a list or a history needs only names."""

    def get_queryset(self):
        return super().get_queryset().defer("content")


class BidFile(TrackedModel):
    """A file of a bid, or evidence of one of its returns; stored unchanged."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="files")
    change = models.ForeignKey(
        ProjectChange, on_delete=models.CASCADE, null=True, blank=True, related_name="files"
    )
    """The change with which it was submitted; None for every other file."""
    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, null=True, blank=True, related_name="files"
    )
    """The project to which it was added after its approval; None for every other file."""
    project_return = models.ForeignKey(
        "funding.ProjectReturn", on_delete=models.CASCADE, null=True, related_name="files"
    )
    filename = models.CharField("file", max_length=200)
    size = models.PositiveIntegerField()
    """Bytes."""
    content = models.BinaryField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    tracked_fields = ("filename", "size")
    home = "bid__grant__partnership"

    objects = BidFileManager()

    class Meta:
        verbose_name = "file"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.filename

    @property
    def partnership(self) -> Partnership:
        return self.bid.grant.partnership

    @property
    def thread(self) -> str:
        return self.bid.thread

    @property
    def subject(self) -> Bid | Project | ProjectChange:
        """The bid, project or change to which it was added; the bid for evidence of a return."""
        return self.change or self.project or self.bid
