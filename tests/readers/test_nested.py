"""Names that programs make of what lay within something else."""

from __future__ import annotations

import pytest

from tipcli.readers.nested import within


@pytest.mark.parametrize(
    ("names", "made"),
    [
        (["meta.title", "meta.tags", "text"], {"meta.title": "title", "meta.tags": "topics"}),
        (["title.rendered", "content.rendered"], {"title.rendered": "title", "content.rendered": "body"}),
        (["fields/Title", "fields/Text"], {"fields/Title": "title", "fields/Text": "body"}),
        (["title", "tags[0]", "tags[1]"], {"tags[0]": "topics", "tags[1]": "tags"}),
        (["title", "Labels", "Labels (8)"], {"Labels (8)": "topics"}),
        (["attributes__title__value"], {"attributes__title__value": "title"}),
        (["title", "meta.title", "text"], {}),
        (["text", "author.name", "author.id"], {"author.name": "author"}),
        (["user.title", "owner/name", "id.value.x", "Title (2)", "Text 2"], {}),
        (["a" * 100 + ".title", "...", "/", "meta."], {}),
    ],
)
def test_a_name_within_another_is_that_of_a_field_where_no_other_column_has_it(
    names: list[str], made: dict[str, str]
) -> None:
    assert within(names, {}) == made


def test_what_is_chosen_already_stays() -> None:
    assert within(["meta.title", "meta.text"], {"meta.title": "body"}) == {}
    assert within(["meta.title", "x"], {"x": "title"}) == {}
