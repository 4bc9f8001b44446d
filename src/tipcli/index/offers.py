"""What completion asks of an index beside names of tips: words that begin so."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tipcli.index.opened import Index


def words_starting(index: Index, start: str, most: int) -> list[tuple[str, int]]:
    """Return at most `most` words of the tips that start so, each with how many have it, the commonest first."""
    query = (
        "select word, tips from term where word >= ?1 and word < ?1 || char(1114111) order by tips desc, word limit ?2"
    )
    return index._connection.execute(query, (start, most)).fetchall()


def slugs_with(index: Index, start: str, most: int) -> list[str]:
    """Return at most `most` slugs that have a word, not the first, that starts so."""
    query = "select slug from tip where instr(slug, ?) order by slug limit ?"
    return [slug for (slug,) in index._connection.execute(query, (f"-{start}", most))]
