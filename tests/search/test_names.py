"""The names of a tip: what a person may type where a command takes TIP."""

from __future__ import annotations

from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import a_tip, any_text, built, bundled, many, titles
from tipcli.model.errors import NotFoundError
from tipcli.model.text import slugify
from tipcli.model.tip import BUNDLED
from tipcli.search.names import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.index.opened import Index

SERVICE = (
    a_tip(1, "Be Like Mike", collection=BUNDLED, slug="be-like-mike"),
    a_tip(2, "Be Kind", collection=BUNDLED, slug="be-kind"),
    a_tip(7, "Stop Rolling Your Eyes", collection=BUNDLED, slug="stop-rolling-your-eyes"),
    a_tip(8, "6 Common Sense Responses", collection=BUNDLED, slug="6-common-sense-responses"),
    a_tip(6, "Patience Is…", collection=BUNDLED, slug="patience-is"),
    a_tip(9, "When Patience Begets Patience", collection=BUNDLED, slug="when-patience-begets-patience"),
)
MINE = (
    a_tip(1, "Weekly tip", slug="weekly-tip"),
    a_tip(2, "Weekly tip", slug="weekly-tip-2"),
    a_tip(3, "Be Kind to yourself", slug="be-kind"),
    a_tip(4, "日本語一", slug="tip-4"),
    a_tip(5, "日本語二", slug="tip-5"),
    a_tip(6, "2024", slug="2024"),
    a_tip(7, "One of two", slug="twin-slug"),
    a_tip(8, "The other one", slug="twin-slug"),
)


@pytest.fixture
def indexes() -> Iterator[dict[str, Index]]:
    with ExitStack() as stack:
        yield {
            BUNDLED: stack.enter_context(closing(built(*SERVICE, name=BUNDLED))),
            "mine": stack.enter_context(closing(built(*MINE))),
        }


@pytest.mark.parametrize(
    ("arguments", "refs"),
    [
        (["7"], ["7"]),
        (["007"], ["7"]),
        (["service/7"], ["7"]),
        (["mine/3"], ["mine/3"]),
        (["7", "mine/3", "7"], ["7", "mine/3"]),
        (["stop-rolling-your-eyes"], ["7"]),
        (["Stop-Rolling"], ["7"]),
        (["mine/weekly-tip-2"], ["mine/2"]),
        (["mine/be-kind"], ["mine/3"]),
        (["service/be-kind"], ["2"]),
        (["mine/weekly-tip"], ["mine/1"]),
        (["Stop Rolling Your Eyes"], ["7"]),
        (["stop", "rolling", "your", "eyes"], ["7"]),
        (["rolling", "eyse"], ["7"]),
        (["rollign eyes"], ["7"]),
        (["be like mike"], ["1"]),
        (["6", "common", "sense"], ["8"]),
        (["patience is…"], ["6"]),
        (["2024"], ["mine/6"]),
        (["be-like-mike", "stop-rolling-your-eyes"], ["1", "7"]),
        (["be like mike", "Patience is…"], ["1", "6"]),
        ([" 7 "], ["7"]),
    ],
)
def test_a_tip_goes_by_ref_slug_beginning_and_words(
    indexes: dict[str, Index], arguments: list[str], refs: list[str]
) -> None:
    assert [tip.ref for tip in resolve(indexes, arguments)] == refs


@pytest.mark.parametrize(
    ("arguments", "refs"),
    [
        (["be"], ["1", "2", "mine/3"]),
        (["weekly"], ["mine/1", "mine/2"]),
        (["weekly tip"], ["mine/1", "mine/2"]),
        (["be-kind"], ["2", "mine/3"]),
        (["日本語"], ["mine/4", "mine/5"]),
        (["patience"], ["6", "9"]),
        (["twin-slug"], ["mine/7", "mine/8"]),
        (["mine/weekly"], ["mine/1", "mine/2"]),
    ],
)
def test_several_candidates_are_listed_and_none_is_guessed(
    indexes: dict[str, Index], arguments: list[str], refs: list[str]
) -> None:
    with pytest.raises(NotFoundError) as caught:
        resolve(indexes, arguments)
    assert sorted(line.split("  ")[0] for line in caught.value.details) == sorted(refs)
    assert caught.value.message.endswith(":")


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("99", "there is no tip '99'", "'tips list'"),
        ("0", "there is no tip '0'", "'tips list'"),
        ("9" * 400, "there is no tip '999", "'tips list'"),
        ("mine/99", "there is no tip 'mine/99'", "'tips list'"),
        ("other/1", "no collection is called 'other'", "service, mine"),
        ("/1", "no collection is called ''", "service, mine"),
        ("qwfpg/", "no collection is called 'qwfpg'", "service, mine"),
        ("", "no tip is called ''", "'tips list'"),
        ("xyzzy", "no tip is called 'xyzzy'", "'tips list'"),
        ("١٢", "there is no tip '١٢'", "'tips list'"),
        ("caf\udce9", "no tip is called 'caf\ufffd'", "'tips list'"),
        ("\x1b[31m", "no tip is called '\ufffd[31m'", "'tips list'"),
        ("a\0b", "no tip is called 'a\ufffdb'", "'tips list'"),
        ("'; drop table tip; --", 'no tip is called "\'; drop table tip; --"', "'tips list'"),
    ],
)
def test_an_unknown_name_is_said_with_the_next_command(
    indexes: dict[str, Index], name: str, message: str, hint: str
) -> None:
    with pytest.raises(NotFoundError) as caught:
        resolve(indexes, [name])
    assert caught.value.message.startswith(message)
    assert hint in caught.value.hint or caught.value.details
    assert caught.value.status == 1


def test_near_names_are_offered(indexes: dict[str, Index]) -> None:
    with pytest.raises(NotFoundError) as caught:
        resolve(indexes, ["rolling zzzz"])
    assert "Did you mean" in caught.value.message
    assert caught.value.details == ("7  Stop Rolling Your Eyes",)


def test_one_unknown_name_among_known_ones_is_an_error(indexes: dict[str, Index]) -> None:
    with pytest.raises(NotFoundError, match="'xyzzy'"):
        resolve(indexes, ["7", "xyzzy"])


def test_several_unknown_names_are_taken_for_one_title(indexes: dict[str, Index]) -> None:
    with pytest.raises(NotFoundError, match="'xyzzy qwfpg'"):
        resolve(indexes, ["xyzzy", "qwfpg"])


@pytest.fixture(scope="module")
def library() -> Iterator[dict[str, Index]]:
    with closing(bundled()) as index:
        yield {BUNDLED: index}


@many(30)
@given(st.data())
def test_every_bundled_tip_answers_to_its_ref_slug_and_title(library: dict[str, Index], data: st.DataObject) -> None:
    number, title = data.draw(st.sampled_from(list(titles().items())))
    name = data.draw(st.sampled_from([str(number), f"service/{number}", slugify(title), title, title.upper()]))
    assert [tip.number for tip in resolve(library, [name])] == [number]


@many(30)
@given(st.lists(any_text(20), min_size=1, max_size=3))
def test_any_arguments_end_in_tips_or_in_one_kind_of_error(library: dict[str, Index], arguments: list[str]) -> None:
    message = ""
    try:
        assert resolve(library, arguments)
    except NotFoundError as error:
        message = error.message
    assert message.isprintable()
