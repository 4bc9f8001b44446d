"""Text of a tip is data: what makes it safe to print, and the few forms of it that several parts need.

`clean` is the one function that decides which characters may reach a terminal. Whatever makes a tip (`items`, and the
readers of our own files) calls it after the last decoding, the index again on every field that it hands out.
"""

from __future__ import annotations

# Marks around a matched word in what a search returns. `clean` removes both from data, so no tip can forge them.
MARK_ON = "\x02"
MARK_OFF = "\x03"

_REPLACEMENT = "\ufffd"
_HIDDEN = (
    range(0x20),  # C0: escape sequences, bell, backspace, carriage return, NUL
    range(0x7F, 0xA0),  # DEL and C1: the same as single characters
    range(0x202A, 0x202F),  # bidirectional embeddings and overrides (CVE-2021-42574)
    range(0x2066, 0x206A),  # bidirectional isolates
    range(0xD800, 0xE000),  # lone surrogates, which no encoding has
    range(0xE0000, 0xE0080),  # tag characters
)


_TABLE: dict[int, str] = {}  # of what becomes of a character; filled for the first text that needs it
_LINE_TABLE: dict[int, str] = dict.fromkeys((0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029), " ")
# ASCII without letters, digits and white space; and all of it with one kind of white space.
_PUNCTUATION = bytes([code for code in range(0x80) if not (chr(code).isalnum() or chr(code).isspace())])
_SPACED = bytes([0x20 if chr(code).isspace() else code for code in range(0x80)]) + bytes(range(0x80, 0x100))


def clean(text: str) -> str:
    r"""Return `text` with nothing in it that can control a terminal or reorder what is read.

    Control characters (C0 but tab and newline, DEL, C1), bidirectional overrides and isolates, tag characters and
    lone surrogates become U+FFFD; `\r\n` and the Unicode line and paragraph separators become a newline. All else,
    joiners and LRM/RLM included, stays as it is. `clean(clean(x)) == clean(x)`.
    """
    if is_clean(text):
        return text
    if not _TABLE:
        _TABLE.update(dict.fromkeys([code for codes in _HIDDEN for code in codes], _REPLACEMENT))
        _TABLE.update({0x09: "\t", 0x0A: "\n", 0x2028: "\n", 0x2029: "\n"})
    return text.replace("\r\n", "\n").translate(_TABLE)


def is_clean(text: str) -> bool:
    """Tell whether `clean` would change nothing, at a glance: False for some harmless texts too."""
    # No character of the table is printable; an ordinary body has line ends besides, and what editors say has tabs.
    return text.isprintable() or text.replace("\n", "").replace("\t", "").isprintable()


def clean_marked(text: str) -> str:
    """Return text with match marks, cleaned but for the marks."""
    return "".join(f"{MARK_ON}{clean(piece)}{MARK_OFF}" if matched else clean(piece) for piece, matched in spans(text))


def clean_line(text: str) -> str:
    """Return `text` cleaned and on one line: each tab and line break becomes a space, outer white space goes."""
    if text.isprintable():
        return text.strip()
    return clean(text.replace("\r\n", "\n").translate(_LINE_TABLE)).strip()


def shown(path: str) -> str:
    """Return a path as it is where it can be printed, else as `repr` shows it."""
    return path if path.isprintable() else repr(path)


def quoted(text: str) -> str:
    """Return `text`, perhaps hostile, for a message: in quotes, escaped as `repr` does, cut at 60 characters."""
    return repr(clean_line(text) if len(text) <= 60 else clean_line(text[:59]) + "…")


def word_count(text: str) -> int:
    """Return the number of words: runs between white space with at least one letter or digit in them."""
    if text.isascii():  # where all that is left is letters and digits
        return len(text.encode().translate(_SPACED, _PUNCTUATION).split())
    return sum(1 for run in text.split() if run[0].isalnum() or any(map(str.isalnum, run)))


def slugify(text: str, limit: int = 80) -> str:
    """Return `text` as a name of `[a-z0-9-]`, at most `limit` characters, cut at a hyphen; empty where nothing is left.

    Accents are dropped, apostrophes join ("don't" gives "dont"), everything else separates.
    """
    if not text.isascii() and not (text := text.translate(_CURLY)).isascii():
        from unicodedata import normalize

        text = normalize("NFKD", text).casefold()
    slug = "-".join(text.translate(_SLUG).split())
    if len(slug) > limit:
        head = slug[: limit + 1].rpartition("-")[0]
        slug = head or slug[:limit]
    return slug


def topic_slug(text: str) -> str:
    """Return the name of a topic as `slugify` does; C++ and C#, whose signs would be lost, are cpp and csharp."""
    for sign, word in (("++", "pp"), ("#", "sharp")):
        if text.endswith(sign) and text[: -len(sign)][-1:].isalnum():
            text = text.removesuffix(sign) + word
    return slugify(text)


class _SlugTable(dict[int, str]):
    """What each character becomes in a slug, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character.isascii():
            made = character.lower() if character.isalnum() else "" if character == "'" else " "
        else:
            from unicodedata import combining

            made = "" if character in "’‘\u02bc" or combining(character) else " "
        self[code] = made
        return made


_SLUG = _SlugTable()
# What titles have beside ASCII, as the sign that a slug treats alike: without it, most need no table of Unicode.
_CURLY: dict[int, str] = {**dict.fromkeys(map(ord, "‘’"), "'"), **dict.fromkeys(map(ord, "“”–—…"), " ")}


def so_many_tips(count: int) -> str:
    """Return how many tips, for a sentence."""
    return f"{count:,} {'tip' if count == 1 else 'tips'}"


def spans(marked: str) -> list[tuple[str, bool]]:
    """Split text with match marks into (piece, matched) pairs, empty pieces left out."""
    first, *parts = marked.split(MARK_ON)
    pieces = [(first, False)] if first else []
    for part in parts:  # a search does this a thousand times
        inside, _, after = part.partition(MARK_OFF)
        if inside:
            pieces.append((inside, True))
        if after:
            pieces.append((after, False))
    return pieces


def unmarked(marked: str) -> str:
    """Return the text without its match marks."""
    return marked.replace(MARK_ON, "").replace(MARK_OFF, "")
