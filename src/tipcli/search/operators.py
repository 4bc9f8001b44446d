"""The two signs that a query may hold: `-word` leaves out tips with the word, `"some words"` keeps words together.

A hyphen counts at the beginning of a word only; quotes count in pairs around whole words, also “curly” ones. Everything
else is text, and so is a query that would only leave out.
"""

from __future__ import annotations

from tipcli.index.folding import fold
from tipcli.model.text import clean_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST = 1000  # characters of a query
_MOST = 16  # phrases, and words to leave out
_QUOTES = str.maketrans("“”„«»", '"' * 5)
_FIELDS = "{title gist action body}"  # not the topics, whose other words a tip need not have


class Asked:
    """A query as it was asked: `text` to look for, `together` the phrases in it, `without` what no hit has."""

    __slots__ = ("text", "together", "without")

    def __init__(self, text: str, together: list[str], without: list[str]) -> None:
        self.text = text
        self.together = [fold(phrase.replace('"', " ")) for phrase in together]
        self.without = [fold(phrase.replace('"', " ")) for phrase in without]

    def narrowed(self, expression: str) -> str:
        """Return an expression of FTS5 that matches what `expression` does, within what was asked."""
        for phrase in self.together:
            expression = f'({expression}) AND "{phrase}"'
        for phrase in self.without:
            expression = f'({expression}) NOT {_FIELDS} : "{phrase}"'
        return expression


def read(query: str) -> Asked:
    """Return what a query asks for. Any text is a query."""
    plain = clean_line(query[:_LONGEST].translate(_QUOTES))
    if '"' not in plain and "-" not in plain:
        return Asked(query, [], [])
    words: list[str] = []
    together: list[str] = []
    without: list[str] = []
    for text, sign in _pieces(plain):
        (without if sign == "-" else words).append(text)
        together += [text] if sign == '"' else []
    if not any(map(_has_words, words)):
        return Asked(query, [], [])
    return Asked(" ".join(words), together[:_MOST], without[:_MOST])


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words with an empty sign, a phrase with a quote, and a word or phrase to leave out with a hyphen."""
    while text := text.lstrip():
        sign = "-" if text[0] == "-" and (text[1:2].isalnum() or text[1:2] == '"') else ""
        rest = text[len(sign) :]
        end = next((at for at in range(2, len(rest)) if rest[at] == '"' and not rest[at + 1 : at + 2].strip()), 0)
        if rest[0] == '"' and end and _has_words(rest[1:end]):
            yield rest[1:end], sign or '"'
            text = rest[end + 1 :]
        else:
            word, _, text = rest.partition(" ")
            yield word, sign if word[0] != '"' else ""


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))
