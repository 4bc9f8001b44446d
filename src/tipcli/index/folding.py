"""Text as it is indexed: what SQLite's tokenizer would keep apart is made the same, and a run of characters words.

The tokenizer ignores case and the accents of Latin letters. Here compatibility forms (NFKC), full case folding, vowel
marks and the letters that Unicode does not take apart are added. Scripts without spaces become a word a character, so
that any run of them is found as a phrase; and signs that belong to a name, as in C++ and .NET, become words.
"""

from __future__ import annotations

from tipcli.model.text import MARK_OFF, MARK_ON, spans

# Ranges of marks that make no other word: Latin, Hebrew, Arabic, and those for all scripts.
_MARKS = (
    (0x300, 0x36F), (0x591, 0x5C7), (0x610, 0x61A), (0x640, 0x640), (0x64B, 0x65F), (0x670, 0x670), (0x6D6, 0x6ED),
    (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x200C, 0x200D), (0x20D0, 0x20FF), (0xAD, 0xAD), (0xFE00, 0xFE0F),
)  # fmt: skip
# Thai, Lao, Burmese, Khmer, kana, Han and Hangul.
_UNSPACED = (
    (0xE01, 0xE4E), (0xE81, 0xEDF), (0x1000, 0x109F), (0x1780, 0x17D3), (0x3041, 0x30FF), (0x31F0, 0x31FF),
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFF66, 0xFF9D), (0x20000, 0x3FFFF),
)  # fmt: skip
_LETTERS = {"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d", "ħ": "h", "ŧ": "t"}
_COMMON = "’…“”–—‘"  # what stands in most texts beside ASCII, and stays as it is
# A letter v before a digit, as in versions, is found by two bytes in a text so written.
_VERSION = b"v0"
_AS_VERSION = bytes(
    [0x30 if chr(code).isdigit() else 0x76 if chr(code) == "V" else code for code in range(0x80)]
).ljust(0x100)


class _Folds(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = made = _folded(chr(code))
        return made


_FOLDS = _Folds()


def is_unspaced(character: str) -> bool:
    """Tell whether a character is of a script that is written without spaces between words."""
    return len(character) == 1 and not character.isascii() and _within(ord(character), _UNSPACED)


def fold(text: str) -> str:
    """Return the text as it is indexed; but for white space, to do it twice is to do it once."""
    if text.isascii():
        return "".join(_pieces(text)) if _has_signs(text) else text
    return "".join(_pieces(text)) if _has_signs(text) or _is_foldable(text) else text


def is_as_written(text: str) -> bool:
    """Tell whether the lines of a text, and so each field of a tip that is one of them, are surely not changed."""
    return not (_has_signs(text) or "\n." in text or _is_foldable(text))


def _is_foldable(text: str) -> bool:
    """Tell whether any character becomes another one; to look at each kind of them once is faster than to translate."""
    for character in _COMMON:
        text = text.replace(character, "")
    return not text.isascii() and any(not one.isascii() and _FOLDS[ord(one)] != one for one in set(text))


def restored(text: str, marked: str) -> str:
    """Return `text` with the match marks that its folded form has."""
    if MARK_ON not in marked:
        return text
    lit = [matched and character != " " for piece, matched in spans(marked) for character in piece]
    pieces = list(text) if len(lit) == len(text) else _pieces(text)
    made, at, is_on = [], 0, False
    for character, piece in zip(text, pieces, strict=True):
        inside = any(lit[at : at + len(piece)]) if piece.strip() else is_on and not character.isspace()
        if inside != is_on:
            made.append(MARK_ON if inside else MARK_OFF)
            is_on = inside
        made.append(character)
        at += len(piece)
    return "".join(made) + (MARK_OFF if is_on else "")


def _has_signs(text: str) -> bool:
    if "+" in text or "#" in text or text.startswith(".") or " ." in text or "(." in text:
        return True
    return _VERSION in text.encode("utf-8", "replace").translate(_AS_VERSION)


def _pieces(text: str) -> list[str]:
    """Return what each character becomes."""
    pieces = []
    for place, character in enumerate(text):
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        if character == "+" and (before.isalnum() or before == "+") and not after.isalnum():
            pieces.append(" plus ")
        elif character == "#" and before.isalnum() and not after.isalnum():
            pieces.append(" sharp ")
        elif character == "." and after.isalpha() and (not before or before.isspace() or before == "("):
            pieces.append(" dot ")
        elif character in "vV" and after.isdigit() and not before.isalnum():
            pieces.append(character + " ")
        else:
            pieces.append(character if character.isascii() else _FOLDS[ord(character)])
    return pieces


def _folded(character: str) -> str:
    if character.isascii():
        return character
    from unicodedata import combining, normalize

    if _within(ord(character), _MARKS):
        return ""
    if _within(ord(character), _UNSPACED):
        return f" {normalize('NFKC', character)} "
    if not (character.isalnum() or combining(character)):
        return character
    apart = normalize("NFKD", character)
    if len(apart) > 1 and apart[0].isascii() and all(0x300 <= ord(mark) <= 0x36F for mark in apart[1:]):
        return character  # the tokenizer takes the accents off
    kept = "".join(part for part in normalize("NFKD", character.casefold()) if not _within(ord(part), _MARKS))
    made = normalize("NFKC", "".join(_LETTERS.get(part, part) for part in kept))
    return character if made == character.lower() else made


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)
