"""A server on loopback that answers as a real WordPress did, see `tests/recorded/wordpress/README.md`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.conftest import ROOT
from tests.server import Server, answer

if TYPE_CHECKING:
    from tests.server import Connection, Request

FOLDER = ROOT / "tests" / "recorded" / "wordpress"
INDEX: dict[str, dict[str, Any]] = json.loads((FOLDER / "index.json").read_text("utf-8"))
EXPORT = "/wp-admin/export.php?download=true&content=all"
_KEPT = ("content-type", "etag", "last-modified", "link", "location", "retry-after")


class Site(dict[str, Any]):
    """The pages of a server that stands for the site in a state, with its own address in place of the site's."""

    def __init__(self, server: Server, state: str = "site") -> None:
        super().__init__()
        self.home = server.address("")
        self.state = state
        server.pages = self

    def get(self, target: str, default: Any = None) -> Any:
        told = INDEX[self.state].get(target) or INDEX["site"].get(target)
        return self.respond if told else default

    def respond(self, request: Request, connection: Connection) -> None:
        told = INDEX[self.state].get(request.target) or INDEX["site"][request.target]
        headers = {name.replace("-", "_"): value for name, value in told["headers"].items() if name in _KEPT}
        if "feed" in request.target and request.headers.get("if-none-match") == told["headers"].get("etag", "none"):
            connection.send(answer(b"", "304 Not Modified", **here(headers, self.home)))
            return
        connection.send(answer(self.body(told), f"{told['status']} X", **here(headers, self.home)))

    def body(self, told: dict[str, Any]) -> bytes:
        data = (FOLDER / told["file"]).read_bytes() if told.get("file") else b""
        for scheme in ("https", "http"):
            data = data.replace(f"{scheme}://blog.example".encode(), self.home.encode())
            escaped = self.home.replace("/", "\\/").encode()
            data = data.replace(f"{scheme}:\\/\\/blog.example".encode(), escaped)
        return data


def here(headers: dict[str, str], home: str) -> dict[str, Any]:
    """Return the headers with the address of the server in place of the site's."""
    return {
        name: value.replace("https://blog.example", home).replace("http://blog.example", home)
        for name, value in headers.items()
    }
