"""What went wrong with a server is one short clause, and what to do next."""

from __future__ import annotations

import socket
import ssl
from http.client import IncompleteRead, RemoteDisconnected

import pytest
from urllib3 import exceptions as http

from tipcli.web.address import parse
from tipcli.web.connection import Call, Connector
from tipcli.web.failures import reason
from tipcli.web.unpack import PackError


def no_tls() -> ssl.SSLError:
    """Return what the system's library raises for a server that answers a greeting of TLS in clear."""
    incoming = ssl.MemoryBIO()
    incoming.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    with pytest.raises(ssl.SSLError) as caught:
        ssl.create_default_context().wrap_bio(incoming, ssl.MemoryBIO(), server_hostname="example.org").do_handshake()
    return caught.value


ADDRESS = parse("https://example.org/feed")


@pytest.mark.parametrize(
    ("error", "said", "hint"),
    [
        (PackError("the page ended too early"), "the page ended too early", "Try again"),
        (http.ProtocolError("x", RemoteDisconnected("y")), "hung up without an answer", "Try again"),
        (http.ProtocolError("x", IncompleteRead(b"a", 5)), "ended too early", "Try again"),
        (
            http.ProtocolError("x", ConnectionResetError(104, "Connection reset by peer")),
            "Connection reset",
            "Try again",
        ),
        (socket.gaierror(-2, "unknown"), "the host example.org is not known", "Is the name right"),
        (TimeoutError(), "no connection within 3 seconds", "Try again"),
        (no_tls(), "no safe connection", ""),
        (http.ProxyError("x", ConnectionRefusedError(111, "Connection refused")), "the proxy: ", "https_proxy"),
        (ValueError("x"), "not what a web server sends", ""),
    ],
)
def test_each_kind_is_said_in_a_line(error: Exception, said: str, hint: str) -> None:
    call = Call(ADDRESS, ADDRESS, 60)
    why, what_next = reason(call, error, Connector(3, 5, None))
    assert said in why
    assert hint in what_next
    assert why.isprintable()


def test_a_server_that_falls_silent_is_told_from_one_that_never_answered() -> None:
    call = Call(ADDRESS, ADDRESS, 60)
    call.watch(None)
    assert reason(call, TimeoutError(), Connector(3, 5, None))[0] == "the server stopped sending for 5 seconds"
