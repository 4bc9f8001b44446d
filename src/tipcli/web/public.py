"""Which hosts can be on the public internet, by their IP address or, where only that is known, by their name.

What is not public stands here row by row, and not in the `ipaddress` of whatever Python runs, which has it in parts.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

# The rows of IANA's IPv4 Special-Purpose Address Registry that no page is fetched from, and what is multicast.
_CLOSED_4 = (
    "0.0.0.0/8",  # this network (RFC 791)
    "10.0.0.0/8",  # private use (RFC 1918)
    "100.64.0.0/10",  # shared address space, of carriers (RFC 6598)
    "127.0.0.0/8",  # loopback (RFC 1122)
    "169.254.0.0/16",  # link local (RFC 3927)
    "172.16.0.0/12",  # private use (RFC 1918)
    "192.0.0.0/24",  # IETF protocol assignments (RFC 6890), DS-Lite, PCP and TURN within it
    "192.0.2.0/24",  # documentation (RFC 5737)
    "192.88.99.0/24",  # deprecated: 6to4 relay anycast (RFC 7526)
    "192.168.0.0/16",  # private use (RFC 1918)
    "198.18.0.0/15",  # benchmarking (RFC 2544)
    "198.51.100.0/24",  # documentation (RFC 5737)
    "203.0.113.0/24",  # documentation (RFC 5737)
    "224.0.0.0/4",  # multicast (RFC 5771)
    "240.0.0.0/4",  # reserved (RFC 1112), limited broadcast within it
)
# Of IPv6, only this is given to hosts (IANA's Internet Protocol Version 6 Address Space): outside it are loopback,
# unspecified, unique local, link local, site local, multicast, discard-only, SRv6 and what is reserved.
_UNICAST_6 = ip_network("2000::/3")
# The rows of IANA's IPv6 Special-Purpose Address Registry within it.
_CLOSED_6 = (
    "2001::/23",  # IETF protocol assignments (RFC 2928): Teredo, benchmarking, ORCHID, AS112, remote identification
    "2001:db8::/32",  # documentation (RFC 3849)
    "3fff::/20",  # documentation (RFC 9637)
)
_CLOSED = tuple(ip_network(row) for row in (*_CLOSED_4, *_CLOSED_6))
_NAT64 = ip_network("64:ff9b::/96")  # RFC 6052; 64:ff9b:1::/48 (RFC 8215) is for use within a network

# Last labels of names that the public name system never has: IANA's Special-Use Domain Names, `internal` (ICANN, 2024),
# the private top-level domains of RFC 6762, appendix G, and what resolvers and container networks add by themselves.
_INTERNAL = frozenset(
    "localhost local test internal onion alt intranet private corp home lan localdomain docker svc consul".split()
)


def is_public(text: str) -> bool:
    """Tell whether an IP address, as `getaddrinfo` writes it, can be that of a host on the public internet.

    An IPv6 form that wraps an IPv4 address (mapped, 6to4, NAT64) is as public as what is inside.
    """
    try:
        address = _unwrapped(ip_address(text))
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address not in _UNICAST_6:
        return False
    return not any(address in network for network in _CLOSED)


def _unwrapped(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Return the IPv4 address that packets to this one end up at, or the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour or address


def is_internal(host: str) -> bool:
    """Tell whether a host, in ASCII and lower case, can be none of the public internet by its name or number alone.

    So it is with a name of one label, which is looked up among the names of a network, a name under a domain of such
    networks, and a number in any other spelling than the usual one, which systems read in different ways.
    """
    try:
        return not is_public(str(ip_address(host)))
    except ValueError:
        pass
    *before, last = host.rstrip(".").split(".")
    is_home = last == "arpa" and before[-1:] == ["home"]  # RFC 8375
    return not before or is_home or last in _INTERNAL or last.isdigit() or last.startswith("0x")
