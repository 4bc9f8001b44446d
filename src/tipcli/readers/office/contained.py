"""What the parsers in a child make of an office file, in a temporary file for as long as it is read."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tipcli.model.errors import AccessError
from tipcli.model.text import clean_line
from tipcli.system.child import ChildError, run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.readers.base import Document

LARGEST = 64 * 2**20  # bytes of an office file
_MODULE = "tipcli.readers.office.child"


@contextmanager
def parsed(document: Document, kind: str) -> Iterator[str]:
    """Give the path of what `readers.office.child` writes of a document. Raises AccessError where it gives nothing."""
    if document.size() > LARGEST:
        raise AccessError(f"{document.place}: larger than {LARGEST // 2**20} MB, which this format is read up to")
    try:
        with tempfile.NamedTemporaryFile(prefix="tipcli-") as output:
            run(_MODULE, [kind, os.path.abspath(document.path)], output)
            yield output.name
    except ChildError as error:
        hint = "Save it once more in the program that made it, or as CSV or a web page, and import that."
        raise AccessError(f"{document.place}: {clean_line(str(error))}", hint) from None
    except OSError as error:
        raise AccessError(f"{document.place}: {error.strerror}") from None
