"""Proxies: which one the environment or the system names for an address, and connections through it."""

from __future__ import annotations

from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from tipcli.model.errors import AccessError

if TYPE_CHECKING:
    import ssl

    from urllib3 import HTTPConnectionPool

    from tipcli.web.address import Address


class Proxy(NamedTuple):
    """A proxy: its address, a scheme in front, and the variable that named it, for messages."""

    address: str
    variable: str


def proxy_for(hop: Address) -> Proxy | None:
    """Return the proxy for this hop: that of its scheme, else `all_proxy`, unless `no_proxy` names the host."""
    from urllib.request import getproxies, proxy_bypass

    named = getproxies()
    kind = hop.scheme if named.get(hop.scheme) else "all"
    address = named.get(kind, "").strip()
    if not address or _is_excepted(hop, named.get("no", "")) or proxy_bypass(hop.netloc):
        return None
    return Proxy(address if "://" in address else f"http://{address}", f"{kind}_proxy")


def _is_excepted(hop: Address, said: str) -> bool:
    return any(_names(entry.lower(), hop) for entry in said.replace(",", " ").split())


def _names(entry: str, hop: Address) -> bool:
    """Tell whether an entry of `no_proxy` names the host of a hop.

    An entry is `*`, a domain with all below it (a dot or `*.` may stand before it), an IP address or a network of them
    (`10.0.0.0/8`), each with a port behind it or none.
    """
    if entry == "*":
        return True
    host, port = _parted(entry)
    if port and port != str(hop.port):
        return False
    try:
        return ip_address(hop.host) in ip_network(host, strict=False)
    except (ValueError, TypeError):  # a name, or one of IPv4 and one of IPv6
        suffix = host.removeprefix("*").strip(".")
        return bool(suffix) and f".{hop.host}".endswith(f".{suffix}")


def _parted(entry: str) -> tuple[str, str]:
    """Return host and port of an entry; brackets around an IPv6 address go."""
    if entry.startswith("["):
        host, _, port = entry[1:].partition("]")
        return host, port.removeprefix(":")
    host, _, port = entry.partition(":")
    return (entry, "") if ":" in port else (host, port)


def through(proxy: Proxy, hop: Address, tls: ssl.SSLContext | None) -> HTTPConnectionPool:
    """Return a pool for connections to the hop through the proxy. Raises AccessError where it is of another kind."""
    from urllib3 import ProxyManager
    from urllib3.exceptions import HTTPError

    try:
        parts = urlsplit(proxy.address)
        headers = None
        if parts.username is not None:
            headers = {"Proxy-Authorization": basic(f"{unquote(parts.username)}:{unquote(parts.password or '')}")}
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
        bare = f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port else "")
        manager = ProxyManager(bare, proxy_headers=headers, proxy_ssl_context=tls, ssl_context=tls)
        return manager.connection_from_host(hop.host, hop.port, hop.scheme)
    except (HTTPError, ValueError):
        raise AccessError(
            f"the proxy for {hop.scheme} has no http or https address",
            hint=f"Look at the variable {proxy.variable}, or name the host in no_proxy.",
        ) from None


def basic(user: str) -> str:
    """Return `NAME:PASSWORD` as the headers of basic authentication have it (RFC 7617)."""
    from base64 import b64encode

    return "Basic " + b64encode(user.encode("utf-8", "replace")).decode("ascii")
