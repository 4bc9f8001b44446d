"""Proxies: where they are asked, and that a page cannot lead behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.server import Server, answer, free_port, moved
from tests.web.fetching import FEED, failure, fetch
from tipcli.web.address import parse
from tipcli.web.proxies import proxy_for

if TYPE_CHECKING:
    from collections.abc import Callable

ADDRESSES = {"a.example": ["10.1.2.3"], "b.example": ["93.184.216.34", "::1"], "c.example": ["93.184.216.34"]}


def resolve(host: str, _: int) -> list[str]:
    """Look up as a machine behind a proxy does that knows some names of its own network and no others."""
    if host not in ADDRESSES:
        raise OSError(f"no address of {host}")
    return ADDRESSES[host]


@pytest.mark.parametrize("name", ["http_proxy", "ALL_PROXY", "all_proxy"])
@pytest.mark.parametrize(
    "host",
    [
        "localhost", "wiki", "printer.local", "metadata.google.internal", "nas.lan", "nas.home.arpa", "a.example",
        "b.example", "127.0.0.1", "[::1]", "0x7f.1", "2130706433", "192.88.99.1", "[3fff::1]",
    ],
)  # fmt: skip
def test_a_redirect_to_what_is_internal_does_not_reach_the_proxy(
    server: Server, monkeypatch: pytest.MonkeyPatch, name: str, host: str
) -> None:
    monkeypatch.setenv(name, server.address())
    server.at("http://start.example/", moved(f"http://{host}/secret"))
    error = failure("http://start.example/", {"resolve": resolve})
    assert "private network" in error.message
    assert "give that address itself" in error.hint
    assert server.targets == ["http://start.example/"]


@pytest.mark.parametrize("host", ["other.example", "c.example", "93.184.216.34"])
def test_a_redirect_to_what_may_be_public_goes_through_the_proxy(
    server: Server, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setenv("ALL_PROXY", server.address())
    server.at("http://start.example/", moved(f"http://{host}/feed"))
    server.at(f"http://{host}/feed", answer(FEED))
    assert fetch("http://start.example/", {"resolve": resolve})[1] == FEED


def test_an_address_out_of_a_document_may_be_no_internal_name_either(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALL_PROXY", server.address())
    server.at("http://wiki/feed", answer(FEED))
    typed = {"typed": "http://start.example/"}
    assert "private network" in failure("http://wiki/feed", {"resolve": resolve}, **typed).message
    assert fetch("http://wiki/feed")[1] == FEED  # what a person types may be internal


def chosen(address: str, monkeypatch: pytest.MonkeyPatch, **variables: str) -> str:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    proxy = proxy_for(parse(address))
    return proxy.address if proxy else ""


@pytest.mark.parametrize(
    ("variables", "proxy"),
    [
        ({"ALL_PROXY": "http://all:1"}, "http://all:1"),
        ({"all_proxy": "all:1"}, "http://all:1"),
        ({"ALL_PROXY": "http://big:1", "all_proxy": "http://small:1"}, "http://small:1"),
        ({"all_proxy": "http://all:1", "http_proxy": "http://one:1"}, "http://one:1"),
        ({"all_proxy": "http://all:1", "https_proxy": "http://other:1"}, "http://all:1"),
        ({"all_proxy": "http://all:1", "http_proxy": ""}, "http://all:1"),
        ({"all_proxy": ""}, ""),
        ({}, ""),
    ],
)
def test_the_proxy_of_the_scheme_goes_before_the_one_for_all(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], proxy: str
) -> None:
    assert chosen("http://example.org/", monkeypatch, **variables) == proxy


@pytest.mark.parametrize(
    ("entries", "address", "is_direct"),
    [
        ("*", "http://example.org/", True),
        ("example.org", "http://example.org/", True),
        ("example.org", "http://www.example.org/", True),
        (".example.org", "http://www.example.org/", True),
        (".example.org", "http://example.org/", True),
        ("*.example.org", "http://www.example.org/", True),
        ("EXAMPLE.org", "http://example.org/", True),
        ("example.org.", "http://example.org/", True),
        ("a.test, example.org", "http://example.org/", True),
        ("a.test example.org", "http://example.org/", True),
        ("ample.org", "http://example.org/", False),
        ("www.example.org", "http://example.org/", False),
        (".", "http://example.org/", False),
        (" , ", "http://example.org/", False),
        ("example.org:8080", "http://example.org:8080/", True),
        ("example.org:8080", "http://example.org/", False),
        ("example.org:80", "http://example.org/", True),
        ("example.org:443", "https://www.example.org/", True),
        ("example.org:443", "http://example.org/", False),
        ("127.0.0.1", "http://127.0.0.1:81/", True),
        ("127.0.0.1:81", "http://127.0.0.1:81/", True),
        ("127.0.0.1:82", "http://127.0.0.1:81/", False),
        ("10.0.0.0/8", "http://10.1.2.3/", True),
        ("10.0.0.0/8", "http://11.1.2.3/", False),
        ("10.0.0.0/8", "http://example.org/", False),
        ("10.0.0.0/99", "http://10.1.2.3/", False),
        ("::1", "http://[::1]/", True),
        ("[::1]", "http://[::1]:81/", True),
        ("[::1]:81", "http://[::1]:81/", True),
        ("[::1]:82", "http://[::1]:81/", False),
        ("fd00::/8", "http://[fd12::1]/", True),
        ("fd00::/8", "http://10.1.2.3/", False),
    ],
)
def test_no_proxy_names_domains_addresses_networks_and_ports(
    monkeypatch: pytest.MonkeyPatch,
    entries: str,
    address: str,
    is_direct: bool,  # noqa: FBT001
) -> None:
    for name in ("NO_PROXY", "no_proxy"):
        with monkeypatch.context() as patch:
            assert (chosen(address, patch, ALL_PROXY="http://all:1", **{name: entries}) == "") == is_direct


def test_no_proxy_leads_past_the_proxy_for_all(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", f"http://127.0.0.1:{free_port()}")
    address = server.at("/", answer(FEED))
    assert "the proxy: no connection" in failure(address).message
    monkeypatch.setenv("NO_PROXY", f"127.0.0.1:{server.port}")
    assert fetch(address)[1] == FEED


@pytest.mark.parametrize("name", ["http_proxy", "all_proxy"])
@pytest.mark.parametrize("proxy", ["socks5://me:secret@127.0.0.1:1", "socks5h://127.0.0.1:1", "ftp://a", "http://a:x"])
def test_a_proxy_of_another_kind_is_told_and_never_passed_by(
    monkeypatch: pytest.MonkeyPatch, server: Server, name: str, proxy: str
) -> None:
    monkeypatch.setenv(name, proxy)
    error = failure(server.at("/", answer(FEED)))
    assert "no http or https address" in error.message
    assert name in error.hint
    assert "no_proxy" in error.hint
    assert "secret" not in error.message + error.hint
    assert server.requests == []


@pytest.fixture
def behind(server: Server, monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], str]:
    """Return what puts a page behind the proxy and gives its address."""
    monkeypatch.setenv("all_proxy", server.address())

    def put(page: bytes) -> str:
        server.at("http://start.example/", page)
        return "http://start.example/"

    return put


def test_a_page_through_the_proxy_that_breaks_off_is_no_page(behind: Callable[[bytes], str]) -> None:
    assert "the page ended too early" in failure(behind(answer(FEED, length=len(FEED) + 1))).message


def test_early_hints_through_the_proxy_are_no_answer(behind: Callable[[bytes], str]) -> None:
    assert fetch(behind(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + answer(FEED)))[1] == FEED
