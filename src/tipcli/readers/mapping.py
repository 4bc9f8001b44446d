"""Named values as an item, by the names that people use for the fields of a tip."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tipcli.model.tip import Credit
from tipcli.readers.base import Item
from tipcli.readers.cells import list_in
from tipcli.readers.fields import Keeper, body_of, names_of, number_of, object_of, plain, role_of, text_of, truth_of
from tipcli.readers.orders import USUAL, Order
from tipcli.readers.records import CREDIT, credit_of, set_date, web_link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# Elements that a text in HTML begins with: Markdown has `<https://...>` too, and prose may begin with `<3`.
_TAGS = frozenset(
    "a abbr article aside b blockquote br center code div dl em figure font h1 h2 h3 h4 h5 h6 header hr i iframe img "
    "main ol p pre section small span strong sub sup table u ul video".split()
)
_CREDITS = frozenset({"author", "source", "credit", *(f"credit_{part}" for part in CREDIT)})


class Mapping:
    """The fields of one object by what they stand for; each that no field of a tip takes is left for `extra`.

    `body` is the text in Markdown where it stands apart from the fields, `order` that of the numbers of dates.
    """

    def __init__(self, fields: dict[str, Any], body: str | None, order: Order = USUAL) -> None:
        self.body = body
        self.order = order
        self.extra: dict[str, Any] = {}
        self.found: dict[str, list[tuple[int, str, Any]]] = {}
        for name, given in fields.items():
            value = plain(given) if isinstance(given, dict) else given
            if value is None:
                continue
            role = role_of(name)
            if role:
                self.found.setdefault(role[0], []).append((role[1], name, value))
            else:
                self.extra[name] = value

    def item(self, place: str) -> Item:
        """Make the item. Raises TooMuchError, and AccessError for HTML that is not fit to be converted."""
        take = self._take
        link = take("link", web_link) or ""
        item = Item(
            place,
            title=take("title", text_of) or "",
            topics=tuple(dict.fromkeys(name for names in self._each("topics", names_of) for name in names)),
            action=take("action", text_of) or "",
            credit=self._credited(),
            complete=take("complete", truth_of) is not False,
            number=take("number", number_of),
            slug=take("slug", text_of) or "",
            guid=take("guid", text_of) or "",
            link=link,
        )
        item.body, item.gist = self._texts(link)
        more = take("extra", object_of) or {}
        dates = self._candidates("date")
        used = set_date(item, [value for _, value in dates], self.order)
        # The first unreadable one is kept as `date` already.
        kept_one = used or item.extra.get("date")
        texts = [(name, value, text_of(value)) for name, value in dates if value != ""]
        unused = [
            (name, value)
            for name, value, text in texts
            if text != kept_one or text is None or "modified" in name.lower()
        ]
        if self.extra or more or unused:
            keeper = Keeper()
            kept = {key: keeper.kept(value) for key, value in (*unused, *self.extra.items(), *more.items())}
            item.extra = item.extra | kept
        return item

    def _candidates(self, role: str) -> Sequence[tuple[str, Any]]:
        """Return names and values that may be this field, the best name first."""
        found = self.found.get(role)
        if not found:
            return ()
        if len(found) > 1:
            found.sort(key=lambda candidate: candidate[0])
        return [(name, value) for _, name, value in found]

    def _each(self, role: str, read: Callable[[Any], Any]) -> Iterator[Any]:
        """Yield what each of these names holds, in the order of the source; what cannot be read goes to `extra`."""
        for _, name, value in self.found.get(role, ()):
            if (result := read(value)) is not None:
                yield result
            else:
                self._leave(name, value)

    def _take(self, role: str, read: Callable[[Any], Any]) -> Any:
        """Return what `read` makes of the first of these names that it can read; the others go to `extra`."""
        result = None
        for name, value in self._candidates(role):
            if result is not None or (result := read(value)) is None:
                self._leave(name, value)
        return result

    def _leave(self, name: str, value: Any) -> None:
        if value not in ("", [], {}) and not (isinstance(value, str) and list_in(value) == []):
            self.extra[name] = value

    def _texts(self, link: str) -> tuple[str, str]:
        """Return body and gist in Markdown; a description without a text is the text."""
        body, is_html = self.body, False
        gists = {name.casefold(): text_of(value) for name, value in self._candidates("gist")}
        is_gist = "gist" in gists
        is_described = not is_gist and bool(gists.get("description"))
        for name, value in self._candidates("body"):
            is_remark = is_described and name.casefold() in ("note", "notes")
            if body is None and not is_remark and (body := body_of(value)) is not None:
                is_html = "html" in name.casefold()
            else:
                self._leave(name, value)
        gist = self._take("gist", text_of) or ""
        if body is None and not is_gist:
            body, gist = gist, ""
        if self.body is None and body and (is_html or looks_like_html(body)):
            from tipcli.readers.markup.converting import to_markdown

            body = to_markdown(body, link)
        if not is_gist and looks_like_html(gist):
            from tipcli.readers.markup.converting import to_text

            gist = to_text(gist)
        return body or "", gist

    def _credited(self) -> Credit | None:
        """Return what the fields say of where the tip comes from."""
        if self.found.keys().isdisjoint(_CREDITS):
            return None
        whole: Credit | None = self._take("credit", credit_of)
        flat = {part: self._take(f"credit_{part}", text_of) for part in CREDIT}
        credit = whole or credit_of(flat)
        if credit and credit.date is None and flat["date"]:
            self.extra["credit_date"] = flat["date"]
        for name, value in self._candidates("credit"):
            if isinstance(value, dict) and not value.keys() <= set(CREDIT):
                self.extra[name] = value
        author = None if credit and credit.publisher else self._take("author", _people)
        source = None if credit and (credit.publisher or credit.title) else self._take("source", text_of)
        for role in ("author", "source"):
            if credit and (credit.publisher or (role == "source" and credit.title)):
                self._take(role, lambda _: None)
        if credit:
            return credit.replace(publisher=credit.publisher or author or source)
        if source and web_link(source) == source:
            return Credit("", author, None, source)
        if author and source:
            return Credit(source, author)
        return Credit("", author or source) if author or source else None


def _people(value: Any) -> str | None:
    if isinstance(value, str):
        return value.strip() or None  # a name may have a comma
    names = names_of(value)
    return ", ".join(names) if names else None


def looks_like_html(text: str) -> bool:
    """Tell whether a text begins with an element of HTML."""
    head = text.lstrip()[:40]
    name = head[1:].replace(">", " ").replace("/", " ").partition(" ")[0].strip().lower()
    return head.startswith("<") and name in _TAGS
