"""A checksum by which damage is seen."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tipcli.system import sums

if TYPE_CHECKING:
    from pathlib import Path


def test_it_is_that_of_the_bytes_one_file_after_the_other(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_bytes(b"1234")
    second.write_bytes(b"56789")
    assert sums.of([str(first), str(second)]) == "cbf43926"  # the check value of CRC-32/ISO-HDLC for 123456789
    assert sums.of([str(second), str(first)]) != "cbf43926"
    os.mkfifo(tmp_path / "pipe")
    assert sums.of([str(tmp_path / "pipe")]) == sums.of([]) == "00000000"
    with pytest.raises(OSError, match="No such file"):
        sums.of([str(tmp_path / "missing")])
