"""Front matter at the beginning of a note, in YAML or TOML."""

from __future__ import annotations

from typing import Any

from tipcli.model.text import clean, clean_line
from tipcli.readers.base import Bad

MOST_DOTS = 1000  # between two `=` of a line of TOML: tomllib needs time by the square of the parts of a key


def front_matter(text: str) -> tuple[str, str, str] | None:
    """Return the fence, what is between the fences and the body; None where the text has no front matter.

    A line `---` with no other one after it is a rule in the text.
    """
    first, _, rest = text.removeprefix("\ufeff").partition("\n")
    fence = first.rstrip()
    if fence not in {"---", "+++"}:
        return None
    lines = rest.split("\n")
    ends = {fence} if fence == "+++" else {fence, "..."}
    for number, line in enumerate(lines):
        if line.startswith(("---", "+++", "...")) and line.rstrip() in ends:
            return fence, "\n".join(lines[:number]), "\n".join(lines[number + 1 :]).strip("\n")
    return None


def toml(text: str) -> dict[str, Any]:
    """Return the table. Raises ValueError, also for what would take long."""
    import tomllib

    if any(part.count(".") > MOST_DOTS for line in text.split("\n") for part in line.split("=")):
        raise ValueError("a key has too many parts")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def fields_of(fence: str, head: str) -> dict[str, Any] | Bad | None:
    """Return the keys, why they cannot be read, or None where there are none: what stands there is prose."""
    from tipcli.store.frontmatter import LARGEST_HEAD, FrontMatterError, load_yaml

    try:
        if fence == "+++" and len(head) <= LARGEST_HEAD:
            return toml(clean(head))
        is_empty = not any(line.strip() and not line.lstrip().startswith("#") for line in head.split("\n"))
        fields = {} if is_empty else load_yaml(head, "", has_nulls=True)
        return load_yaml(head, "") if fields.get("gist") else fields  # what we wrote ourselves are texts
    except FrontMatterError as error:
        reason, line, is_prose = error.reason, error.line or 1, error.is_text
    except ValueError as error:
        reason, line, is_prose = f"the front matter is no TOML: {clean_line(str(error))[:200]}", 1, False
    begins = bool(head.partition("\n")[0].strip())  # below a rule in a text there is a blank line
    return None if is_prose or not begins else Bad(f"line {line}", reason)
