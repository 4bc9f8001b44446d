"""Web servers on loopback for tests: well-behaved ones, and ones that send any bytes at any pace."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator

    Respond = Callable[["Request", "Connection"], None]


@dataclass(frozen=True)
class Request:
    """What a client asked for; the names of the headers are in lower case."""

    target: str
    headers: dict[str, str]


class Connection:
    """The server's end of one connection."""

    def __init__(self, connected: socket.socket, stopped: threading.Event) -> None:
        self.socket = connected
        self.stopped = stopped

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def wait(self, seconds: float) -> bool:
        """Wait, and tell whether to go on, which is not so once the test is over."""
        return not self.stopped.wait(seconds)


@dataclass
class Server:
    """A running server. `pages` maps targets to whole answers or to functions that send one."""

    port: int
    host: str = "127.0.0.1"
    scheme: str = "http"
    pages: dict[str, bytes | Respond] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)

    @property
    def targets(self) -> list[str]:
        return [request.target for request in self.requests]

    def at(self, target: str, page: bytes | Respond) -> str:
        """Put a page there and return its address."""
        self.pages[target] = page
        return self.address(target)

    def address(self, target: str = "/", host: str = "", user: str = "") -> str:
        return f"{self.scheme}://{user}{host or self.host}:{self.port}{target}"


def answer(body: bytes = b"", status: str = "200 OK", *, length: int | None = None, **headers: str) -> bytes:
    """Return a whole answer; `_` in the name of a header stands for `-`. A `length` below 0 sends none."""
    lines = [f"HTTP/1.1 {status}", "Connection: close"]
    if length is None or length >= 0:
        lines.append(f"Content-Length: {len(body) if length is None else length}")
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def moved(location: str, status: str = "302 Found") -> bytes:
    return answer(b"moved", status, Location=location)


def _request(connected: socket.socket) -> Request | None:
    with connected.makefile("rb") as file:
        if file.peek(1)[:1] == b"\x16":  # a TLS handshake, where none was expected
            return Request("TLS", {})
        words = file.readline().decode("latin-1").split()
        headers = {}
        while (line := file.readline().decode("latin-1").strip()) != "":
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
    return Request(words[1], headers) if len(words) > 1 else None


def _respond(server: Server, connection: Connection, context: ssl.SSLContext | None) -> None:
    # A client that hangs up is no failure of the server.
    with suppress(OSError):
        if context:
            connection.socket = context.wrap_socket(connection.socket, server_side=True)
        with connection.socket:
            request = _request(connection.socket)
            if request is None:
                return
            server.requests.append(request)
            page = server.pages.get(request.target, answer(b"nothing here", "404 Not Found"))
            if isinstance(page, bytes):
                connection.send(page)
            else:
                page(request, connection)
            with suppress(OSError):
                connection.socket.shutdown(socket.SHUT_WR)


@contextmanager
def serving(host: str = "127.0.0.1", context: ssl.SSLContext | None = None) -> Iterator[Server]:
    """Run a server on a free port until the end of the block."""
    stopped = threading.Event()
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, 0), family=family) as listener:
        server = Server(listener.getsockname()[1], host, "https" if context else "http")
        threads: list[threading.Thread] = []

        def accept() -> None:
            with suppress(OSError):
                while not stopped.is_set():
                    connected, _ = listener.accept()
                    connected.settimeout(60)
                    connection = Connection(connected, stopped)
                    thread = threading.Thread(target=_respond, args=(server, connection, context), daemon=True)
                    thread.start()
                    threads.append(thread)

        loop = threading.Thread(target=accept, daemon=True)
        loop.start()
        try:
            yield server
        finally:
            stopped.set()
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            for thread in (loop, *threads):
                thread.join(5)


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port
