"""Path converters: an action and a quarter in a URL."""

from plans.periods import InvalidQuarter, Quarter


class ActionConverter:
    """An action's number ("1.10"), or its id if the number cannot be part of a URL ("id-12")."""

    regex = r"id-[0-9]{1,18}|[A-Za-z]{0,3}[0-9][A-Za-z0-9.-]{0,20}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value) -> str:
        return value if isinstance(value, str) else value.address


class QuarterConverter:
    """A quarter such as 2024-Q2."""

    regex = r"[0-9]{4}-Q[1-4]"

    def to_python(self, value: str) -> Quarter:
        try:
            return Quarter.parse(value)
        except InvalidQuarter as unreadable:
            raise ValueError(str(unreadable)) from unreadable

    def to_url(self, value: Quarter) -> str:
        return str(value)
