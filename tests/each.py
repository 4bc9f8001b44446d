"""One test of many values, for checks that take less time than pytest takes to begin and end a test."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Value = TypeVar("Value")


def each(
    values: Iterable[Value], named: Callable[[Value], str] = repr
) -> Callable[[Callable[[Value], None]], Callable[[], None]]:
    """Make a test of a check of one value; where it fails, it is told of which."""

    def of_all(check: Callable[[Value], None]) -> Callable[[], None]:
        def test() -> None:
            for value in values:
                try:
                    check(value)
                except BaseException as error:
                    error.add_note(f"of {named(value)}")
                    raise

        test.__name__, test.__doc__ = check.__name__, check.__doc__
        return test

    return of_all
