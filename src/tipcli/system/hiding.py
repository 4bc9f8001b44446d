"""A module is kept from others that would import it only because it is there."""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType


class Hidden:
    """Inside of it a module cannot be imported, unless it was before: importing it raises ModuleNotFoundError."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        modules: dict[str, ModuleType | None] = sys.modules  # type: ignore[assignment]
        modules.setdefault(self._name, None)

    def __exit__(self, *_: object) -> None:
        if sys.modules[self._name] is None:
            del sys.modules[self._name]
