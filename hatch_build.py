"""Builds the bundled index with the package, so that an installed copy writes nothing to read its tips."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import closing
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

INDEX = "service.index"


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
        finally:
            sys.path.remove(source)
        beside = os.path.join(source, "tipcli") if version == "editable" else None
        descriptor, self._made = tempfile.mkstemp(suffix=".part", dir=beside)
        os.close(descriptor)
        try:
            with closing(new_database(self._made)) as connection:
                build(connection, Seeds(os.path.join(self.root, "seeds")))
            os.chmod(self._made, 0o644)
            if beside:
                os.replace(self._made, os.path.join(beside, INDEX))
                self._made = ""
            else:
                build_data["force_include"][self._made] = f"tipcli/{INDEX}"
        except BaseException:
            os.unlink(self._made)
            raise

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Take the temporary file away."""
        if self._made:
            os.unlink(self._made)
