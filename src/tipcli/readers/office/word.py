"""A document of Word as HTML, by mammoth."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from tipcli.readers.office.containers import UnfitError
from tipcli.readers.office.roles import CODE, QUOTE, SUBTITLE, TITLE, role

if TYPE_CHECKING:
    from collections.abc import Iterator

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MADE = {
    CODE: "pre:separator('\\n')",
    QUOTE: "blockquote > p:fresh",
    TITLE: "p.title:fresh",
    SUBTITLE: "p.subtitle:fresh",
    **{str(level): f"h{level}:fresh" for level in range(1, 7)},
}
_MOST_STYLES = 5_000


def html_of(path: str) -> Iterator[str]:
    """Yield a document as HTML, its parts by their styles; pictures are left out. Raises UnfitError."""
    import mammoth  # type: ignore[import-untyped]

    try:
        styles = "\n".join(_style_map(path))
        with open(path, "rb") as file:
            made = mammoth.convert_to_html(
                file, style_map=styles, convert_image=lambda _image: [], ignore_empty_paragraphs=False
            )
    except (KeyError, ValueError, AttributeError, IndexError, OSError, ET.ParseError) as error:  # raised for damage
        raise UnfitError("damaged, or of another kind than its name says") from error
    yield made.value


def _style_map(path: str) -> Iterator[str]:
    """Yield what mammoth is to make of each style that means something: it knows no style that comes from another."""
    with zipfile.ZipFile(path) as archive:
        if "word/styles.xml" not in archive.namelist():
            return
        root = ET.fromstring(archive.read("word/styles.xml"))  # noqa: S314 - looked through by `check`
    named: dict[str, tuple[str, str]] = {}  # names and kinds by what styles call each other
    above: dict[str, str] = {}
    for style in root.findall(f"{_W}style")[:_MOST_STYLES]:
        key = style.get(f"{_W}styleId", "")
        named[key] = (_value(style, "name"), style.get(f"{_W}type", ""))
        above[key] = _value(style, "basedOn")
    by_name = {name: named[over][0] for key, (name, _) in named.items() if (over := above[key]) in named}
    for name, kind in named.values():
        meant = role(name, by_name, in_line=kind == "character")
        if meant and kind in ("paragraph", "character"):
            mark = "p" if kind == "paragraph" else "r"
            yield f"{mark}[style-name='{_escaped(name)}'] => {_MADE[meant] if mark == 'p' else meant}"


def _value(style: ET.Element, name: str) -> str:
    found = style.find(f"{_W}{name}")
    return "" if found is None else found.get(f"{_W}val", "")


def _escaped(name: str) -> str:
    return name.replace("\\", "\\\\").replace("'", "\\'").replace("\n", " ")
