"""How pages look: what a test can hold; that they look well is seen by printing them, with benchmarks/printed.py."""

from __future__ import annotations

import re

import pytest

from tipcli.exports.styles import COLORS, STYLES


@pytest.mark.parametrize("name", STYLES)
def test_a_style_loads_nothing_closes_what_it_opens_and_keeps_a_tip_on_one_page(name: str) -> None:
    style = STYLES[name]
    assert style.count("{") == style.count("}")
    assert not re.search(r"url\(|@import|</", style)
    assert re.search(r"@media print \{.*?article \{[^}]*break-inside: avoid", style, re.DOTALL)
    assert not re.search(r"(?:margin|padding|border)-(?:left|right):", style)  # what is right to left is mirrored


@pytest.mark.parametrize(("background", "place"), [("#ffffff", 0), ("#121212", 1)])
def test_what_is_said_softly_can_be_read(background: str, place: int) -> None:
    soft = re.findall(r"--soft: (#[0-9a-f]{6})", COLORS)[place]
    light, dark = sorted((luminance(soft), luminance(background)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def luminance(color: str) -> float:
    """Return the relative luminance as WCAG 2.2 defines it."""
    parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
