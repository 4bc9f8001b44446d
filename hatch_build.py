"""Builds the bundled index with the package, so that an installed copy writes nothing to read its tips.

A wheel has besides what makes it start faster, see `hatch_start`.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import closing, suppress
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

INDEX = "service.index"
SUM = ".sum"


class BundledIndex(BuildHookInterface[BuilderConfig]):
    """Writes the index of seeds/ into the wheel, and for an editable install beside the source."""

    _made = ""  # the temporary file
    _start = ""  # the temporary folder

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the index before the files are gathered; `version` is "standard" or "editable"."""
        source = os.path.join(self.root, "src")
        sys.path.insert(0, source)
        try:
            from tipcli.index.build import build, new_database
            from tipcli.store.sources import Seeds
            from tipcli.system import sums
        finally:
            sys.path.remove(source)
        beside = os.path.join(source, "tipcli") if version == "editable" else None
        descriptor, self._made = tempfile.mkstemp(suffix=".part", dir=beside)
        os.close(descriptor)
        try:
            seeds = Seeds(os.path.join(self.root, "seeds"))
            with closing(new_database(self._made)) as connection:
                build(connection, seeds)
            os.chmod(self._made, 0o644)
            # By these sums `tips doctor` sees that index and seeds are as they were built.
            with open(self._made + SUM, "w", encoding="ascii") as file:
                file.write(f"{sums.of([self._made])} {sums.of(seeds.files())}")
            for made, name in ((self._made, INDEX), (self._made + SUM, INDEX + SUM)):
                if beside:
                    os.replace(made, os.path.join(beside, name))
                else:
                    build_data["force_include"][made] = f"tipcli/{name}"
            if not beside:
                self._add_start(source, build_data)
            if beside:
                self._made = ""
        except BaseException:
            self._remove()
            raise

    def _add_start(self, source: str, build_data: dict[str, Any]) -> None:
        """Write what a start loads as few files, see `hatch_start`."""
        sys.path.insert(0, self.root)
        try:
            import hatch_start
        finally:
            sys.path.remove(self.root)
        self._start = tempfile.mkdtemp()
        for name, text in hatch_start.files(source).items():
            path = os.path.join(self._start, f"{name}.py")
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            build_data["force_include"][path] = f"tipcli/_start/{name}.py"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Take the temporary file away."""
        self._remove()

    def _remove(self) -> None:
        for path in (self._made, self._made + SUM):
            with suppress(FileNotFoundError):
                os.unlink(path)
        shutil.rmtree(self._start, ignore_errors=True)
