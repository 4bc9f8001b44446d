"""Cards: an SVG that every browser reads, and a PNG that Pillow draws."""

from __future__ import annotations

import io
import shutil
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from PIL import Image

from tests.exports.samples import ABOUT, any_tips, text_of
from tests.importing import Inside
from tests.made import MARKUP, a_tip, many
from tipcli.exports import card
from tipcli.exports.card import PngExport
from tipcli.model.errors import AccessError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from tipcli.model.tip import Tip

SVG = "{http://www.w3.org/2000/svg}"
ARABIC = a_tip(1, "اسمع أولاً ثم أجب", gist="العميل الذي يُسمع يهدأ.", action="اكتب أول جملة.")


def picture(tip: Tip) -> Image.Image:
    return Image.open(io.BytesIO(b"".join(PngExport().data([tip], ABOUT)))).convert("L")


def ink(image: Image.Image, box: tuple[int, int, int, int]) -> int:
    """Return how many dark pixels there are in a part of a picture."""
    return sum(image.crop(box).histogram()[:128])


@many(30)
@given(any_tips(most=1))
def test_an_svg_is_xml_in_which_nothing_runs_or_is_loaded(tips: list[Tip]) -> None:
    for tip in tips:
        root = ET.fromstring(text_of("svg", [tip]))
        assert {node.tag for node in root.iter()} <= {SVG + name for name in ("svg", "title", "rect", "g", "text")}
        assert not [key for node in root.iter() for key in node.attrib if "href" in key or key.startswith("on")]


def test_an_svg_says_its_words_and_from_which_side() -> None:
    root = ET.fromstring(text_of("svg", [a_tip(1, MARKUP, gist="A gist.")]))
    said = " ".join(node.text or "" for node in root.iter(SVG + "text"))
    assert said == f"{MARKUP} A gist. My <tips> & more · Tip mine/1"
    assert root.attrib["aria-label"] == f"{MARKUP}. A gist."
    texts = list(ET.fromstring(text_of("svg", [ARABIC])).iter(SVG + "text"))
    assert {node.attrib["direction"] for node in texts} == {"rtl"}


def test_a_png_is_a_picture_with_the_words_on_the_side_where_they_begin() -> None:
    english, arabic = picture(a_tip(1, "Hello")), picture(ARABIC)
    assert english.size == arabic.size == (1200, 630)
    left, right = (20, 40, 600, 160), (600, 40, 1180, 160)
    assert ink(english, left) > 500
    assert ink(english, right) == 0
    assert ink(arabic, right) > 500 or not shutil.which("fc-match")


@many(3)
@given(any_tips(most=1))
def test_any_text_can_be_drawn(tips: list[Tip]) -> None:
    for tip in tips:
        assert picture(tip).size == (1200, 630)


def test_without_fontconfig_the_font_of_pillow_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    card._file.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "which", lambda _: None)
        assert ink(picture(a_tip(1, "Hello")), (20, 40, 600, 160)) > 500
    card._file.cache_clear()


@pytest.mark.parametrize("tips", [[], [a_tip(1), a_tip(2)]])
def test_a_card_is_of_one_tip(tips: list[Tip]) -> None:
    with pytest.raises(UsageError, match="a card is of one tip"):
        text_of("svg", tips)
    with pytest.raises(UsageError, match="a card is of one tip"):
        list(PngExport().data(tips, ABOUT))


def test_without_pillow_one_line_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(AccessError, match="needs Pillow") as caught:
        list(PngExport().data([a_tip()], ABOUT))
    assert "tipcli[cards]" in str(caught.value.hint)


def test_the_ending_says_which_picture_and_a_png_needs_a_path(tmp_path: Path) -> None:
    tips = Inside(tmp_path / "home")
    for name, start in (("a.svg", b"<svg "), ("a.png", b"\x89PNG")):
        assert tips("export", "30", "-o", str(tmp_path / name)).status == 0
        assert (tmp_path / name).read_bytes().startswith(start)
    assert tips("export", "30", "-f", "svg").out.startswith("<svg ")
    for line in (["export", "30", "-f", "png"], ["show", "30", "-f", "png"], ["export", "-o", str(tmp_path / "b.svg")]):
        ran = tips(*line)
        assert (ran.status, ran.out) == (2, "")
    assert not (tmp_path / "b.svg").exists()


def test_what_is_read_aloud_of_a_card_has_one_period_a_sentence() -> None:
    made = text_of("svg", [a_tip(1, "Title", gist="A gist.", action="Do it.")])
    assert 'aria-label="Title. A gist. Do it."' in made
