"""Addresses on the web: what they are made of, and how they may be shown."""

from __future__ import annotations

import re
from ipaddress import IPv6Address
from typing import NamedTuple
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from tipcli.model.errors import AccessError
from tipcli.model.text import quoted

LONGEST = 8_000  # characters of an address; servers take no more than about as much
_SHOWN = 200  # characters of an address that a message shows
_PORTS = {"http": 80, "https": 443}
_START = re.compile(r"(?:feed:)?https?://|feed://", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_HOST = re.compile(r"[a-z0-9._-]+")
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")  # a percent sign that escapes nothing
_SAFE = "%/:=&?~+!$,;'@()*[]|"  # stays as it is in a path and a query


class Address(NamedTuple):
    """An http or https address in its parts.

    `host` is a name in ASCII and lower case or an IP address without brackets, `target` the path with the query,
    percent-encoded. `user` is `NAME:PASSWORD` or empty; it is in no other form of the address.
    """

    scheme: str
    host: str
    port: int
    target: str
    user: str

    @property
    def netloc(self) -> str:
        """Host and port as the Host header has them, the port only where it is not the scheme's."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def text(self) -> str:
        """The address without its user."""
        return f"{self.scheme}://{self.netloc}{self.target}"

    @property
    def shown(self) -> str:
        """The address for a message: without its user, at most 200 characters. It is printable ASCII."""
        return self.text if len(self.text) <= _SHOWN else self.text[: _SHOWN - 1] + "…"


def is_address(text: str) -> bool:
    """Tell whether this is meant as an address on the web and not as a file: http, https, or feed before either."""
    return _START.match(text) is not None


def parse(text: str) -> Address:
    """Return the parts of an address, `feed:` taken off, what has to be percent-encoded so, the fragment dropped.

    Raises AccessError, which shows no user and no password.
    """
    plain = text.strip(" \t\r\n")
    if len(plain) > LONGEST:
        raise AccessError(f"an address of {len(plain):,} characters is too long, {LONGEST:,} is the most")
    if _START.match(plain) is None:
        raise AccessError(f"{quoted(_bare(plain))} is no address that begins with http:// or https://")
    if plain[:5].lower() == "feed:":
        plain = "http:" + plain[5:] if plain[5:7] == "//" else plain[5:]
    try:
        parts, host, port = _split(plain)
    except ValueError as error:
        raise AccessError(f"{quoted(_bare(plain))} is no valid address: {error}") from None
    scheme = parts.scheme.lower()
    target = (parts.path if parts.path.startswith("/") else "/" + parts.path) + ("?" + parts.query) * bool(parts.query)
    encoded = quote(_STRAY.sub("%25", target).encode("utf-8", "surrogatepass"), safe=_SAFE)
    name, colon, password = parts.netloc.rpartition("@")[0].partition(":")
    user = f"{unquote(name)}:{unquote(password)}" if name or colon else ""
    return Address(scheme, host, port or _PORTS[scheme], encoded, user)


def _split(text: str) -> tuple[SplitResult, str, int | None]:
    """Return the parts of an address, its host and its port.

    Raises ValueError, never with the words of urllib, which quote what may be a password.
    """
    # A space may stand in a path as people paste it; what else controls a line may stand nowhere.
    if _CONTROL.search(text):
        raise ValueError("a control character in it")
    try:
        parts = urlsplit(text)
        name = parts.hostname
    except ValueError:
        raise ValueError("no such host") from None
    try:
        port = parts.port
    except ValueError:
        port = 0
    if port == 0:
        raise ValueError("its port is no number from 1 to 65535")
    if not name:
        raise ValueError("no host")
    try:
        return parts, _host(name), port
    except ValueError:
        raise ValueError("no such host") from None


def _host(name: str) -> str:
    """Return a host in ASCII: an IPv6 address in its short form, a name by IDNA (RFC 3490). Raises ValueError."""
    if ":" in name:
        # The percent sign before a zone is escaped in an address (RFC 6874).
        host = str(IPv6Address(name.replace("%25", "%", 1)))
        plain = host.partition("%")[2] or "none"
    else:
        # Names have at most 253 characters; the codec is slow with long ones.
        host = plain = name[:254].encode("idna").decode("ascii").lower().removesuffix(".")
    if not _HOST.fullmatch(plain) or len(host) > 253:
        raise ValueError
    return host


def _bare(text: str) -> str:
    """Return what could not be parsed without anything that may be a user and a password."""
    start, slashes, rest = text.partition("//")
    return start + slashes + rest.rpartition("@")[2] if slashes else text.rpartition("@")[2]


def redacted(text: str) -> str:
    """Return an address without its user and password, as it may be shown and kept; never an error."""
    try:
        return parse(text).text
    except AccessError:
        return _bare(text)


def join(base: Address, link: str) -> Address:
    """Return where a link leads that stands at `base`; a user in it is dropped. Raises AccessError."""
    try:
        joined = urljoin(base.text, link.strip(" \t\r\n"))
    except ValueError:
        joined = link
    if joined[:5].lower() == "feed:":
        raise AccessError(f"{quoted(_bare(joined))} is no address that begins with http:// or https://")
    return parse(joined)._replace(user="")


def same_origin(one: str, other: str) -> bool:
    """Tell whether two addresses have scheme, host and port in common, as a browser compares them."""
    try:
        first, second = parse(one), parse(other)
    except AccessError:
        return False
    return first[:3] == second[:3]
