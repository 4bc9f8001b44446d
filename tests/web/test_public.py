"""Which addresses and names are on the public internet."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import many
from tipcli.web.public import is_internal, is_public

# Rows of IANA's special-purpose registries, and whether a page may come from there.
ROWS = {
    "0.0.0.0/8": False, "10.0.0.0/8": False, "100.64.0.0/10": False, "127.0.0.0/8": False, "169.254.0.0/16": False,
    "172.16.0.0/12": False, "192.0.0.0/24": False, "192.0.2.0/24": False, "192.88.99.0/24": False,
    "192.168.0.0/16": False, "198.18.0.0/15": False, "198.51.100.0/24": False, "203.0.113.0/24": False,
    "224.0.0.0/4": False, "240.0.0.0/4": False, "192.31.196.0/24": True, "192.175.48.0/24": True,
    "::1/128": False, "::/128": False, "64:ff9b:1::/48": False, "100::/64": False, "100:0:0:1::/64": False,
    "2001::/23": False, "2001::/32": False, "2001:2::/48": False, "2001:20::/28": False, "2001:db8::/32": False,
    "3fff::/20": False, "5f00::/16": False, "fc00::/7": False, "fe80::/10": False, "fec0::/10": False,
    "ff00::/8": False, "2620:4f:8000::/48": True,
}  # fmt: skip
# The addresses just before and after a row, where no other row begins.
NEIGHBOURS = [
    "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0",
    "192.0.3.0", "192.88.98.255", "192.88.100.0", "198.17.255.255", "198.20.0.0", "223.255.255.255", "2001:200::",
    "2001:db7:ffff::1", "2001:db9::", "3ffe:ffff::1", "3fff:1000::", "2000::",
]  # fmt: skip


@pytest.mark.parametrize(("row", "expected"), ROWS.items())
def test_each_row_of_the_registries_from_its_first_address_to_its_last(row: str, expected: bool) -> None:  # noqa: FBT001
    network = ip_network(row)
    assert is_public(str(network[0])) is is_public(str(network[-1])) is expected


@pytest.mark.parametrize("text", NEIGHBOURS)
def test_what_is_beside_a_row_is_public(text: str) -> None:
    assert is_public(text)


@pytest.mark.parametrize(
    "text", ["8.8.8.8", "2606:4700::1", "::ffff:8.8.8.8", "2002:808:808::", "64:ff9b::808:808", "1.1.1.1"]
)
def test_public_addresses(text: str) -> None:
    assert is_public(text)


@pytest.mark.parametrize(
    "text",
    [
        "192.0.0.9", "198.18.0.1", "::127.0.0.1", "2001::1", "fe80::1%eth0", "", "a", "256.1.1.1", "4000::1",
        "::ffff:10.1.2.3", "::ffff:192.88.99.1", "2002:c0a8:101::", "2002:c058:6301::1", "64:ff9b::a9fe:a9fe",
        "64:ff9b::c058:6301", "::ffff:0:8.8.8.8",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(text: str) -> None:
    assert not is_public(text)


@many(100)
@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_as_public_in_any_wrapping(inside: object) -> None:
    number = int(ip_address(str(inside)))
    wrapped = (0xFFFF << 32 | number, 0x2002 << 112 | number << 80, 0x64FF9B << 96 | number)
    assert {is_public(str(ip_address(one))) for one in wrapped} == {is_public(str(inside))}


@pytest.mark.parametrize(
    "host",
    [
        "localhost", "a.localhost", "intranet", "wiki", "printer.local", "metadata.google.internal", "router.lan",
        "nas.home", "nas.home.arpa", "home.arpa", "x.corp", "x.private", "x.intranet", "x.localdomain", "db.svc",
        "x.test", "x.onion", "127.0.0.1", "::1", "fe80::1%eth0", "192.88.99.1", "3fff::1", "0x7f.1", "2130706433",
        "0177.0.0.1", "127.1", "1.2.3.0x4", "local", "a.local.",
    ],
)  # fmt: skip
def test_names_and_numbers_that_are_internal_wherever_they_are_looked_up(host: str) -> None:
    assert is_internal(host)


@pytest.mark.parametrize(
    "host", ["example.org", "local.example.org", "localhost.example", "a.b.c", "8.8.8.8", "2606:4700::1", "x.0xide.com"]
)
def test_names_and_numbers_that_may_be_public(host: str) -> None:
    assert not is_internal(host)
