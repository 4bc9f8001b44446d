"""open: the link of a tip in the browser, or its address where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.test_contract import write_collection
from tipcli.model.tip import Credit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Tips

HOSTILE = ["javascript:alert(1)", "file:///etc/passwd", "--help", "https://a b", "", "see https://example.org/"]


@pytest.fixture
def linked(tips: Tips) -> Tips:
    """Return the command with tips that have a link of their own, one by their credit, both, and none."""
    fields: list[dict[str, Any]] = [
        {"title": "Own", "link": "https://example.org/own?a=$(evil)&b='c';evil"},
        {"title": "Credited", "credit": Credit("A book", None, None, "http://example.org/book")},
        {
            "title": "Both",
            "link": "https://example.org/both",
            "credit": Credit("B", None, None, "https://example.org/b"),
        },
        {"title": "None"},
        *({"title": f"Hostile {place}", "link": link} for place, link in enumerate(HOSTILE)),
    ]
    write_collection(tips.home, "mine", fields)
    return tips


@pytest.fixture
def browser(tmp_path: Path) -> Callable[[], list[str]]:
    """Make a browser that writes down what it is given, and return a function that reads it."""
    script = tmp_path / "browser"
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$#" "$@" >> "{tmp_path}/opened"\n')
    script.chmod(0o755)
    return lambda: (tmp_path / "opened").read_text().splitlines() if (tmp_path / "opened").exists() else []


def test_the_address_is_printed_where_there_is_no_browser(linked: Tips) -> None:
    assert linked("open", "mine/3").out == "https://example.org/both\n"
    assert linked("open", "mine/2", "mine/3").lines == ["http://example.org/book", "https://example.org/both"]
    assert linked("open", "credited").out == "http://example.org/book\n"
    assert linked("open", "mine/3", env={"DISPLAY": ":9", "PATH": "/nowhere"}).out == "https://example.org/both\n"


def test_the_browser_is_given_the_address_as_one_argument_and_no_shell_reads_it(
    linked: Tips, browser: Callable[[], list[str]], tmp_path: Path
) -> None:
    ran = linked("open", "mine/1", env={"BROWSER": str(tmp_path / "browser")}, cwd=tmp_path)
    assert (ran.status, ran.out) == (0, "")
    assert browser() == ["1", "https://example.org/own?a=$(evil)&b='c';evil"]
    linked("open", "mine/1", env={"BROWSER": f"/nowhere:{tmp_path / 'browser'} -n '%s x'"})
    assert browser()[2:] == ["2", "-n", "https://example.org/own?a=$(evil)&b='c';evil x"]


def test_what_was_opened_is_said_unless_quiet(linked: Tips, browser: Callable[[], list[str]], tmp_path: Path) -> None:
    env = {"BROWSER": str(tmp_path / "browser")}
    assert linked("open", "mine/3", env=env).err == "Opened https://example.org/both\n"
    assert linked("open", "mine/3", "-q", env=env).err == ""
    assert browser() == ["1", "https://example.org/both"] * 2


@pytest.mark.parametrize("tip", ["mine/4", *(f"mine/{number}" for number in range(5, 5 + len(HOSTILE)))])
def test_a_tip_without_a_link_is_told_with_status_1_and_nothing_is_opened(
    linked: Tips, browser: Callable[[], list[str]], tmp_path: Path, tip: str
) -> None:
    ran = linked("open", tip, env={"BROWSER": str(tmp_path / "browser")})
    assert (ran.status, ran.out) == (1, "")
    [line] = ran.err.splitlines()
    assert line.startswith("tips: there is no link in tip mine/")
    assert line.endswith(f"See 'tips show {tip}'.")
    assert browser() == []


def test_of_several_those_that_have_a_link_are_opened_all_the_same(linked: Tips) -> None:
    ran = linked("open", "mine/4", "mine/2")
    assert (ran.status, ran.out) == (1, "http://example.org/book\n")
    assert "mine/4" in ran.err
    assert "mine/2" not in ran.err


@pytest.mark.parametrize("browsers", ["/nowhere/browser", "false", "/nowhere/browser:false", "'unclosed", ":"])
def test_a_browser_that_fails_leaves_the_address(linked: Tips, browsers: str) -> None:
    ran = linked("open", "mine/3", env={"BROWSER": browsers})
    assert (ran.status, ran.out, ran.err) == (0, "https://example.org/both\n", "")


@pytest.mark.parametrize(("status", "wanted"), [(0, ""), (3, "https://example.org/both\n")])
def test_on_a_desktop_its_own_browser_is_asked(
    linked: Tips, browser: Callable[[], list[str]], tmp_path: Path, status: int, wanted: str
) -> None:
    starter = tmp_path / "xdg-open"
    starter.write_text(f'#!/bin/sh\necho noise\necho noise >&2\n. "{tmp_path}/browser"\nexit {status}\n')
    starter.chmod(0o755)
    ran = linked("open", "mine/3", "-q", env={"DISPLAY": ":9", "PATH": f"{tmp_path}:/usr/bin:/bin"})
    assert (ran.status, ran.out, ran.err) == (0, wanted, "")
    assert browser() == ["1", "https://example.org/both"]
