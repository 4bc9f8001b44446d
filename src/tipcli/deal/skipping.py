"""Dealing around the tips that a person has hidden: what the others' days and turns are does not change by that."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tipcli.model.tip import Tip


def steps(step: int, size: int) -> Iterator[int]:
    """Yield a step, then those that may stand in for it: of `size`, each once, from half a round away on.

    The tips of the days around it are the last ones that are met twice.
    """
    yield step
    start, place = step - step % size, step % size
    for further in range(size - 1):
        yield start + (place + size // 2 + further + (size // 2 + further >= size)) % size


def drawn(
    draw: Callable[[int], list[Tip]], is_hidden: Callable[[Tip], bool], wanted: int, size: int, *, is_repeatable: bool
) -> list[Tip]:
    """Return `wanted` tips that are not hidden, each once; of `size` there are as many or more.

    `draw` gives so many tips: the next ones of a bag, or, `is_repeatable`, always the same first ones.
    """
    if is_repeatable:
        return [tip for tip in draw(size) if not is_hidden(tip)][:wanted] if wanted else []
    found: dict[str, Tip] = {}
    drawings = 0
    while len(found) < wanted and drawings < 3 * size:
        several = wanted - len(found)
        found |= {tip.ref: tip for tip in draw(several) if not is_hidden(tip)}
        drawings += several
    return list(found.values())
