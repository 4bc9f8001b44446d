"""The headings of a Markdown text, which may be the title of a file."""

from __future__ import annotations

_LONGEST_TITLE = 1000  # characters of a heading that are read as Markdown


def heading(body: str) -> tuple[str, str] | None:
    """Return the text of the first heading and the body, without the heading where that is its beginning."""
    lines = body.split("\n")
    fence, is_first, above = "", True, ""
    for number, line in enumerate(lines):
        text = line.strip()
        if text.startswith(("```", "~~~")):
            mark = text[:3]
            fence = "" if fence == mark else fence or mark
        if text and not fence and not line.startswith(("    ", "\t")):
            below = lines[number + 1].strip() if number + 1 < len(lines) else ""
            if title := _atx(text):
                return title, _after(lines, number + 1) if is_first else body
            if not above and _is_underline(below) and text[0] not in "-*+>|#=<0123456789":
                return text, _after(lines, number + 2) if is_first else body
        is_first = is_first and not text
        above = text
    return None


def _is_underline(line: str) -> bool:
    return line.startswith(("=", "--")) and not line.strip(line[0])


def _atx(text: str) -> str:
    marks = len(text) - len(text.lstrip("#"))
    if not 1 <= marks <= 6 or text[marks : marks + 1] not in (" ", "\t"):
        return ""
    title = text[marks:].strip()
    bare = title.rstrip("#")
    return bare.rstrip() if bare != title and (not bare or bare[-1] in " \t") else title


def _after(lines: list[str], start: int) -> str:
    return "\n".join(lines[start:]).strip("\n")


def plain_heading(heading: str) -> str:
    """Return a heading as plain text."""
    if len(heading) > _LONGEST_TITLE or not any(mark in heading for mark in "*_`[<&\\~"):
        return heading
    from markdown_it import MarkdownIt

    [block] = MarkdownIt().parseInline(heading)
    kept = {"text", "code_inline", "image"}
    return "".join(token.content for token in block.children or () if token.type in kept).strip() or heading
