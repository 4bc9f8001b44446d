"""The parsers of office files, each run in a process of its own: `python -m tipcli.readers.office.child KIND PATH`.

`sheets` writes JSON lines: `{"sheet": NAME, "hidden": BOOL}` before the rows of each sheet, `[NUMBER, [CELL, …]]` for
each row that is not empty, cells as text. `docx` and `odt` write HTML. Nothing that a file refers to is opened, and no
macro is run.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from tipcli.readers.office import opendocument, word
from tipcli.readers.office.containers import UnfitError, check
from tipcli.system.child import limit, refuse

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_ROWS = 1_000_000  # with something in them, of all sheets
_BLANKS = re.compile(rb"(<[/?]?(?:table|office|form):[^<>]*>|</text:p>)\s+(?=<)")
_ZIP = b"PK\x03\x04"


def _main(kind: str, path: str) -> None:
    limit()
    with open(path, "rb") as file:
        is_zip = file.read(4) == _ZIP
    try:
        if is_zip:
            check(path)
        for piece in {"sheets": _sheets, "docx": word.html_of, "odt": opendocument.html_of}[kind](path):
            sys.stdout.write(piece)
        sys.stdout.flush()
    except UnfitError as error:
        refuse(str(error))


def _sheets(path: str) -> Iterator[str]:
    """Yield the sheets of a workbook. Raises UnfitError."""
    from python_calamine import CalamineError, PasswordError, SheetTypeEnum, SheetVisibleEnum, load_workbook

    count = 0
    try:
        book = load_workbook(_without_blanks(path))
        for about in book.sheets_metadata:
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            hidden = about.visible != SheetVisibleEnum.Visible
            yield json.dumps({"sheet": about.name, "hidden": hidden}) + "\n"
            sheet = book.get_sheet_by_name(about.name)
            for number, row in enumerate(sheet.iter_rows() if sheet.start else (), 1):
                cells = [_text(cell) for cell in row]
                if any(cells):
                    count += 1
                    if count > MOST_ROWS:
                        raise UnfitError(f"more than {MOST_ROWS:,} rows")
                    yield json.dumps([number, cells], ensure_ascii=False) + "\n"
    except PasswordError:
        raise UnfitError("locked with a password") from None
    except CalamineError as error:
        raise UnfitError("damaged, or of another kind than its name says") from error


def _without_blanks(path: str) -> str | BytesIO:
    """Return a workbook as it is; one of OpenDocument without the blanks between the elements of its tables.

    Gnumeric writes them, and calamine 0.9 takes them for what a row has no place for. It knows no line breaks.
    """
    with open(path, "rb") as file:
        if file.read(4) != _ZIP:
            return path
    with zipfile.ZipFile(path) as archive:
        if "content.xml" not in archive.namelist():
            return path
        content = archive.read("content.xml")
        mended = _BLANKS.sub(rb"\1", content).replace(b"<text:line-break/>", b"</text:p><text:p>")
        if mended == content:
            return path
        made = BytesIO()
        with zipfile.ZipFile(made, "w") as copy:
            for name in archive.namelist():
                copy.writestr(name, mended if name == "content.xml" else archive.read(name))
    made.seek(0)
    return made


def _text(cell: object) -> str:
    """Return a cell as text: whole numbers without a point, days without midnight."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else str(cell)
    if isinstance(cell, dt.datetime):
        is_day = cell.time() == dt.time()
        return cell.date().isoformat() if is_day else cell.isoformat(timespec="seconds")
    if isinstance(cell, dt.time):
        return cell.isoformat(timespec="minutes")
    return "" if cell is None else str(cell).replace("_x000D_", "").replace("\r\n", "\n").strip("\0")


if __name__ == "__main__":
    _main(*sys.argv[1:3])
