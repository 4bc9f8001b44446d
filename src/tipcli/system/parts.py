"""Modules that an installed copy has a second time, many in a file: to find and open each takes longer than to run it.

The package `tipcli._start` is made with the wheel, by `hatch_start.py`; a checkout has none, and imports as ever. Its
first file runs this module. `PARTS` there has by the name of a module the function with its code and whether it is a
package, `OTHERS` in which other file a module is.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from importlib.abc import Loader
    from importlib.machinery import ModuleSpec
    from types import ModuleType

    Part = tuple[Callable[[], None], bool]
else:
    ModuleSpec, Loader = type(sys.__spec__), object  # without what importlib loads

_SITE = os.path.dirname(sys.modules["tipcli"].__path__[0])
_PACKAGE = "tipcli._start"


class Parts(Loader):
    """Finds and runs the modules that are parts of a file. Each is told from where it would else have come."""

    def __init__(self, parts: dict[str, Part], others: dict[str, str]) -> None:
        self._parts = parts
        self._others = others

    def find_spec(self, name: str, _path: Sequence[str] | None = None, _: object = None) -> ModuleSpec | None:
        """Return how to load a module, None where it is no part."""
        if file := self._others.pop(name, ""):
            self._parts |= __import__(f"{_PACKAGE}.{file}", fromlist=["PARTS"]).PARTS
        if name not in self._parts:
            return None
        is_package = self._parts[name][1]
        path = os.path.join(_SITE, name.replace(".", os.sep))
        origin = os.path.join(path, "__init__.py") if is_package else f"{path}.py"
        spec = ModuleSpec(name, self, origin=origin, is_package=is_package)
        spec.has_location = True
        if spec.submodule_search_locations is not None:
            spec.submodule_search_locations.append(path)
        return spec

    def create_module(self, _: ModuleSpec) -> None:
        """Leave it to Python."""

    def exec_module(self, module: ModuleType) -> None:
        """Run the body of the class that stands in the function of a part."""
        code = self._parts[module.__name__][0].__code__
        body = next(one for one in code.co_consts if isinstance(one, type(code)))
        exec(body, module.__dict__)  # noqa: S102 - as Python runs any module


def use(parts: dict[str, Part], others: dict[str, str]) -> None:
    """Take modules from these parts from now on."""
    sys.meta_path.insert(0, Parts(parts, others))
