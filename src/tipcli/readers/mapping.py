"""From named values to an item: our own records exactly, anybody else's by the names that people use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tipcli.model.tip import Credit
from tipcli.readers.base import Item
from tipcli.readers.dates import day, moment
from tipcli.readers.fields import Keeper, body_of, names_of, number_of, object_of, plain, role_of, text_of, truth_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_CREDIT = ("title", "publisher", "date", "url")
_RECORD = frozenset(
    "ref number slug collection title date topics gist body action credit complete guid link extra mark".split()
) | {f"credit_{part}" for part in _CREDIT}
_LONGEST_DATE = 1000  # characters that are kept of a date that cannot be read
# Elements that a text in HTML begins with: Markdown has `<https://...>` too, and prose may begin with `<3`.
_TAGS = frozenset(
    "a abbr article aside b blockquote br center code div dl em figure font h1 h2 h3 h4 h5 h6 header hr i iframe img "
    "main ol p pre section small span strong sub sup table u ul video".split()
)


_PLAIN = frozenset("title body gist date topics action link guid slug".split())
_CREDITS = frozenset({"author", "source", "credit", *(f"credit_{part}" for part in _CREDIT)})


def plain_item(fields: dict[str, Any], place: str) -> Item | None:
    """Return what `Mapping` makes of texts under our own names, in a tenth of the time; None for anything else."""
    if not fields.keys() <= _PLAIN:
        return None
    for name, value in fields.items():
        if type(value) is not str:
            if name != "topics" or type(value) is not list:
                return None
        elif value.isspace():
            return None
    get = fields.get
    body, date, link, topics = get("body"), get("date"), get("link", ""), get("topics")
    if not body or body.lstrip()[0] == "<":  # a description may stand for it; HTML
        return None
    if (date and (len(date) != 10 or _day(date) != date)) or (link and _address(link) != link):
        return None
    names = tuple(dict.fromkeys(names_of(topics) or ())) if topics else ()
    title, action, slug, guid = get("title", ""), get("action", ""), get("slug", ""), get("guid", "")
    return Item(place, title, body, get("gist", ""), date or None, names, action, None, True, None, slug, guid, link)  # noqa: FBT003


def own_item(fields: dict[str, Any], place: str) -> Item:
    """Read one of our records: what is in it is what the tip had. Raises TooMuchError."""
    get = fields.get
    topics = get("topics") or ()
    extra = object_of(get("extra")) or {}
    rest = {key: value for key, value in fields.items() if key not in _RECORD and value not in (None, "")}
    if rest or extra:
        keeper = Keeper()
        extra = {key: keeper.kept(value) for key, value in (*rest.items(), *extra.items())}
    item = Item(
        place,
        title=text_of(get("title")) or "",
        body=text_of(get("body")) or "",
        gist=text_of(get("gist")) or "",
        topics=tuple(topics.split(",")) if isinstance(topics, str) else names_of(topics) or (),
        action=text_of(get("action")) or "",
        credit=_credit(get("credit")) or _credit({part: get(f"credit_{part}") for part in _CREDIT}),
        complete=truth_of(get("complete")) is not False,
        number=number_of(get("number")),
        slug=text_of(get("slug")) or "",
        guid=text_of(get("guid")) or "",
        link=text_of(get("link")) or "",
        extra=extra,
    )
    _set_date(item, [get("date")])
    return item


def _credit(value: Any) -> Credit | None:
    """Return the credit in an object or a text; None where nothing is in it."""
    if isinstance(value, str) and value.strip():
        return Credit(value.strip())
    if not isinstance(value, dict):
        return None
    title, publisher, date, url = (text_of(value.get(part)) for part in _CREDIT)
    return Credit(title or "", publisher, _day(date), url) if title or publisher or date or url else None


def _day(text: str | None) -> str | None:
    return day(text) if text else None


def _set_date(item: Item, values: list[Any]) -> str | None:
    """Set the date of the first value that is one and return its text.

    Its time is kept in `extra`; where none is a date, the first text is.
    """
    texts = [text for value in values if not isinstance(value, bool) and (text := text_of(value))]
    for text in texts:
        if found := day(text):
            item.date = found
            if len(text) > len("2025-03-04") and "T" in (full := moment(text) or ""):
                item.extra.setdefault("published", full)
            return text
    if texts:
        item.extra.setdefault("date", texts[0][:_LONGEST_DATE])
    return None


class Mapping:
    """The fields of one object by what they stand for; each that no field of a tip takes is left for `extra`.

    `body` is the text in Markdown where it stands apart from the fields.
    """

    def __init__(self, fields: dict[str, Any], body: str | None) -> None:
        self.body = body
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
        link = take("link", _address) or ""
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
        used = _set_date(item, [value for _, value in dates])
        # The first unreadable one is kept as `date` already.
        kept_one = used or item.extra.get("date")
        unused = [(name, value) for name, value in dates if (text := text_of(value)) != kept_one or text is None]
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
            found.sort(key=lambda one: one[0])
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
        if value not in ("", [], {}):
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
            from tipcli.readers.markup import to_markdown

            body = to_markdown(body, link)
        if not is_gist and looks_like_html(gist):
            from tipcli.readers.markup import to_text

            gist = to_text(gist)
        return body or "", gist

    def _credited(self) -> Credit | None:
        """Return what the fields say of where the tip comes from."""
        if self.found.keys().isdisjoint(_CREDITS):
            return None
        whole: Credit | None = self._take("credit", _credit)
        flat = {part: self._take(f"credit_{part}", text_of) for part in _CREDIT}
        credit = whole or _credit(flat)
        if credit and credit.date is None and flat["date"]:
            self.extra["credit_date"] = flat["date"]
        for name, value in self._candidates("credit"):
            if isinstance(value, dict) and not value.keys() <= set(_CREDIT):
                self.extra[name] = value
        author = None if credit and credit.publisher else self._take("author", _people)
        source = None if credit and (credit.publisher or credit.title) else self._take("source", text_of)
        for role in ("author", "source"):
            if credit and (credit.publisher or (role == "source" and credit.title)):
                self._take(role, lambda _: None)
        if credit:
            return credit.replace(publisher=credit.publisher or author or source)
        if source and _address(source) == source:
            return Credit("", author, None, source)
        if author and source:
            return Credit(source, author)
        return Credit("", author or source) if author or source else None


def _address(value: Any) -> str | None:
    text = (text_of(value) or "").strip()
    return text if text[:8].lower().startswith(("http://", "https://")) else None


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
