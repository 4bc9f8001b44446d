"""Lists of tips in YAML, and settings, which are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tipcli.model.errors import AccessError
from tipcli.readers.base import Document, Item, NotTipsError, Options
from tipcli.readers.json.yamllists import YamlReader
from tipcli.readers.registry import chosen_reader

if TYPE_CHECKING:
    from pathlib import Path

    from tipcli.readers.base import Found

GREET = """- title: "Greet: first"
  date: 2025-03-04
  tags: [phone, 'no']
  url: https://example.org/a
  text: |
    Look up and say hello.

    Then ask.
- title: Smile
  text: It is heard on the phone.
  note: ~
"""


def document(text: str, folder: Path, name: str = "tips.yaml") -> Document:
    path = folder / name
    path.write_text(text, "utf-8")
    return Document(str(path), name, name)


def read(text: str, folder: Path) -> list[Found]:
    one = document(text, folder)
    made = chosen_reader(one, "")
    assert made.name == "yaml"
    return list(made.read(one, Options()))


@pytest.mark.parametrize(
    "text",
    [
        GREET,
        f"---\n{GREET}",
        f"# Our tips\n\n---\n# more\n{GREET}",
        f"tips:\n{GREET}",
        f"quotes:\n  # by day\n{GREET}",
        GREET.replace("\n", "\r\n"),
    ],
)
def test_each_entry_of_a_list_is_a_tip(text: str, tmp_path: Path) -> None:
    greet, smile = read(text, tmp_path)
    assert isinstance(greet, Item)
    assert isinstance(smile, Item)
    assert (greet.title, greet.date, greet.topics) == ("Greet: first", "2025-03-04", ("phone", "no"))
    assert (greet.body.strip(), greet.link) == ("Look up and say hello.\n\nThen ask.", "https://example.org/a")
    assert (smile.title, smile.body) == ("Smile", "It is heard on the phone.")


@pytest.mark.parametrize(
    "text",
    [
        "- title: Home\n  url: /\n- title: About\n  url: /about\n",
        "- name: Jo Doe\n  description: Leads the team since May.\n",
        "version: 3\nservices:\n  web:\n    image: x\n",
        "name: build\non: push\njobs:\n  - name: a\n    run: make it all work\n",
        "- hosts: all\n  tasks:\n    - name: Install the program\n      apt: x\n",
        "- title: [broken\n",
        "- just\n- words that are long enough\n",
        "",
    ],
)
def test_settings_are_none(text: str, tmp_path: Path) -> None:
    with pytest.raises(NotTipsError, match="settings of a program"):
        chosen_reader(document(text, tmp_path), "")


def test_an_entry_may_be_on_one_line(tmp_path: Path) -> None:
    [greet] = read("- {title: Greet, text: 'Look up and say hello.', tags: 'phone, desk'}\n", tmp_path)
    assert isinstance(greet, Item)
    assert (greet.title, greet.body, greet.topics) == ("Greet", "Look up and say hello.", ("phone", "desk"))


def test_who_says_that_it_is_a_list_is_told_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(AccessError, match="no list of objects"):
        list(YamlReader().read(document("- title: Home\n", tmp_path), Options()))


def test_another_name_is_no_yaml(tmp_path: Path) -> None:
    assert not YamlReader().fits(document(GREET, tmp_path, "tips.txt"))
