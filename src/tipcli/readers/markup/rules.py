"""How markdownify writes Markdown here."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from tipcli.readers.markup.escaping import escaped, safe_lines


class _Rules:
    """What is done otherwise than markdownify does it, given what `rewriting` makes."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        return escaped(text, is_link="a" in parent_tags)

    def process_text(self, el: Any, parent_tags: set[str]) -> str:
        text: str = super().process_text(el, parent_tags)  # type: ignore[misc]
        before_link = text.endswith("!") and getattr(el.next_sibling, "name", "") == "a"
        return text[:-1] + "\\!" if before_link else text  # else it would be an image

    def convert_p(self, _el: Any, text: str, **_: Any) -> str:
        return f"\n\n{safe_lines(text)}\n\n"

    def convert_x_line(self, _el: Any, text: str, **_: Any) -> str:
        return safe_lines(text)

    def convert_a(self, el: Any, text: str, **_: Any) -> str:
        label = text.strip()
        if not label:
            return text
        made = f"<{el['href']}>" if el.get_text() == el["href"] else f"[{label}]({el['href']})"
        return text[: len(text) - len(text.lstrip())] + made + text[len(text.rstrip()) :]

    def convert_img(self, el: Any, _text: str, **_: Any) -> str:
        return f"![{escaped(el['alt'].strip(), is_link=True)}]({el['src']})"

    def convert_li(self, el: Any, text: str, **_: Any) -> str:
        mark = el["mark"] + " "
        inner = text.strip().replace("\n", "\n" + " " * len(mark))
        return re.sub(r"\n +(?=\n)", "\n", f"{mark}{inner}\n") if inner else ""

    def convert_ol(self, el: Any, text: str, parent_tags: set[str]) -> str:
        made: str = super().convert_list(el, text, parent_tags)  # type: ignore[misc]
        # Only a list that begins with 1 can follow the text of an item without a blank line.
        return made if text.startswith("1.") or "li" not in parent_tags else "\n" + made

    def convert_pre(self, el: Any, text: str, **_: Any) -> str:
        lines = text.expandtabs(4).replace("\xa0", " ").strip("\n")
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", lines)), default=0))
        return f"\n\n{fence}{el['lang']}\n{lines}\n{fence}\n\n"

    def convert_td(self, _el: Any, text: str, **_: Any) -> str:
        return f" {text.strip().replace('|', chr(92) + '|')} |"

    def convert_tr(self, el: Any, text: str, **_: Any) -> str:
        head = "|" + " --- |" * int(el.parent["columns"]) + "\n" if el.previous_sibling is None else ""
        return f"|{text}\n{head}"


@cache
def converter() -> Any:
    """Return the converter with our rules."""
    from markdownify import MarkdownConverter

    return type("_Converter", (_Rules, MarkdownConverter), {})(heading_style="atx")
