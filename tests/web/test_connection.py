"""The clock of a fetch, the addresses that may be connected to, and the header that says who asks."""

from __future__ import annotations

import socket

import pytest

from tipcli.model.errors import AccessError
from tipcli.web.address import parse
from tipcli.web.connection import Call, Connector
from tipcli.web.proxies import basic

FIRST = parse("http://example.org/feed")


def test_a_call_names_where_it_began_and_where_it_led() -> None:
    call = Call(FIRST, FIRST, 60)
    assert (call.is_home, call.place) == (True, "http://example.org/feed")
    call.hop = parse("http://other.example/feed")
    assert (call.is_home, call.place) == (False, "http://example.org/feed, sent on to http://other.example/feed")


def test_when_the_time_is_over_there_is_none_left() -> None:
    assert 0 < Call(FIRST, FIRST, 60).left() <= 60
    over = Call(FIRST, FIRST, 0)
    with pytest.raises(TimeoutError):
        over.left()
    assert over.is_over


def test_at_the_end_whoever_waits_for_the_socket_reads_its_end() -> None:
    near, far = socket.socketpair()
    with near, far, Call(FIRST, FIRST, 0) as call:
        call.watch(near)
        near.settimeout(60)
        assert near.recv(1) == b""


@pytest.mark.parametrize("ip", ["127.0.0.1", "10.0.0.7", "169.254.169.254", "::1"])
def test_a_host_that_was_led_to_has_to_be_public(ip: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    asked: list[tuple[str, int]] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append((host, port))
        return [ip]

    call = Call(parse("http://led-to.example/"), FIRST, 60)
    with pytest.raises(AccessError), Connector(1, 1, resolve).answer(call, {}):
        pass
    assert asked == [("led-to.example", 80)]


def test_a_user_is_sent_as_basic_authentication_says() -> None:
    assert basic("Aladdin:open sesame") == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="  # the example of RFC 7617
