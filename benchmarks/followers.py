"""Lets many clients follow one file of tips on this machine: requests a second, bytes, and whether all came through.

    uv run python benchmarks/followers.py ADDRESS [-n CLIENTS] [-r ROUNDS]

Every client asks once for the whole file, then in each round whether it changed, as `tips sync` does: with the ETag of
the last answer. The address has to be one of this machine, and at most 64 clients are at it at a time.
"""

from __future__ import annotations

import argparse
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from urllib.parse import urlsplit

_HERE = ("127.0.0.1", "::1", "localhost")
_AT_ONCE = 64


def main() -> int:
    """Print what came back; return 1 where anything was lost."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("address")
    parser.add_argument("-n", "--clients", type=int, default=1000)
    parser.add_argument("-r", "--rounds", type=int, default=3)
    options = parser.parse_args()
    if urlsplit(options.address).hostname not in _HERE:
        parser.error("the address is not one of this machine")
    tags: list[str] = [""] * options.clients
    is_well = True
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for number in range(options.rounds + 1):
            start = time.monotonic()
            answers = list(pool.map(lambda tag: asked(options.address, tag), tags))
            took = time.monotonic() - start
            wanted = 304 if number else 200
            lost = sum(status != wanted for status, _, _ in answers)
            size = sum(size for _, size, _ in answers) / len(answers)
            what = "unchanged" if number else "whole file"
            print(f"{what:10} {len(answers) / took:8.0f} requests/s {size:12.0f} bytes of body each, {lost} lost")
            is_well = is_well and not lost
            tags = [tag or before for (_, _, tag), before in zip(answers, tags, strict=True)]
    return 0 if is_well else 1


def asked(address: str, tag: str) -> tuple[int, int, str]:
    """Return status, bytes of the body and ETag of an answer; status 0 where there was none."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port or 80, timeout=30)
    try:
        connection.request("GET", parts.path, headers={"If-None-Match": tag} if tag else {})
        answer = connection.getresponse()
        return answer.status, len(answer.read()), answer.getheader("ETag") or ""
    except OSError:
        return 0, 0, ""
    finally:
        connection.close()


if __name__ == "__main__":
    raise SystemExit(main())
