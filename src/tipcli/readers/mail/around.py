"""What stands around the text of a message: a line for those who cannot see it, a signature, how to unsubscribe."""

from __future__ import annotations

import re

_LAST = 14  # blocks at the end among which a footer is looked for
_LONGEST = 700  # characters of a block that is one of a footer
_MOST_LEFT = 3000  # characters after the first block of a footer; where there is more, it was none
_FIRST = 4  # blocks at the beginning that may lead to a copy on the web
_FOOTER = re.compile(
    r"unsubscrib|opt[ -]?out|(?:manage|update|change)\b.{0,30}\b(?:preferences|subscriptions?|settings)"
    r"|you(?:’|'| a)re (?:receiving|getting|subscribed)|you (?:have )?(?:received|get) this|sent to you because"
    r"|no longer (?:wish|want) to|abbestell|abmeld|austragen|désabonn|désinscri|darse? de baja|cancelar la suscripci"
    r"|disiscri|annulla\w* l.iscrizione|cancelar (?:a )?inscri|uitschrijven|afmelden|avregistrera|afmeld|wypis"
    r"|отпис|配信停止|退订|退訂|수신거부|mailing list\b|google groups",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"(?:view|read|see|open)\b.{0,40}\b(?:browser|online|web)|web version|im browser|dans (?:votre|le) navigateur"
    r"|en (?:el|tu|su) navegador|nel browser|no (?:seu )?navegador|in (?:uw|je) browser|ブラウザ|在浏览器",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"(?m)^-- $")
_LIST_RULE = re.compile(r"(?m)^_{20,}\n(?=(?:[^\n]{0,300}\n){0,6}?[^\n]*(?:mailing list|listinfo))")
_SAID = re.compile(r"(?m)^[^\n>]{4,200}:\n+(?=>)")  # who wrote what is quoted below
_ONLY_LINKS = re.compile(r"(?:\s|[|·•,*_-]|\\\||!?\[[^\]\n]{0,40}\]\([^()\s]{1,2000}\))*")


def without_around(text: str, *, is_plain: bool) -> str:
    """Return a text of a message, in paragraphs, without what stands around it."""
    if is_plain:
        text = unsigned(text)
    blocks = [block.strip("\n") for block in re.split(r"\n[ \t]*\n", text) if block.strip()]
    while blocks[:1] and _is_elsewhere(blocks[: _FIRST + 1]):
        del blocks[: next(at for at, block in enumerate(blocks) if _ELSEWHERE.search(block)) + 1]
    blocks = blocks[: _footer(blocks)]
    while len(blocks) > 1 and _ONLY_LINKS.fullmatch(blocks[-1]):
        blocks.pop()
    return "\n\n".join(blocks)


def unsigned(text: str) -> str:
    """Return plain text without its signature, the footer of a list, and what it answers to."""
    if found := _SIGNED.search(text):
        text = text[: found.start()]
    if found := _LIST_RULE.search(text):
        text = text[: found.start()]
    said = list(_SAID.finditer(text))
    if said and all(line.startswith(">") or not line.strip() for line in text[said[-1].end() :].split("\n")):
        text = text[: said[-1].start()]
    return text


def _is_elsewhere(blocks: list[str]) -> bool:
    """Tell whether the first blocks lead to a copy on the web, with nothing but short lines before that."""
    at = next((at for at, block in enumerate(blocks[:_FIRST]) if _ELSEWHERE.search(block)), None)
    return at is not None and all(len(block) < 200 or "](" in block for block in blocks[: at + 1]) and len(blocks) > 1


def _footer(blocks: list[str]) -> int:
    """Return where the footer begins, or how many blocks there are."""
    for at in range(max(1, len(blocks) - _LAST), len(blocks)):
        left = sum(map(len, blocks[at:]))
        if left <= _MOST_LEFT and len(blocks[at]) <= _LONGEST and _FOOTER.search(blocks[at]):
            return at
    return len(blocks)
