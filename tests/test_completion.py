"""Completion by the real bash, zsh and fish: what TAB inserts and offers, and that nothing from a library ever runs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.conftest import BUNDLED, COMMAND, ROOT, Tips, needs_full, rarely
from tests.spawned import spawned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import IO

    import pexpect

SHELLS = ("bash", "zsh", "fish")
SIXES = {str(number) for number in range(1, BUNDLED + 1) if str(number)[0] == "6"}
EVIL = ROOT / "tests" / "cases" / "completion" / "evil.jsonl"
_START = {"bash": ["--norc", "--noprofile", "-i"], "zsh": ["-f", "-i"], "fish": ["--no-config", "-i"]}
# Quotes inside the markers keep the echo of a line from being taken for its output. `tips` becomes a function that
# says what it was called with; completion goes past it to the installed command, since it runs `env ... tips`.
_PROMPT = "READY> "
_SAY = """printf 'GO''T'; printf '<%s>' "$@"; echo"""
_SET_UP = {
    "bash": [
        "PS1='READY''> '; bind 'set enable-bracketed-paste off'; bind 'set bell-style none'",
        'eval "$(tips --show-completion bash)"',
        f"tips() {{ {_SAY}; }}",
        'offered() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _tips_completion tips; }',
        """tell() { offered "$@"; printf '%s\\n' OFFE''RED "${COMPREPLY[@]}"; }""",
    ],
    "zsh": [
        "PS1='READY''> '; LISTMAX=1000; unset zle_bracketed_paste; unsetopt list_ambiguous",
        "autoload -Uz compinit; compinit -u -D",
        'eval "$(tips --show-completion zsh)"',
        f"tips() {{ {_SAY}; }}",
    ],
    "fish": [
        "set -g fish_autosuggestion_enabled 0; function fish_prompt; printf 'READY''> '; end",
        "tips --show-completion fish | source",
        "function tips; printf 'GO''T'; printf '<%s>' $argv; echo; end",
        "function tell; echo OFFE''RED; complete -C \"$argv\"; end",
    ],
}
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[\](][^\x07\x1b]*\x07?|\x1b[=>]|\x07|\r")


@dataclass(frozen=True)
class Shell:
    """An interactive shell on a terminal, with the completion of `tips` loaded."""

    name: str
    child: pexpect.spawn[str]
    folder: Path

    def line(self, text: str) -> None:
        self.child.send(text + "\r")
        self.child.expect_exact(_PROMPT)

    def after_tab(self, line: str) -> tuple[list[str], str]:
        """Type the line, TAB and Enter; return the arguments that the command got, and all that was shown."""
        self.child.send(f"{line}\t\r")
        self.child.expect(r"GOT((?:<[^\r\n]*>)?)\r?\n")
        shown = _ESCAPES.sub("", self.child.before or "")
        match = self.child.match
        assert isinstance(match, re.Match)
        self.child.expect_exact(_PROMPT)
        return str(match[1])[1:-1].split("><"), shown

    def offered(self, line: str) -> dict[str, str]:
        """Return the names that completion offers for the line, each with what is said of it (nothing in bash)."""
        if self.name == "zsh":
            return self._listed(line)
        last = "''" if line.endswith(" ") else ""
        self.child.send(f"tell {line}{last}\r" if self.name == "bash" else f"tell '{line}'\r")
        self.child.expect(r"OFFERED\r?\n")
        self.child.expect_exact(_PROMPT)
        rows = _ESCAPES.sub("", self.child.before or "").split("\n")
        pairs = (row.partition("\t") for row in rows if row.strip(" ⏎"))
        return {name: about for name, _, about in pairs}

    def _listed(self, line: str) -> dict[str, str]:
        """Read the list that zsh shows below the line; names with the same description share a row."""
        self.child.send(f"{line}\t")
        self.child.expect(" -- ")
        text = f"{self.child.before} -- "
        # The list stands between the line and the way back up to it; long groups of names go over several rows.
        self.child.expect(r"\x1b\[\d*A")
        text += self.child.before or ""
        self.child.send("\x15")
        self.line("")
        rows = _ESCAPES.sub("", text.partition("\n")[2]).split("\n")
        found: dict[str, str] = {}
        for row in rows:
            names, _, about = row.partition(" -- ")
            found |= dict.fromkeys(names.split(), about.strip())
        return found


def _need(shell: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")


def _environment(home: Path) -> dict[str, str]:
    base = Tips(home).env({"COLUMNS": None, "TERM": "xterm"})
    return base | {"HOME": str(home.parent), "PATH": f"{COMMAND.parent}{os.pathsep}{base['PATH']}"}


def _started(name: str, home: Path, path_first: Path | None = None) -> Shell:
    _need(name)
    folder = home.parent / "work"
    folder.mkdir(exist_ok=True)
    env = _environment(home)
    if path_first:
        env["PATH"] = f"{path_first}{os.pathsep}{env['PATH']}"
    child = spawned([name, *_START[name]], env=env, cwd=str(folder), encoding="utf-8", dimensions=(250, 150))
    shell = Shell(name, child, folder)
    for line in _SET_UP[name]:
        shell.line(line)
    return shell


def _with_collection(home: Path, *files: Path) -> Path:
    folder = home / "data" / "collections"
    folder.mkdir(parents=True)
    for file in files:
        shutil.copy(file, folder)
    return home


def _shell(request: pytest.FixtureRequest, home: Path) -> Iterator[Shell]:
    shell = _started(str(request.param), home)
    yield shell
    shell.child.close(force=True)


@pytest.fixture(scope="module", params=SHELLS)
def shell(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """Return a shell whose library is the bundled collection."""
    yield from _shell(request, tmp_path_factory.mktemp("plain") / "home")


@pytest.fixture(scope="module", params=SHELLS)
def attacked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """Return a shell whose library holds a hostile collection, and hostile names of files beside it."""
    home = _with_collection(tmp_path_factory.mktemp("evil") / "home", EVIL)
    for name in ("$(touch p).jsonl", "`touch p`.jsonl", "a b;touch p.jsonl", "-c.jsonl"):
        shutil.copy(EVIL, home / "data" / "collections" / name)
    yield from _shell(request, home)


@pytest.mark.parametrize(
    ("line", "arguments"),
    [
        ("tips show make-e", ["show", "make-empathy-your-superpower"]),
        ("tips show 12 -- make-e", ["show", "12", "--", "make-empathy-your-superpower"]),
        rarely("tips list -t emp", ["list", "-t", "empathy"]),
        ("tips random --topic patience --topic co-w", ["random", "--topic", "patience", "--topic", "co-workers"]),
        ("tips list -c ser", ["list", "-c", "service"]),
        ("tips list -t empathy,pati", ["list", "-t", "empathy,patience"]),
        rarely("tips list -t empathy+pati", ["list", "-t", "empathy+patience"]),
        rarely("tips show 12,make-e", ["show", "12,make-empathy-your-superpower"]),
        rarely("tips list --format ma", ["list", "--format", "markdown"]),
        ("tips sh", ["show"]),
        rarely("tips list --fo", ["list", "--format"]),
    ],
)
def test_tab_inserts_the_one_name_that_fits(shell: Shell, line: str, arguments: list[str]) -> None:
    assert shell.after_tab(line)[0] == arguments


@pytest.mark.parametrize("line", ["tips show no-such-tip-zz", "tips search make-e"])
def test_tab_changes_nothing_and_says_nothing_where_no_name_fits(shell: Shell, line: str) -> None:
    arguments, shown = shell.after_tab(line)
    assert arguments == line.split()[1:]
    assert "tips: " not in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("tips to", {"today", "topics"}),
        ("tips show 6", {*SIXES, "6-common-sense-responses-to-customer-service-encounters"}),
        rarely("tips list -t co", {"co-workers", "composure"}),
        ("tips show make-", {"make-empathy-your-superpower", "make-it-crystal-clear"}),
    ],
)
def test_tab_offers_all_names_that_fit(shell: Shell, line: str, names: set[str]) -> None:
    offered = shell.offered(line)
    assert offered.keys() == names
    # bash has no room for what a name means
    assert all(shell.name == "bash" or len(about.split()) >= 3 for about in offered.values())


@pytest.mark.parametrize(
    "line",
    [
        "tips show ",
        rarely("tips show evil/2"),
        "tips show zap",
        "tips show '$(touch'",
        "tips list -t ",
        rarely("tips list -t t"),
        rarely("tips list -c "),
    ],
)
def test_tab_runs_nothing_that_a_collection_says(attacked: Shell, line: str) -> None:
    arguments, _ = attacked.after_tab(line)
    if "$" not in line:
        # Enter ran the line, and it would have run what was inserted.
        assert all(re.fullmatch(r"[a-z0-9/-]*", argument) for argument in arguments)
    assert list(attacked.folder.parent.rglob("p")) == []


@pytest.mark.parametrize(
    ("line", "some"),
    [
        ("tips show evil", "evil/1"),
        rarely("tips show zap-1", "zap-1"),
        ("tips list -t ", "touch-p"),
        rarely("tips list -t zap", "zap-3"),
    ],
)
def test_tab_offers_only_plain_names_and_plain_words_of_a_hostile_collection(
    attacked: Shell, line: str, some: str
) -> None:
    offered = attacked.offered(line)
    assert some in offered
    assert [name for name in offered if not re.fullmatch(r"[a-z0-9/][a-z0-9/-]*", name)] == []
    assert [about for about in offered.values() if not all(c.isalnum() or c == " " for c in about)] == []
    assert list(attacked.folder.parent.rglob("p")) == []


def test_every_protocol_offers_only_plain_names_of_every_hostile_tip(tmp_path: Path) -> None:
    home = _with_collection(tmp_path / "home", EVIL)
    tips = len(EVIL.read_text().splitlines()) - 1
    refs = _protocol("fish", "tips show evil/", home).stdout.splitlines()
    slugs = _protocol("fish", "tips show zap-", home).stdout.splitlines()
    assert (len(refs), len(slugs)) == (tips, tips // 2)
    for row in (*refs, *slugs):
        assert re.fullmatch(r"[a-z0-9/-]+(\t[\w ]+)?", row)


def test_text_that_is_offered_raw_does_run_in_zsh_so_the_trap_works(tmp_path: Path) -> None:
    _need("zsh")
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    stub = bin_folder / "tips"
    script = _from("zsh", "tips --show-completion zsh; true", tmp_path).stdout
    # What Typer makes of the description `\$(touch p)`: it escapes the dollar, not the backslash before it.
    answer = """_arguments '*: :(("zap":"\\\\$(touch p)" "zip":"x"))'"""
    stub.write_text(
        "#!/bin/sh\nif [ -z \"$_TIPS_COMPLETE\" ]; then cat <<'END'\n"
        f"{script}\nEND\nelse cat <<'END'\n{answer}\nEND\nfi\n"
    )
    stub.chmod(0o755)
    shell = _started("zsh", tmp_path / "home", bin_folder)
    shell.after_tab("tips show za")
    shell.child.close(force=True)
    assert (shell.folder / "p").exists()


@pytest.mark.parametrize(
    ("name", "word", "asking"),
    [("bash", "complete -o", "fish"), ("zsh", "#compdef", "bash"), ("fish", "complete --command", "zsh")],
)
def test_show_completion_prints_the_script_of_the_shell_that_is_named_whichever_asks(
    name: str, word: str, asking: str, tmp_path: Path
) -> None:
    done = _from(asking, f"tips --show-completion {name}; true", tmp_path)
    assert word in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize("words", ["", "tcsh", rarely("''")])
def test_show_completion_of_no_shell_that_there_is_says_which_there_are(words: str, tmp_path: Path) -> None:
    done = _from("bash", f"tips --show-completion {words}; exit $?", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1


def _from(shell: str, line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    _need(shell)
    return subprocess.run(
        [shell, "-c", line],
        env=_environment(folder / "home"),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def _protocol(
    shell: str, line: str, home: Path, *, out: int | IO[bytes] = subprocess.PIPE, **more: str | None
) -> subprocess.CompletedProcess[str]:
    """Ask the command as the script of the shell does."""
    env: dict[str, str | None] = dict(_environment(home))
    env |= {"_TIPS_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": line} | more
    env |= {"_TYPER_COMPLETE_FISH_ACTION": "get-args", "COMP_WORDS": line, "COMP_CWORD": str(len(line.split()) - 1)}
    return subprocess.run(
        [str(COMMAND)],
        env={name: value for name, value in env.items() if value is not None},
        stdout=out,
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
        check=False,
    )


def _missing(home: Path) -> None:
    assert not home.exists()


def _a_file(home: Path) -> None:
    home.write_text("no folder")


def _cache_is_a_file(home: Path) -> None:
    home.mkdir()
    (home / "cache").write_text("no folder")


def _collections_is_a_file(home: Path) -> None:
    (home / "data").mkdir(parents=True)
    (home / "data" / "collections").write_text("no folder")


def _collection_file(text: str) -> Callable[[Path], None]:
    def make(home: Path) -> None:
        _with_collection(home)
        (home / "data" / "collections" / "other.jsonl").write_text(text)

    return make


def _collection_is_a_folder(home: Path) -> None:
    (_with_collection(home) / "data" / "collections" / "other.jsonl").mkdir()


def _bundled_index(text: bytes) -> Callable[[Path], None]:
    def make(home: Path) -> None:
        folder = home / "cache" / "indexes"
        folder.mkdir(parents=True)
        (folder / "service.index").write_bytes(text)

    return make


def _index_damaged_inside(home: Path) -> None:
    """Damage a row that is not among the first, so that only reading shows it."""
    rows = [
        f'{{"number":{n},"slug":"other-{n}","title":"Other title {n}","gist":"g","body":"b"}}' for n in range(1, 61)
    ]
    _collection_file('{"tipcli":1,"name":"other"}\n' + "\n".join(rows))(home)
    assert _protocol("bash", "tips show other", home).stdout
    path = home / "cache" / "indexes" / "other.index"
    whole = path.read_bytes()
    assert whole.count(b"Other title 31") == 1
    path.write_bytes(whole.replace(b"Other title 31", b"Other title \xff1"))


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(_missing, id="no such folder"),
        pytest.param(_a_file, id="a file", marks=pytest.mark.campaign),
        pytest.param(_cache_is_a_file, id="the cache is a file"),
        pytest.param(_collections_is_a_file, id="the collections are a file", marks=pytest.mark.campaign),
        pytest.param(_collection_file("garbage"), id="a collection of garbage"),
        pytest.param(_collection_file(""), id="an empty collection", marks=pytest.mark.campaign),
        pytest.param(_collection_file('{"tipcli": 999}\n'), id="a newer collection"),
        pytest.param(
            _collection_file('{"tipcli":1}\n{"number":1,"slug":"a"'), id="half a collection", marks=pytest.mark.campaign
        ),
        pytest.param(_collection_is_a_folder, id="a collection that is a folder"),
        pytest.param(_bundled_index(b""), id="an empty index", marks=pytest.mark.campaign),
        pytest.param(_bundled_index(b"no index" * 1000), id="an index of text"),
        pytest.param(_index_damaged_inside, id="an index damaged inside"),
    ],
)
def test_completion_in_a_broken_home_offers_the_bundled_tips_and_says_nothing(
    broken: Callable[[Path], None], tmp_path: Path
) -> None:
    broken(tmp_path / "home")
    done = _protocol("bash", "tips show make-e", tmp_path / "home")
    assert "make-empathy-your-superpower" in done.stdout
    assert done.stderr == ""
    assert done.returncode == 0


def test_completion_without_any_home_offers_the_bundled_tips_and_says_nothing(tmp_path: Path) -> None:
    done = _protocol("bash", "tips list -t emp", tmp_path / "home", TIPS_HOME=None, HOME=None)
    assert "empathy" in done.stdout
    assert (done.stderr, done.returncode) == ("", 0)


@needs_full
@pytest.mark.parametrize("line", ["tips sho", "tips list --top"], ids=["without the parser", "with it"])
def test_completion_into_a_full_disk_is_told_in_one_line(tmp_path: Path, line: str) -> None:
    with open("/dev/full", "wb") as full:
        done = _protocol("bash", line, tmp_path / "home", out=full)
    assert done.returncode == 3
    assert done.stderr == "tips: standard output: No space left on device\n"


@pytest.mark.parametrize("name", ["bash", rarely("zsh"), rarely("fish")])
def test_tab_with_a_broken_collection_leaves_the_line_alone_but_for_the_name(name: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    _collection_file("garbage")(home)
    shell = _started(name, home)
    arguments, shown = shell.after_tab("tips show make-e")
    shell.child.close(force=True)
    assert arguments == ["show", "make-empathy-your-superpower"]
    assert "tips: " not in shown
    assert "other" not in shown


_SHARE = ROOT / "share"
_INSTALLED = {
    "bash": f'source "{_SHARE}/bash-completion/completions/tips"',
    "zsh": f'fpath=("{_SHARE}/zsh/site-functions" $fpath); autoload -Uz compinit; compinit -u -D',
    "fish": f'source "{_SHARE}/fish/vendor_completions.d/tips.fish"',
}


@pytest.mark.parametrize("name", SHELLS)
def test_the_files_that_come_with_the_wheel_complete_too(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [line for line in _SET_UP[name] if "--show-completion" not in line and "compinit" not in line]
    monkeypatch.setitem(_SET_UP, name, [lines[0], _INSTALLED[name], *lines[1:]])
    shell = _started(name, tmp_path / "home")
    for line, arguments in {
        "tips show make-e": ["show", "make-empathy-your-superpower"],
        "tips list --topic=empat": ["list", "--topic=empathy"],
        "tips list --since yest": ["list", "--since", "yesterday"],
        "tips search superpow": ["search", "superpower"],
    }.items():
        assert shell.after_tab(line)[0] == arguments, line
    for name_of_file in ("2026-01", "zzz-file"):
        (shell.folder / name_of_file).touch()
    assert shell.after_tab("tips list --since 2026-")[0] == ["list", "--since", "2026-"]
    assert shell.after_tab("tips import zzz-")[0] == ["import", "zzz-file"]
    shell.child.close(force=True)
