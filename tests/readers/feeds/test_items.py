"""Items of a feed as tips: what each of the forms says in its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside, held

if TYPE_CHECKING:
    from pathlib import Path

RSS = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Blog</title>
<item><title>Smile &amp;amp; wave</title><link>https://example.org/a</link><guid isPermaLink="false">x1</guid>
<pubDate>Tue, 29 Apr 2025 23:30:00 +0200</pubDate><category>Desk</category><description>Be kind.</description>
<content:encoded>&lt;p&gt;First &lt;b&gt;words&lt;/b&gt;.&lt;/p&gt;</content:encoded></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Blog</title><entry><title>Smile &amp; wave</title>
<id>x1</id><link href="https://example.org/a"/><published>2025-04-29T23:30:00+02:00</published>
<category term="Desk"/><summary>Be kind.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>First <b>words</b>.</p></div></content>
</entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="https://example.org/"><title>Blog</title></channel>
<item rdf:about="https://example.org/a"><title>Smile &amp; wave</title><link>https://example.org/a</link>
<dc:date>2025-04-29T23:30:00+02:00</dc:date><dc:subject>Desk</dc:subject><description>Be kind.</description>
<content:encoded>&lt;p&gt;First &lt;b&gt;words&lt;/b&gt;.&lt;/p&gt;</content:encoded></item></rdf:RDF>"""


@pytest.mark.parametrize("feed", [RSS, ATOM, RDF], ids=["rss", "atom", "rdf"])
def test_each_form_gives_the_same_tip(tmp_path: Path, feed: str) -> None:
    tips = Inside(tmp_path / "home")
    (tmp_path / "blog.xml").write_text(feed)
    assert tips("import", str(tmp_path / "blog.xml")).status == 0
    [tip] = held(tips.home, "blog")
    assert (tip["title"], tip["date"], tip["gist"]) == ("Smile & wave", "2025-04-29", "Be kind.")
    assert (tip["body"], tip["topics"]) == ("First **words**.", ["desk"])
    assert tip["credit"]["url"] == "https://example.org/a"


def test_an_item_without_a_title_or_a_text_is_told_and_the_others_are_kept(tmp_path: Path) -> None:
    tips = Inside(tmp_path / "home")
    (tmp_path / "blog.xml").write_text(RSS.replace("<item>", "<item><guid>e</guid></item><item>", 1))
    ran = tips("import", str(tmp_path / "blog.xml"))
    assert "item 1" in ran.err
    assert len(held(tips.home, "blog")) == 1
