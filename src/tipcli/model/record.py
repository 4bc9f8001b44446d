"""What the values of the library have in common: they never change, and they are equal where their fields are.

`dataclasses` offers the same, but importing it takes longer than a whole search, and these load at every start.
"""

from __future__ import annotations

from itertools import repeat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from operator import attrgetter, call
    from typing import Any, ClassVar, Never, Self, dataclass_transform
else:
    try:
        from _operator import attrgetter, call  # `operator` has them from there, and takes far longer
    except ImportError:
        from operator import attrgetter, call

    def dataclass_transform(**_: object) -> object:
        """Return a decorator that changes nothing: the one of `typing` speaks to type checkers alone."""
        return lambda kind: kind


class _Slotted(type):
    """Makes a slot of each annotation of a class, and keeps what stands behind it as the default of the field."""

    _setters: dict[str, Callable[[object, object], None]]
    _values: attrgetter[tuple[Any, ...]]

    def __new__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> _Slotted:
        fields = tuple(space.get("__annotations__", ()))
        space["_defaults"] = {field: space.pop(field) for field in fields if field in space}
        made = super().__new__(cls, name, bases, space | {"__slots__": fields})
        made._setters = {field: getattr(made, field).__set__ for field in fields}
        made._values = attrgetter(*fields, "__class__")
        return made


@dataclass_transform(frozen_default=True)
class Record(metaclass=_Slotted):
    """A frozen value: its fields are the annotations of its class, in their order, which are its `__slots__` too."""

    if TYPE_CHECKING:
        __slots__: ClassVar[tuple[str, ...]]
        _defaults: ClassVar[dict[str, object]]
        _setters: ClassVar[dict[str, Callable[[object, object], None]]]  # of the slots, which `__setattr__` is not
        _values: ClassVar[attrgetter[tuple[Any, ...]]]  # of all fields, with the class behind them

    def __init__(self, *values: object, **named: object) -> None:
        setters = self._setters
        if len(values) == len(setters) and not named:
            any(map(call, setters.values(), repeat(self), values))  # a loop, but faster: each call returns None
            return
        whole = named if len(named) == len(setters) and not values else self._completed(values, named)
        try:
            for name, put in setters.items():
                put(self, whole[name])
        except KeyError as error:
            raise TypeError(f"{type(self).__name__} lacks the field {error}") from None

    @classmethod
    def _completed(cls, values: tuple[object, ...], named: dict[str, object]) -> dict[str, object]:
        """Return all fields by name, with their defaults. Raises TypeError for one that there is not."""
        if len(values) > len(cls.__slots__) or not named.keys() <= cls._setters.keys():
            raise TypeError(f"the fields of {cls.__name__} are {', '.join(cls.__slots__)}")
        return cls._defaults | dict(zip(cls.__slots__, values, strict=False)) | named

    def replace(self, **changes: object) -> Self:
        """Return a copy in which these fields have other values. Raises TypeError for a field that there is not."""
        values = list(self._values(self)[:-1])
        for name, value in changes.items():
            if name not in self.__slots__:
                raise TypeError(f"a {type(self).__name__} has no field {name}")
            values[self.__slots__.index(name)] = value
        return type(self)(*values)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._values(self) == self._values(other)

    def __hash__(self) -> int:
        return hash(self._values(self))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self.__slots__)})"

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        return type(self), self._values(self)[:-1]

    def __setattr__(self, name: str, value: object) -> Never:
        raise AttributeError(f"a {type(self).__name__} does not change; 'replace' makes another")

    def __delattr__(self, name: str) -> Never:
        raise AttributeError(f"a {type(self).__name__} does not change")
