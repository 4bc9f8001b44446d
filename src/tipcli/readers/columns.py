"""Which column of a table, or which key of a list of objects, is which field of a tip, and which is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tipcli.model.text import quoted
from tipcli.readers.base import Remark
from tipcli.readers.fields import role_of
from tipcli.readers.names import NAMES, blind
from tipcli.readers.nested import within
from tipcli.readers.records import web_link
from tipcli.readers.states import is_state

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from tipcli.readers.base import Document

SAMPLE = 100  # rows that are looked at
_NAMED = 40  # columns, in one line on standard error
_SEVERAL = frozenset({"topics", "author", "date"})  # fields that more than one column may be about
# Names of a title where another column explains it, and of that one, as `blind` has them.
_HEADS = frozenset(
    map(
        blind,
        "tip tips advice hint idea rule lesson problem situation challenge case scenario what header phrase "
        "motto principle short shorttext theme subject tipp tipps ratschlag rat hinweis idee regel thema "
        "situation fall conseil astuce idée règle thème consejo idea regla situación problema tema consiglio "
        "regola situazione dica regra situação raad regel råd neuvo rada porada zasada совет правило "
        "ситуация ヒント コツ 팁 建議 建议".split(),
    )
)
_EXPLAINED = frozenset(
    map(
        blind,
        "explanation details detail answer definition instructions text body content description why how "
        "reason rationale meaning example solution response reply action todo whattodo whattosay howto long "
        "longtext because warum wie grund begründung lösung beispiel bedeutung pourquoi comment raison "
        "exemple porqué cómo razón solución ejemplo perché come motivo soluzione esempio porque como razão "
        "solução exemplo waarom hoe reden oplossing voorbeeld varför hur därför dlaczego почему как решение "
        "пример なぜ 理由 方法 为什么 為什麼 怎么做 怎麼做".split(),
    )
)
_DESCRIBED = ("summary", "content", "task", "taskname")  # names of a title where a description is the text
_FEWEST_WORDS = 3  # of the texts in a column, on average, that is taken for the text of the tips
_LONGER = 2  # times than those of each other column that is not understood


class Columns(NamedTuple):
    """What the columns are called from now on, and those that no field of a tip takes."""

    names: dict[str, str]
    left: tuple[str, ...]
    known: frozenset[str]

    def renamed(self, fields: Mapping[str, object]) -> dict[str, object]:
        """Return an object under the new names."""
        return {self.names.get(name, name): value for name, value in fields.items()}

    def tell(self, document: Document, chosen: Iterable[tuple[str, str]], *, is_own: bool) -> None:
        """Note in the document which of the chosen columns it has, and what to tell of those that no field takes."""
        document.mapped |= {name for name, _ in chosen if blind(name) in self.known}
        document.remarks += self._remarks() if not is_own else ()

    def _remarks(self) -> Iterable[Remark]:
        if self.left:
            shown = ", ".join(quoted(name) for name in self.left[:_NAMED])
            more = f" and {len(self.left) - _NAMED:,} more" if len(self.left) > _NAMED else ""
            which, first = ("column is", "it") if len(self.left) == 1 else ("columns are", "one")
            yield Remark(
                f"no field of a tip but kept as extra {which} {shown}{more}. To take {first}: "
                f"--map {quoted(self.left[0] + '=body')}, or another field"
            )


def columns_of(
    names: Sequence[str], rows: Sequence[Mapping[str, object]], chosen: Iterable[tuple[str, str]] = ()
) -> Columns:
    """Tell what columns are by their names, what is `chosen` for them, and a sample of what is in them.

    Where no name is that of a text, the one long column is it; where none is that of a link, one of mere addresses is.
    """
    made = _mapped(names, dict(chosen))
    made |= within(names, made)
    roles = {name: role[0] if (role := role_of(made.get(name, name))) else "" for name in names}
    unknown = [name for name in names if not roles[name]]
    heads = [name for name in names if blind(name) in _HEADS and name not in made and roles[name] in ("", "body")]
    heads = [name for name in heads if not roles[name]] or heads
    if "title" not in roles.values() and len(heads) == 1 and _is_explained(heads[0], names, rows, roles):
        made[heads[0]] = roles[heads[0]] = "title"
    elif "title" not in roles.values() and (name := _described(names, rows)) and name not in made:
        made[name] = roles[name] = "title"
    found = set(roles.values())
    if "body" not in found and "title" in found:
        said = [name for name in unknown if not roles[name] and blind(name) in _EXPLAINED]
        if name := said[0] if len(said) == 1 and "gist" not in found else _long_one(unknown, rows, roles):
            made[name], roles[name] = "body", "body"
    linked = [name for name in unknown if not roles[name] and _all_texts(name, rows, lambda text: bool(web_link(text)))]
    if "link" not in found and len(linked) == 1:
        made[linked[0]] = roles[linked[0]] = "link"
    return Columns(made, tuple(_left(names, made, roles)), frozenset(map(blind, names)))


def _described(names: Sequence[str], rows: Sequence[Mapping[str, object]]) -> str:
    """Return the column of short lines that a longer description is about; empty where there is none."""
    longer = max((_length(name, rows) for name in names if blind(name) == "description"), default=0)
    found = [name for name in names if blind(name) in _DESCRIBED and _length(name, rows) < longer]
    return found[0] if len(found) == 1 and _all_texts(found[0], rows, lambda text: "\n" not in text) else ""


def _is_explained(head: str, names: Sequence[str], rows: Sequence[Mapping[str, object]], roles: dict[str, str]) -> bool:
    """Tell whether another column than this one explains it: by its name, or as the one long one."""
    others = [name for name in names if name != head]
    if any(blind(name) in _EXPLAINED or roles[name] in ("body", "gist") for name in others):
        return True
    unknown = [name for name in others if not roles[name]]
    longest = _long_one(unknown, rows, {name: roles[name] for name in others})
    return bool(longest) and _length(longest, rows) > _length(head, rows)


def longest_of(names: Sequence[str], rows: Sequence[Mapping[str, object]]) -> str:
    """Return the column of most words, which is offered as the text where none is known for one."""
    return max(names, key=lambda name: _length(name, rows), default="")


def _mapped(names: Sequence[str], chosen: dict[str, str]) -> dict[str, str]:
    """Return new names for the columns that are mapped to fields, and for those whose place these take."""
    wanted = {blind(name): field for name, field in chosen.items()}
    made: dict[str, str] = {}
    for name in names:
        if field := wanted.get(blind(name)):
            free = (one for one in NAMES[field].split() if one not in made.values())
            made[name] = next(free, name)
    taken = {field for name, field in wanted.items() if field not in _SEVERAL}
    for name in names:
        if name not in made and (role := role_of(name)) and role[0] in taken & set(map(_role, made.values())):
            made[name] = f"{name} (2)"
    return made


def _role(name: str) -> str:
    role = role_of(name)
    return role[0] if role else ""


def _left(names: Sequence[str], made: dict[str, str], roles: dict[str, str]) -> Iterable[str]:
    """Yield the names of columns that no field takes: those without one, and the second for a field."""
    best: dict[str, tuple[int, str]] = {}
    for name in names:
        if roles[name] and (role := role_of(made.get(name, name))):
            best[roles[name]] = min(best.get(roles[name], (role[1], name)), (role[1], name), key=lambda pair: pair[0])
    for name in names:
        if not (roles[name] or is_state(name)) or (
            roles[name] and roles[name] not in _SEVERAL and best[roles[name]][1] != name
        ):
            yield name


def _long_one(unknown: Sequence[str], rows: Sequence[Mapping[str, object]], roles: dict[str, str]) -> str:
    """Return the one column of more words than all others that are not understood have; empty for none."""
    lengths = sorted(((_length(name, rows), name) for name in unknown), reverse=True)
    if not lengths or not _all_texts(lengths[0][1], rows, lambda text: not web_link(text)):
        return ""
    longest, name = lengths[0]
    gists = [_length(other, rows) for other, role in roles.items() if role == "gist"]
    is_one = len(lengths) < 2 or longest >= _LONGER * lengths[1][0]
    return name if longest >= _FEWEST_WORDS and is_one and longest > max(gists, default=0) else ""


def _length(name: str, rows: Sequence[Mapping[str, object]]) -> float:
    """Return the words of the texts in a column on average; without blanks, as in Chinese, two letters are one."""
    texts = [text for row in rows if isinstance(text := row.get(name), str) and text.strip()]
    words = sum(len(text.split()) + sum(character >= "\u2e80" for character in text) / 2 for text in texts)
    return words / len(texts) if texts else 0


def _all_texts(name: str, rows: Sequence[Mapping[str, object]], is_so: Callable[[str], bool]) -> bool:
    """Tell whether a column has texts, and all are so."""
    values = [value for row in rows if (value := row.get(name)) not in (None, "")]
    return bool(values) and all(isinstance(value, str) and is_so(value.strip()) for value in values)
