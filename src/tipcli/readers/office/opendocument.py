"""A text of LibreOffice as HTML, by odfdo, which writes Markdown."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from tipcli.readers.office.blocks import restored, set_aside
from tipcli.readers.office.containers import UnfitError
from tipcli.readers.office.roles import TITLE, role

if TYPE_CHECKING:
    from collections.abc import Iterator


def html_of(path: str) -> Iterator[str]:
    """Yield a text as HTML. Raises UnfitError."""
    from markdown_it import MarkdownIt
    from odfdo import Document

    try:
        document = Document(path)
        above = _styles(document)
        _set_bullets(document)
        _set_notes(document.body)
        title = _taken_title(document, above)
        codes = set_aside(document.body, above)
        text = str(document.to_markdown())
    except (KeyError, ValueError, AttributeError, IndexError, TypeError, OSError) as error:
        raise UnfitError("damaged, or of another kind than its name says") from error
    if title:
        yield f'<p class="title">{escape(title)}</p>'
    yield restored(MarkdownIt("commonmark", {"html": False}).enable("table").render(text), codes)


def _styles(document: Any) -> dict[str, str]:
    """Return from which style each comes, also those that a program makes by itself for a paragraph."""
    return {
        style.name: style.parent_style
        for part in (document.styles, document.content)
        for style in part.root.get_elements("//style:style")
        if style.name and style.parent_style
    }


def _set_bullets(document: Any) -> None:
    """Leave a list style that begins with a bullet its bullets only.

    odfdo 3.27 numbers a list where any level of its style is numbered, as the levels are that nobody uses.
    """
    for part in (document.content, document.styles):
        for style in part.root.get_elements("//text:list-style"):
            if style.get_element("text:list-level-style-bullet[@text:level='1']"):
                for numbered in style.get_elements("text:list-level-style-number"):
                    numbered.delete()


def _taken_title(document: Any, above: dict[str, str]) -> str:
    """Take the title out of a document and return it; odfdo 3.27 writes it as any paragraph."""
    for paragraph in document.body.get_elements("text:p")[:3]:
        if role(paragraph.style or "", above) == TITLE:
            text = str(paragraph.inner_text).strip()
            paragraph.delete()
            return text
    return ""


def _set_notes(body: Any) -> None:
    """Put each note into a paragraph below the one that it belongs to.

    odfdo 3.27 writes all notes as a numbered list at the end, which goes on with a list that the text ends with.
    """
    from odfdo import Paragraph

    for number, note in reversed(list(enumerate(body.get_notes(), 1))):
        paragraph = note.parent
        while paragraph is not None and paragraph.tag not in ("text:p", "text:h"):
            paragraph = paragraph.parent
        if paragraph is None or paragraph.parent is None:
            continue
        above = paragraph.parent
        above.insert(Paragraph(f"[{number}] {note.note_body.strip()}"), position=above.index(paragraph) + 1)
        note.tail = f" [{number}]{note.tail or ''}"
        note.delete(keep_tail=True)
