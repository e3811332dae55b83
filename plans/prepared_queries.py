"""Compile a queryset once and run it again with other values.

The ORM takes longer to write a query than the database takes to answer it. A page that is opened all day asks the same
dozen queries each time, with other ids. `prepared` keeps what the ORM wrote; the rule stays in one queryset.
"""

from __future__ import annotations

import copy
import functools
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import TransactionManagementError
from django.http import Http404

Value = int | str | date | datetime | Sequence[int] | Sequence[str]
"""What may change between two runs. A sequence may have another length."""

LONGEST_SEQUENCE = 50
"""A longer sequence of ids is compiled each time: its own length will hardly come again."""

# They mark in the compiled query where a value of the call goes. The numbers fit into the smallest column of numbers.
_FIRST_NUMBER = 20_000
_STEP = 7
"""Between two marks, so that a value plus one is not taken for the next value."""
_LARGEST_NUMBER = 2**63 - 1
_FIRST_DAY = date(2987, 1, 1)


class CannotPrepareError(Exception):
    """A queryset cannot be prepared; the message says why. It is an error of the program, not of its user."""


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A compiled query, and which of its parameters are the values of a call."""

    queryset: QuerySet
    compiler: SQLCompiler
    sql: str
    parameters: tuple[Any, ...]
    places: tuple[tuple[int, int], ...]
    """Place among the parameters, place among the values of the call."""

    def rows(self, values: Sequence[Any]) -> list:
        parameters = list(self.parameters)
        for place, value in self.places:
            parameters[place] = values[value]
        compiler = copy.copy(self.compiler)
        compiler.connection = connections[self.queryset.db]
        if self.queryset.query.select_for_update and not compiler.connection.in_atomic_block:
            raise TransactionManagementError("select_for_update cannot be used outside of a transaction.")
        compiler.as_sql = lambda *args, **kwargs: (self.sql, tuple(parameters))
        query = copy.copy(self.queryset.query)
        query.get_compiler = lambda *args, **kwargs: compiler
        return list(_with_query(self.queryset, query))


class PreparedQuery:
    """A function that builds a queryset, as a function that returns its rows in a list.

    Positional arguments are the values of the query, which may differ in each call: ids, texts, days, and sequences of
    ids. Keyword arguments choose the form of the query; each combination is compiled once. The function may use nothing
    else that changes, such as the time: then CannotPrepareError is raised when it is compiled.
    """

    def __init__(self, build: Callable[..., QuerySet]):
        functools.update_wrapper(self, build)
        self.build = build
        self._compiled: dict[Hashable, _Compiled] = {}

    def __call__(self, *values: Value, **form: Hashable) -> list:
        """The rows, as the queryset would give them."""
        if any(not _is_usual(value) for value in values):
            return list(self.build(*values, **form))
        key = (tuple(map(_kind, values)), *sorted(form.items()))
        compiled = self._compiled.get(key)
        if compiled is None:
            try:
                compiled = self._compiled[key] = self._compile(values, form)
            except EmptyResultSet:
                return []
        flat = _flat(values)
        return compiled.rows([_stored(compiled.queryset.db, each) for each in flat])

    def first(self, *values: Value, **form: Hashable) -> Any:
        """The first row; None where there is none."""
        return next(iter(self(*values, **form)), None)

    def get_or_404(self, *values: Value, **form: Hashable) -> Any:
        """The first row. Raises Http404 where there is none."""
        found = self.first(*values, **form)
        if found is None:
            raise Http404("No such row was found.")
        return found

    def _compile(self, values: Sequence[Value], form: dict[str, Hashable]) -> _Compiled:
        """Compile the query twice, with other marks: only they may differ."""
        found = [self._compile_with(_marks(values, start), form) for start in (0, 5_000)]
        (first, marks), (second, others) = found
        for place, pair in enumerate(zip(first.parameters, second.parameters, strict=False)):
            is_mark = pair in zip(marks, others, strict=True)
            if isinstance(pair[0], date) and not is_mark:
                raise CannotPrepareError(f"{self.build.__qualname__} uses a day that is not an argument.")
            if pair[0] != pair[1] and not is_mark:
                raise CannotPrepareError(
                    f"{self.build.__qualname__} builds another query each time (parameter {place} differs). Pass "
                    "what changes as an argument."
                )
        if first.sql != second.sql or first.places != second.places:
            raise CannotPrepareError(f"{self.build.__qualname__} builds another query for other values.")
        if missing := set(range(len(marks))) - {value for _, value in first.places}:
            raise CannotPrepareError(
                f"{self.build.__qualname__} does not use its value {min(missing)} as it is."
            )
        return first

    def _compile_with(self, marks: Sequence[Value], form: dict[str, Hashable]) -> tuple[_Compiled, list]:
        queryset = self.build(*marks, **form)
        compiler = queryset.query.get_compiler(using=queryset.db)
        sql, parameters = compiler.as_sql()
        stored = [_stored(queryset.db, each) for each in _flat(marks)]
        places = tuple(
            (place, stored.index(parameter))
            for place, parameter in enumerate(parameters)
            if parameter in stored
        )
        return _Compiled(queryset, compiler, sql, tuple(parameters), places), stored


def prepared(build: Callable[..., QuerySet]) -> PreparedQuery:
    """Decorate a function that builds a queryset, see PreparedQuery."""
    return PreparedQuery(build)


def set_related(row: Model, name: str, rows: list) -> None:
    """Give a row its related rows, which were read by a prepared query, as `prefetch_related` would."""
    # The related manager's own queryset, so that what is filtered or deleted through it is this row's alone.
    found = getattr(row, name).all()
    found._result_cache, found._prefetch_done = rows, True
    row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = found


def _with_query(queryset: QuerySet, query: Query) -> QuerySet:
    """The queryset with another query; cloning it would clone the query too, which takes longest."""
    found = type(queryset)(queryset.model, query, queryset.db, queryset._hints)
    found._iterable_class = queryset._iterable_class
    found._fields = queryset._fields
    found._known_related_objects = queryset._known_related_objects
    found._prefetch_related_lookups = queryset._prefetch_related_lookups
    return found


def _is_sequence(value: Value) -> bool:
    return isinstance(value, list | tuple | set | frozenset)


def _kind(value: Value) -> Hashable:
    """Return what two values have in common if one compiled query serves both."""
    return tuple(map(type, value)) if _is_sequence(value) else type(value)


def _is_usual(value: Value) -> bool:
    """Return whether another value of its kind gives the same query: not None, an empty or long sequence, or a huge number."""
    if _is_sequence(value):
        return 0 < len(value) <= LONGEST_SEQUENCE and all(map(_is_usual, value))
    return value is not None and (not isinstance(value, int) or abs(value) <= _LARGEST_NUMBER)


def _flat(values: Sequence[Value]) -> list:
    return [item for value in values for item in (value if _is_sequence(value) else (value,))]


def _marks(values: Sequence[Value], start: int) -> list:
    """Values of the same kinds that nothing else in a query has."""
    numbers = iter(range(start, start + 500 * _STEP, _STEP))
    return [
        [_mark(item, next(numbers)) for item in value] if _is_sequence(value) else _mark(value, next(numbers))
        for value in values
    ]


def _mark(value: Any, number: int) -> Any:
    if isinstance(value, datetime):
        return datetime(_FIRST_DAY.year, 1, 1, tzinfo=UTC) + timedelta(days=number)
    if isinstance(value, date):
        return _FIRST_DAY + timedelta(days=number)
    if isinstance(value, str):
        return f"prepared-{number}"
    if isinstance(value, int) and not isinstance(value, bool):
        return _FIRST_NUMBER + number
    raise CannotPrepareError(f"{value!r} cannot be a value of a prepared query.")


def _stored(alias: str, value: Any) -> Any:
    """The value as the database's driver is given it."""
    if isinstance(value, datetime):
        return connections[alias].ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connections[alias].ops.adapt_datefield_value(value)
    return value
