"""The way to a server: its address looked up once and checked, a connection to just that, a clock that ends it."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from tipcli.model.errors import AccessError
from tipcli.web.proxies import proxy_for, through
from tipcli.web.public import is_internal, is_public

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator, Mapping
    from typing import Self

    from urllib3 import BaseHTTPResponse, HTTPConnectionPool

    from tipcli.web.address import Address
    from tipcli.web.proxies import Proxy


class Call:
    """One fetch: where it stands, and the clock that ends it.

    Timeouts of sockets start anew with each byte, so at the end of the time another thread shuts the socket, and
    whatever waits for it returns.
    """

    def __init__(self, first: Address, home: Address, seconds: float) -> None:
        self.first = self.hop = first
        self.home = home
        self.seen = {first.text}
        self.is_over = False
        self.is_connected = False
        self._end = time.monotonic() + seconds
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    @property
    def place(self) -> str:
        """The address for messages, and where it led."""
        return self.first.shown if self.hop == self.first else f"{self.first.shown}, sent on to {self.hop.shown}"

    @property
    def is_home(self) -> bool:
        """Whether the hop goes to the host and port that the person typed."""
        return (self.hop.host, self.hop.port) == (self.home.host, self.home.port)

    def left(self) -> float:
        """Return the seconds that are left. Raises TimeoutError where none are."""
        left = self._end - time.monotonic()
        if self.is_over or left <= 0:
            self.is_over = True
            raise TimeoutError
        return left

    def watch(self, connected: socket.socket | None) -> None:
        """Take the socket that is to be shut at the end."""
        with self._lock:
            self._socket, self.is_connected = connected, True
        if self.is_over:
            self._cut()

    def _cut(self) -> None:
        with self._lock:
            self.is_over = True
            if self._socket is not None:
                with suppress(OSError):
                    # Not the method of a TLS socket, which would have the reading thread go on unencrypted.
                    socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


class Connector:
    """Asks servers. `connect` and `silence` are seconds, `resolve` gives the IP addresses of a host and port."""

    def __init__(self, connect: float, silence: float, resolve: Callable[[str, int], list[str]] | None) -> None:
        self.connect = connect
        self.silence = silence
        self._resolve = resolve or _looked_up
        self._known: dict[str, list[str]] = {}
        self._tls: ssl.SSLContext | None = None

    @contextmanager
    def answer(self, call: Call, headers: Mapping[str, str]) -> Iterator[BaseHTTPResponse]:
        """Ask the host of the call's hop and yield its answer, the body unread.

        The first of the host's addresses that takes a connection is it. Raises AccessError where the hop must not be
        followed, and whatever urllib3 and the system raise.
        """
        from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

        call.is_connected = False
        proxy = proxy_for(call.hop)
        addresses = self._checked(call, is_proxied=bool(proxy))
        started = time.monotonic()
        while True:
            left = min(call.left(), max(self.connect - (time.monotonic() - started), 0.01))
            pool = self._pool(call, addresses.pop(0), proxy)
            try:
                # Half of the time that is left for each but the last: one dead address must not use up all of it.
                response = self._ask(call, pool, headers, left / 2 if addresses else left, is_proxied=bool(proxy))
            except (ConnectTimeoutError, NewConnectionError):
                pool.close()
                if not addresses or call.is_over:
                    raise
                continue
            except BaseException:
                pool.close()
                raise
            try:
                yield response
            finally:
                response.close()
                pool.close()
            return

    def _ask(
        self, call: Call, pool: HTTPConnectionPool, headers: Mapping[str, str], connect: float, *, is_proxied: bool
    ) -> BaseHTTPResponse:
        from urllib3 import Timeout

        # A proxy that forwards has to be told the whole address; through a tunnel, a server gets its own part.
        target = call.hop.text if is_proxied and call.hop.scheme == "http" else call.hop.target
        return pool.urlopen(
            "GET",
            target,
            headers=headers,
            retries=False,
            redirect=False,
            assert_same_host=False,
            timeout=Timeout(connect=connect, read=min(self.silence, call.left())),
            preload_content=False,
            decode_content=False,
        )

    def _checked(self, call: Call, *, is_proxied: bool) -> list[str]:
        """Return the IP addresses of the hop's host, the same ones each time.

        With a proxy it is the proxy that looks the name up, so that what is checked here is only what can be known
        from here: numbers, names that are internal wherever they are looked up, and those that this machine can look
        up too.
        """
        hop = call.hop
        if is_proxied and call.is_home:
            return [hop.host]
        if is_proxied and is_internal(hop.host):
            raise _private(call)
        if hop.host not in self._known:
            try:
                found = _within(min(self.connect, call.left()), lambda: self._resolve(hop.host, hop.port))
            except OSError:
                if is_proxied:
                    return [hop.host]
                raise
            if not found:
                raise socket.gaierror
            self._known[hop.host] = found
        addresses = self._known[hop.host]
        if not call.is_home and not all(map(is_public, addresses)):
            raise _private(call)
        return addresses[:1] if is_proxied else list(addresses)

    def _pool(self, call: Call, ip: str, proxy: Proxy | None) -> HTTPConnectionPool:
        """Return a pool for connections to this IP address, or through the proxy, under the name of the hop's host."""
        from urllib3 import HTTPConnectionPool, HTTPSConnectionPool

        from tipcli.web.final import FinalAnswer

        hop = call.hop
        if self._tls is None and (hop.scheme == "https" or (proxy and proxy.address.startswith("https:"))):
            import ssl

            self._tls = ssl.create_default_context()
        pool: HTTPConnectionPool
        if proxy:
            pool = through(proxy, hop, self._tls)
        elif hop.scheme == "https":
            pool = HTTPSConnectionPool(ip, hop.port, ssl_context=self._tls, server_hostname=hop.host)
        else:
            pool = HTTPConnectionPool(ip, hop.port)

        class Watched(pool.ConnectionCls):  # type: ignore[misc, name-defined]
            response_class = FinalAnswer

            def connect(self) -> None:
                super().connect()
                call.watch(self.sock)

        pool.ConnectionCls = Watched
        return pool


def _private(call: Call) -> AccessError:
    return AccessError(
        f"{call.place}: that host is on a private network, where only what you type yourself may lead",
        hint=f"If you trust it, give that address itself: {call.hop.shown}",
    )


def _looked_up(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


def _within(seconds: float, resolve: Callable[[], list[str]]) -> list[str]:
    """Return what `resolve` does, in a thread, for the system's own look-up can be neither timed nor interrupted."""
    answers: list[list[str]] = []
    errors: list[OSError | ValueError] = []

    def run() -> None:
        try:
            answers.append(resolve())
        except (OSError, ValueError) as error:
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if errors:
        raise errors[0]
    if not answers:
        raise TimeoutError
    return answers[0]
