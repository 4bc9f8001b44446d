"""An export of Substack: a table of posts, and their texts in a folder beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.importing import Inside, counts, held, well

if TYPE_CHECKING:
    from pathlib import Path

TABLE = """post_id,post_date,is_published,email_sent_at,type,audience,title,subtitle,podcast_url
14.say-how-long,2024-03-05T07:00:00.000Z,true,,newsletter,everyone,Say how long,A wait with an end,
15.never-finished,,false,,newsletter,everyone,Never finished,,
"""
TEXT = """<p>Tell <strong>them</strong>.</p><div class="subscription-widget-wrap-editor"><div class="preamble">
<p>Thanks for reading.</p></div></div>"""


def exported(folder: Path) -> Path:
    posts = folder / "export" / "posts"
    posts.mkdir(parents=True)
    (posts.parent / "posts.csv").write_text(TABLE)
    (posts / "14.say-how-long.html").write_text(TEXT)
    (posts / "15.never-finished.html").write_text("<p>Not yet.</p>")
    (posts / "14.opens.csv").write_text("post_id,timestamp,email\n14,2024-03-05,reader@example.org\n")
    return posts.parent


def test_a_row_has_the_text_that_lies_beside_the_table(tmp_path: Path) -> None:
    tips = Inside(tmp_path / "home")
    folder = exported(tmp_path)
    ran = well(tips("import", str(folder), "--name", "letters"))
    assert counts(ran) == {"added": 1, "skipped": 2}
    assert "line 3: a draft" in ran.err
    [tip] = held(tmp_path / "home", "letters")
    assert (tip["title"], tip["slug"], tip["body"]) == ("Say how long", "say-how-long", "Tell **them**.")
    assert (tip["gist"], tip["date"], tip["guid"]) == ("A wait with an end", "2024-03-05", "14")
    assert counts(tips("import", str(folder), "--name", "letters")) == {"unchanged": 1, "skipped": 2}
    (folder / "posts" / "14.say-how-long.html").write_text("<p>Changed.</p>")
    assert counts(tips("import", str(folder), "--name", "letters")) == {"updated": 1, "skipped": 2}


def test_a_row_that_breaks_off_is_a_draft_and_no_end(tmp_path: Path) -> None:
    tips = Inside(tmp_path / "home")
    folder = exported(tmp_path)
    (folder / "posts.csv").write_text(TABLE + "16\n\n")
    ran = well(tips("import", str(folder), "--name", "letters"))
    assert counts(ran) == {"added": 1, "skipped": 3}
    assert "line 4: a draft" in ran.err


def test_a_row_with_more_cells_than_columns_is_bad(tmp_path: Path) -> None:
    tips = Inside(tmp_path / "home")
    folder = exported(tmp_path)
    (folder / "posts.csv").write_text(TABLE + "16.a,2024-03-05,true,,newsletter,everyone,A,b,,lost\n")
    ran = tips("import", str(folder / "posts.csv"), "--name", "letters")
    assert counts(ran) == {"added": 1, "skipped": 1, "bad": 1}
    assert "line 4: 10 cells where the header has 9" in ran.err


def test_another_program_s_table_with_the_same_columns_keeps_what_it_says(tmp_path: Path) -> None:
    tips = Inside(tmp_path / "home")
    table = tmp_path / "posts.csv"
    table.write_text(
        "post_id,post_date,is_published,title,slug,body,summary\n7,2024-03-05,1,Say it,say,Tell them.,Brief\n"
    )
    assert counts(well(tips("import", str(table), "--name", "one"))) == {"added": 1}
    [tip] = held(tmp_path / "home", "one")
    assert (tip["slug"], tip["body"], tip["gist"], tip["guid"]) == ("say", "Tell them.", "Brief", "7")
    table.write_text("post_id,title,body,email\n7,Say it,Tell them.,desk@example.org\n")
    assert counts(well(tips("import", str(table), "--name", "two"))) == {"added": 1}


def test_a_page_is_kept_where_the_table_above_it_is_none_of_posts(tmp_path: Path) -> None:
    tips = Inside(tmp_path / "home")
    (tmp_path / "site" / "posts").mkdir(parents=True)
    (tmp_path / "site" / "posts.csv").write_text("post_id,title\n8,Another\n")
    (tmp_path / "site" / "posts" / "7.html").write_text("<html><body><article><h1>Say it</h1><p>Tell.</p></article>")
    assert counts(well(tips("import", str(tmp_path / "site"), "--name", "site"))) == {"added": 2}
