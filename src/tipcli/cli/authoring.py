"""add, edit and delete: a person's own tips, from the editor, from standard input or from options."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tipcli.cli import answers, complete, drafting, editor, terminal, versions
from tipcli.cli.days import current_day
from tipcli.cli.options import Quiet, command
from tipcli.cli.words import line_of
from tipcli.library import Library
from tipcli.model.errors import NotFoundError, UsageError
from tipcli.model.text import clean, quoted, shown
from tipcli.model.tip import OWN
from tipcli.own import files, text
from tipcli.store.own import number_of
from tipcli.system import screen
from tipcli.today import cache_write

if TYPE_CHECKING:
    from tipcli.model.tip import Tip


@dataclass(eq=False, repr=False, match_args=False)  # each method takes time to compile
class Content:
    """What options say of a tip."""

    topic: Annotated[
        list[str] | None,
        typer.Option(
            "--topic", "-t", metavar="TOPIC", help="A topic; repeat it, or a,b.", autocompletion=complete.topics
        ),
    ] = None
    gist: Annotated[str | None, typer.Option("--gist", metavar="TEXT", help="The tip in one sentence.")] = None
    action: Annotated[str | None, typer.Option("--action", metavar="TEXT", help="One thing to do today.")] = None
    body: Annotated[
        str | None, typer.Option("--body", metavar="TEXT", help="The text, Markdown; - is standard input.")
    ] = None

    def fields(self, title: str | None = None) -> dict[str, Any]:
        """Return them by the names of front matter, and `body`; nothing of what they do not say."""
        body = editor.given() if self.body == "-" else self.body
        said = {"title": title, "topics": self.topics(), "gist": self.gist, "action": self.action, "body": body}
        return {key: clean(one) if isinstance(one, str) else one for key, one in said.items() if one}

    def topics(self) -> list[str]:
        """Return the topics, each alone."""
        return [clean(name.strip()) for one in self.topic or () for name in one.split(",") if name.strip()]


@command
def add(
    title: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TITLE]", help="Its title; - takes the whole tip from standard input.", show_default=False
        ),
    ] = None,
    *,
    content: Content,
    quiet: Quiet,
) -> None:
    """tips add                       in your editor
    tips add 'Greet first' -t phone --gist 'Say hello before the name.'
    tips add - <tip.md             Markdown, with or without front matter
    """
    drafting.refuse_text(title or [])
    named = clean(" ".join(title or [])).strip()
    fields = content.fields(named)
    path = ""
    if named == "-":
        made = _from_input(content.fields())
    elif named and (content.gist or content.body):
        fields = {"title": named, "date": current_day().isoformat()} | fields
        made = text.composed({key: one for key, one in fields.items() if key != "body"}, fields.get("body", ""))
    else:
        drafting.refuse_source(named)
        drafting.check_terminal("add", named)
        made, path = drafting.typed(f"tip-{named}", text.changed(text.template(current_day().isoformat()), fields))
    _put(made, path, quiet, title=named if content.gist or content.body else "")


@command
def edit(
    tip: Annotated[
        str, typer.Argument(metavar="TIP", help="A number, or words of the title.", autocompletion=complete.tips)
    ],
    *,
    title: Annotated[str | None, typer.Option("--title", metavar="TITLE", help="Its title.")] = None,
    content: Content,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show how the tip that it is a version of has changed.", show_default=False)
    ] = False,
    quiet: Quiet,
) -> None:
    """tips edit mine/3               in your editor
    tips edit mine/3 --gist 'Better so.'
    tips edit 12                   a version of your own; the tip itself stays
    tips edit mine/4 --diff        what has changed in the tip since
    """
    changes = content.fields(title)
    path = _own_path(tip, "list", "-c")
    if diff:
        _show_diff(path or "", tip)
    elif path:
        _edit_own(path, changes, quiet)
    else:
        _edit_other(tip, changes, quiet)


@command
def delete(
    tip: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TIP...]", help="Tips of your own.", autocompletion=complete.tips, show_default=False),
    ] = None,
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.", show_default=False)] = False,
    restore: Annotated[
        bool, typer.Option("--restore", help="Bring it back; without a TIP, show the trash.", show_default=False)
    ] = False,
    quiet: Quiet,
) -> None:
    """tips delete mine/3             asks first, and keeps it in the trash
    tips delete --restore          what is in the trash
    tips delete --restore mine/3
    """
    if restore:
        _restore(tip or [], quiet)
        return
    if not tip:
        raise UsageError("which one is to be deleted", "As in: tips delete mine/3")
    paths = [_deletable(one) for one in tip]
    if not yes:
        if not (sys.stdin and sys.stdin.isatty()):
            raise UsageError("nothing is deleted without being asked about", "Add --yes.")
        if not typer.confirm(f"Delete {', '.join(os.path.basename(path) for path in paths)}?", err=True):
            raise typer.Exit(1)
    for path in paths:
        files.delete(path)
        cache_write.drop()
        ref = f"{OWN}/{number_of(os.path.basename(path))}"
        quiet.notices().note(f"Deleted {ref}. To have it back: tips delete --restore {ref}")


def _put(made: str, path: str, quiet: Quiet, base: str = "", title: str = "") -> None:
    """Put a new tip in its place; the draft at `path`, if it is in one, goes then. Raises AccessError naming it.

    What was made of options is known to be a tip, by its `title`; what a person typed is not.
    """
    with drafting.kept(path, made):
        title = title if title and title != "-" and not path else _title(made)
        where = files.add(title, made, base)
    drafting.drop(path)
    cache_write.drop()
    ref = f"{OWN}/{number_of(os.path.basename(where))}"
    quiet.notices().note(f"Added {ref} {quoted(title)}: {shown(where)}")
    if not screen.is_terminal():
        terminal.write([ref + "\n"])


def _title(made: str) -> str:
    """Return the title of a tip as a text. Raises AccessError where it is none."""
    from tipcli.store.own_text import parsed

    return parsed(made, "the tip").title


def _edit_own(path: str, changes: dict[str, Any], quiet: Quiet) -> None:
    before, draft = files.read(path), ""
    if changes:
        made = text.changed(before, changes, shown(path))
        drafting.check(made, before, path)
    else:
        drafting.check_terminal("edit", f"{OWN}/{number_of(os.path.basename(path))}")
        made, draft = drafting.typed(f"{drafting.CHANGE}{os.path.basename(path)}", before, is_new=False)
    notices = quiet.notices()
    if made == before:
        notices.note("It is as it was.")
    else:
        with drafting.kept(draft, made):
            files.replace(path, before, made)
        cache_write.drop()
        notices.note(f"Changed {OWN}/{number_of(os.path.basename(path))}: {shown(path)}")
    drafting.drop(draft)


def _edit_other(name: str, changes: dict[str, Any], quiet: Quiet) -> None:
    """Make a version of one's own of a tip of another collection. Raises UsageError where there is one."""
    with Library(quiet.notices().warn) as library:
        tips, missing = answers.chosen(library, [name])
        if missing or len(tips) != 1:
            raise missing or UsageError("one tip is edited at a time", "Name one: tips edit 12")
        [tip] = tips
        if version := versions.version_of(library, tip):
            raise UsageError(f"{tip.ref} has a version of your own", f"Type: tips edit {version.ref}")
    start, draft = text.of_tip(tip, has_origin=True), ""
    if changes:
        made = text.changed(start, changes)
    else:
        drafting.check_terminal("edit", tip.ref)
        made, draft = drafting.typed(f"edit-{tip.slug}", start)
    _put(made, draft, quiet, base=text.of_tip(tip, has_origin=False))
    quiet.notices().note(f"{tip.ref} stays as it is; to meet only yours: tips hide {tip.ref}")


