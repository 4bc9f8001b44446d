"""The topics that folders are."""

from __future__ import annotations

import pytest

from tipcli.ingest.subjects import GENERIC, folder_topics
from tipcli.readers.base import Document


@pytest.mark.parametrize(
    ("inside", "topics"),
    [
        ("a.md", ()),
        ("phone/a.md", ("phone",)),
        ("desk/Opening hours/a.md", ("desk", "Opening hours")),
        ("docs/phone/a.md", ("phone",)),
        ("_posts/a.md", ()),
        ("phone/_posts/a.md", ("phone",)),
        ("2024/03/a.md", ()),
        ("2024-03-05/a.md", ()),
        ("March/a.md", ()),
        ("mar 2024/a.md", ()),
        ("2024/phone/a.md", ("phone",)),
        ("marching/a.md", ("marching",)),
        ("01-phone/a.md", ("phone",)),
        ("10-19 Finance/11. Refunds/a.md", ("Finance", "Refunds")),
        ("3d/a.md", ("3d",)),
        ("Daily Notes/a.md", ()),
        ("content/phone/the-greeting/index.md", ("phone",)),
        ("phone/README.md", ()),
        ("phone/phone/a.md", ("phone",)),
        ("Calls 0123456789abcdef0123456789abcdef/a.md", ("Calls",)),
        *((f"{name.title()}/a.md", ()) for name in sorted(GENERIC)),
    ],
)
def test_a_folder_is_a_topic_but_for_dates_and_names_that_say_nothing(inside: str, topics: tuple[str, ...]) -> None:
    assert folder_topics(Document("/x", "x", inside.rpartition("/")[2], inside=inside)) == topics
