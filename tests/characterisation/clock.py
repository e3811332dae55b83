"""The clock of the process, stopped at one moment."""

from datetime import UTC, datetime

from django.utils import timezone

# After the end of the third quarter of the example's plans; everything in the example has happened by then.
NOW = datetime(2025, 1, 14, 10, 0, tzinfo=UTC)


class _AnyDatetime(type):
    """Makes isinstance(value, StoppedDatetime) true for every datetime."""

    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(value, datetime)


class StoppedDatetime(datetime, metaclass=_AnyDatetime):
    @classmethod
    def now(cls, tz=None) -> datetime:
        return NOW.astimezone(tz) if tz else NOW.replace(tzinfo=None)


def stop_clock() -> None:
    """Stop Django's clock for the rest of the process.

    The class used by `timezone.now` is replaced, not the function: model fields hold the function itself.
    """
    timezone.datetime = StoppedDatetime
