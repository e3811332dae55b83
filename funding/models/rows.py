from django.db import models


class RowsModelField(models.JSONField):
    """Rows of a few texts each, as they were typed: a bid's costs, measures, activities, match funding."""

    def __init__(self, *args, columns: tuple[str, ...] = (), **kwargs):
        self.columns = tuple(columns)
        super().__init__(*args, **({"default": list, "blank": True} | kwargs))

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"columns": self.columns}

    def in_words(self, value: list) -> str:
        """Return the rows for the history, one per line."""
        return "\n".join(", ".join(text for text in row if text) for row in value)
