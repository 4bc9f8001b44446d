"""Builds the bundled index with the package, so that an installed copy writes nothing to read its tips."""

from __future__ import annotations

import os
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
            if beside:
                self._made = ""
        except BaseException:
            self._remove()
            raise

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Take the temporary file away."""
        self._remove()

    def _remove(self) -> None:
        for path in (self._made, self._made + SUM):
            with suppress(FileNotFoundError):
                os.unlink(path)