def _show_diff(path: str, name: str) -> None:
    base = files.base_of(path) if path else ""
    if not base:
        raise NotFoundError(f"{name} is no version of another tip that could be compared", "See 'tips help edit'.")
    with Library() as library:
        now = versions.origin_of(library, files.read(path))
    if now is None:
        raise NotFoundError("the tip that it was made from is gone", "Yours stays.")
    terminal.write([text.diff(base, text.of_tip(now, has_origin=False), ("then", "now"))])


def _restore(names: list[str], quiet: Quiet) -> None:
    if not names:
        found = files.trashed()
        if not found:
            raise NotFoundError("the trash is empty", "")
        terminal.write(f"{OWN}/{number_of(name)}\t{name}\n" for name in found)
        return
    for name in names:
        where = files.restore(_number(name))
        cache_write.drop()
        quiet.notices().note(f"Restored {OWN}/{_number(name)}: {shown(where)}")


def _from_input(changes: dict[str, Any]) -> str:
    """Return the tip that comes by standard input; what options say goes before. Raises UsageError."""
    given = editor.given()
    if not given.strip():
        raise UsageError("nothing came by standard input", "As in: tips add - <tip.md")
    first = given.lstrip("\n").partition("\n")[0]
    if not changes and not first.startswith(("---", "#")):  # a plain text: its first line is the title
        given = f"# {given.lstrip()}"
    return text.changed(given, changes) if changes else given


def _own_path(name: str, *meant: str) -> str | None:
    """Return the file of a tip of one's own, also of one that cannot be read; None for a tip of another collection.

    `meant` is the line that may have been meant where it is a collection.
    """
    if number := _number(name, or_none=True):
        return files.path_of(number)
    with Library() as library:
        if name in library.indexes:
            raise UsageError(f"{quoted(name)} is a collection, no tip", f"Did you mean {line_of([*meant, name])}?")
        tips, missing = answers.chosen(library, [name])
    if missing:
        raise missing
    return files.path_of(tips[0].number) if len(tips) == 1 and _is_own(tips[0]) else None


def _is_own(tip: Tip) -> bool:
    return tip.collection == OWN and os.path.isdir(files.folder())


def _deletable(name: str) -> str:
    """Return the file of a tip of one's own. Raises UsageError for another's."""
    if path := _own_path(name, "remove"):
        return path
    raise UsageError(
        f"{name} is no tip of your own", f"To meet it no more: tips hide {name}; a whole collection: tips remove NAME"
    )


def _number(name: str, *, or_none: bool = False) -> int:
    """Return the number in `mine/3`; 0 for another name. Raises UsageError for that where it has to be one."""
    collection, _, number = name.rpartition("/")
    is_own = collection == OWN and number.isascii() and number.isdigit() and len(number) < 16
    if is_own and (not or_none or os.path.isdir(files.folder())):
        return int(number)
    if or_none:
        return 0
    raise UsageError(f"{quoted(name)} is no tip of your own", "As in: mine/3")
