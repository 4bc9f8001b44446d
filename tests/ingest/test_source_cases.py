"""Sources that went wrong once, each with what is right: `tests/cases/sources/NAME.toml`.

A case says `why` in a line, and in each `[[step]]`

- `run`, a command line without `tips`: `{F}` is the folder `tests/cases/sources/files`, `{H}` a server on loopback, and
  the collection is called `case` unless the line names it,
- `serve`, a table of targets (`"/feed/"`; `"*"` is every other) to files, to be served from now on, or to tables of
  `file`, `status` (`"404 Not Found"`), and headers; what was served before stays,
- `prints` and `unprinted`, texts that are and are not in standard output; without them nothing may be printed,
- `status`, 0 unless it is said, `says` and `silent`, texts that are and are not in standard error (white space counts
  as one blank), `counts`, those of the last line that are not 0, and `requests`, the fewest and the most.

In the end `tips` is how many there are, unless there is a `[[tip]]` for each. A tip says what some of its fields are;
`has` and `lacks` are texts that are and are not in its body.
"""

from __future__ import annotations

import shlex
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.importing import Inside, counts, held, truth, well
from tests.server import Server, answer, serving

if TYPE_CHECKING:
    from tests.server import Respond

CASES = Path(__file__).parent.parent / "cases" / "sources"
FILES = CASES / "files"
ALL = sorted(CASES.glob("*.toml"))


class Served(dict[str, "bytes | Respond"]):
    """The pages of a server, among them one for every target that has none of its own."""

    def get(self, target: str, default: Any = None) -> Any:
        return super().get(target, super().get("*", default))


def page(said: str | dict[str, Any], home: str) -> bytes:
    """Return the whole answer that a case names."""
    about = {"file": said} if isinstance(said, str) else said
    body = (FILES / about["file"]).read_bytes().replace(b"{H}", home.encode()) if about.get("file") else b""
    headers: dict[str, Any] = {name: str(value) for name, value in about.items() if name not in ("file", "status")}
    return answer(body, about.get("status", "200 OK"), **headers)


def filled(value: Any, home: str) -> Any:
    """Return a value of a case with the address of the server and the folder of the files in their places."""
    if isinstance(value, str):
        return value.replace("{H}", home).replace("{F}", str(FILES))
    return [filled(inner, home) for inner in value] if isinstance(value, list) else value


def step(tips: Inside, server: Server, said: dict[str, Any]) -> None:
    home = server.address("")
    for target, about in said.get("serve", {}).items():
        server.pages[target] = page(about, home)
    server.requests.clear()
    words = shlex.split(filled(said["run"], home))
    if words[0] == "import" and "--name" not in words:
        words += ["--name", "case"]
    ran = tips(*words)
    for text in said.get("prints", ()):
        assert text in ran.out
    for text in said.get("unprinted", ()):
        assert text not in ran.out
    well(replace(ran, out="") if "prints" in said else ran, said.get("status", 0))
    told = " ".join(ran.err.split())
    for text in said.get("says", ()):
        assert filled(text, home) in told
    for text in said.get("silent", ()):
        assert filled(text, home) not in told
    if "counts" in said:
        assert counts(ran) == said["counts"]
    if "requests" in said:
        fewest, most = said["requests"]
        assert fewest <= len(server.requests) <= most, server.targets


def check(tip: dict[str, Any], right: dict[str, Any], home: str) -> None:
    for key, value in right.items():
        wanted = filled(value, home)
        if key in ("has", "lacks"):
            for text in [wanted] if isinstance(wanted, str) else wanted:
                assert (text in tip["body"]) is (key == "has"), (text, tip["body"])
        elif key == "none":  # TOML has no null
            assert [tip[name] for name in wanted] == [None] * len(wanted)
        else:
            assert tip.get(key, "") == wanted, (key, tip)


@pytest.mark.parametrize("path", ALL, ids=[path.stem for path in ALL])
def test_a_source_gives_what_is_right(tmp_path: Path, path: Path) -> None:
    case = tomllib.loads(path.read_text("utf-8"))
    tips = Inside(tmp_path / "home")
    with serving() as server:
        server.pages = Served()
        for said in case["step"]:
            step(tips, server, said)
        found = held(tips.home, "case") if truth(tips.home, "case").exists() else []
        right = case.get("tip", [])
        assert len(found) == case.get("tips", len(right)), [tip["title"] for tip in found]
        for tip, wanted in zip(found, right, strict=False):
            check(tip, wanted, server.address(""))


def test_every_file_is_in_a_case() -> None:
    said = "".join(path.read_text("utf-8") for path in ALL)
    assert [path.name for path in FILES.iterdir() if path.name not in said] == []
