"""Web pages: exports that come back, one article, and pages that are none."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.found import sound
from tests.guards import steps
from tests.made import any_text, many
from tipcli.model.errors import AccessError
from tipcli.readers.base import About, Bad, Document, Item, Options, Record, Skipped
from tipcli.readers.markup import parsing
from tipcli.readers.pages.page import PageReader

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "<p>" + "Many words of one text. " * 10 + "</p>"
HEAD = "<!DOCTYPE html><html><head><title>A title | The site</title>"
FEED = "<link rel=alternate type=application/rss+xml href=/feed/>"
PIECES = (
    "<html data-collection='x'>|<!doctype html>|<article data-record='{}'>|<article data-record='{\"title\":\"A\"}'>"
    '|</article>|<article data-record="{&quot;title&quot;:&quot;B&quot;}">|<article>|<main>|<h1>T</h1>|<title>x</title>'
    "|<time datetime=2024-02-30>|<meta property=og:title content=O>|<meta name=author content='http://x'>"
    "|<p>text</p>|<link rel=canonical href='http://['>|<base href=//x>|<form>|<script>|<input type=password>"
    "|<header>|<body>|</body>|\n|<link type=application/rss+xml href=/f>"
).split("|")


def saved(folder: Path, text: str, name: str = "page.html", address: str = "") -> Document:
    (folder / name).write_bytes(text.encode("utf-8", "replace"))
    return Document(str(folder / name), name, name, address=address)


def read(one: Document) -> list[object]:
    found = PageReader().read(one, Options())
    return [each.parse() if isinstance(each, Record) else each for each in found]


def item(folder: Path, text: str, address: str = "https://example.org/2024/a/") -> Item:
    (found,) = read(saved(folder, text, address=address))
    assert isinstance(found, Item)
    return found


def exported(*records: object, before: str = " ") -> str:
    values = (escape(json.dumps(record)) for record in records)
    articles = (f'<article id="tip"{before}data-record="{value}">\n<h2>x</h2>\n</article>\n' for value in values)
    head = '<!DOCTYPE html>\n<html lang="en" data-collection="desk &amp; co">\n<body>\n'
    return f"{head}{''.join(articles)}</body>\n</html>\n"


def test_export_gives_its_name_and_each_record(tmp_path: Path) -> None:
    records = [{"title": f"Title {number} <b>&", "body": 'Some *text* "quoted"'} for number in range(3)]
    one = saved(tmp_path, exported(*records))
    assert PageReader().fits(one)
    about, *items = read(one)
    assert about == About("desk & co")
    assert [(each.title, each.body, each.place) for each in items if isinstance(each, Item)] == [
        (record["title"], record["body"], f"item {number}") for number, record in enumerate(records, 1)
    ]
    raws = [each.raw for each in PageReader().read(one, Options()) if isinstance(each, Record)]
    assert len(set(raws)) == 3


def test_bad_record_is_named_and_the_others_are_kept(tmp_path: Path) -> None:
    text = exported({"title": "A"}, [1], {"title": "B"}).replace("[1]", "[1")
    about, first, bad, last = read(saved(tmp_path, text.replace("B", "C")))
    assert isinstance(about, About)
    assert bad == Bad("item 2", "its data-record is no JSON")
    assert [each.title for each in (first, last) if isinstance(each, Item)] == ["A", "C"]


def test_export_that_was_laid_out_anew_is_read_all_the_same(tmp_path: Path) -> None:
    _, one = read(saved(tmp_path, exported({"title": "A", "body": "B"}, before="\n   class='x > y'\n   ")))
    assert isinstance(one, Item)
    assert (one.title, one.body) == ("A", "B")


def test_export_without_tips_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AccessError, match="no tips"):
        read(saved(tmp_path, exported()))


def test_article_with_all_that_a_page_says_of_it(tmp_path: Path) -> None:
    found = item(
        tmp_path,
        HEAD + '<meta property="og:title" content="A title"><meta property="og:site_name" content="The site">'
        '<meta property="article:published_time" content="2024-03-05T23:30:00-08:00"><meta name="author" content="Ann">'
        '<meta name="description" content="What it says."><meta property="article:section" content="Service">'
        '<meta property="article:tag" content="Phone"><link rel="canonical" href="/a/"></head>'
        "<body><header>Site</header><nav>Menu</nav>"
        "<main><article><header><h1>A title</h1></header><p>By <b>Ann</b></p><ul><li>One</li></ul>"
        '<p><a href="b">Link</a></p><aside>Ad</aside><blockquote>Q<footer>— B</footer></blockquote>'
        "<footer>Tags</footer></article></main><footer>End</footer></body></html>",
    )
    assert found.body == "By **Ann**\n\n- One\n\n[Link](https://example.org/2024/a/b)\n\n> Q\n>\n> — B"
    assert (found.title, found.gist, found.date) == ("A title", "What it says.", "2024-03-05")
    assert found.topics == ("Service", "Phone")
    assert found.link == found.guid == "https://example.org/a/"
    assert found.credit is not None
    assert (found.credit.title, found.credit.publisher, found.credit.url) == (
        "A title",
        "Ann",
        "https://example.org/a/",
    )
    assert found.extra == {"author": "Ann"}
    assert found.complete


@pytest.mark.parametrize(
    ("page", "title", "body"),
    [
        ("<h1>Smile</h1><p>They hear it.</p>", "Smile", "They hear it."),
        ("<!doctype html><title>Smile</title><p>They hear it.", "Smile", "They hear it."),
        ("<html><body><p>They hear it.</p></body></html>", "", "They hear it."),
        ("<html><title>T - S</title><meta property=og:site_name content=S><article><p>x</article>", "T", "x"),
        ("<html><title>T</title><h1>The site</h1><main><h1>Real</h1><p>x</main>", "Real", "x"),
        (f"<html><nav>n</nav><div class=entry-content>{WORDS}</div><script>1</script>", "", "Many words of one text. "),
        (f"<html><body><form method=post id=aspnetForm><h1>T</h1>{WORDS}</form>", "T", "Many words of one text. "),
        ("<html><article><h1>T</h1><p>Short, with a script.</article><script>1</script>", "T", "Short, with a script."),
        (f"<html><article><h1>T</h1>{WORDS}</article><article>x</article>", "T", "Many words of one text. "),
    ],
)
def test_title_and_text_of_a_page(tmp_path: Path, page: str, title: str, body: str) -> None:
    found = item(tmp_path, page)
    assert found.title == title
    assert found.body.startswith(body.strip())


def test_date_of_a_time_element_in_the_text(tmp_path: Path) -> None:
    page = "<html><article><h1>T</h1><time datetime='2024-02-03T10:00Z'>x</time><p>Text</p></article>"
    assert item(tmp_path, page).date == "2024-02-03"


def test_file_without_an_address_has_no_link(tmp_path: Path) -> None:
    found = item(tmp_path, "<html><h1>T</h1><p><a href='/x'>Text</a>", address="")
    assert (found.link, found.guid, found.body, found.credit) == ("", "", "Text", None)


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (
            HEAD + FEED + "</head><body><article>a b c</article><article>d e f</article></body>",
            "its feed instead: https://example.org/feed/",
        ),
        (HEAD + FEED + "<body><p>Too little.", "its feed instead: https://example.org/feed/"),
        (HEAD + "<body><form><input type=password></form><p>Welcome to the network", "a page to sign in"),
        (HEAD + "<body><div id=root></div><script>run()</script>", "without text"),
        (HEAD + "<body><p>Enable JavaScript.</p><script>run()</script>", "without text"),
        ("", "without text"),
        ("<html>", "without text"),
        ("<p>" * 500, "too tangled"),
    ],
)
def test_page_that_is_no_text_to_read_is_refused_with_the_reason(
    tmp_path: Path, page: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parsing, "MOST_TAGS", 100)
    with pytest.raises(AccessError, match=r"^page\.html: ") as error:
        read(saved(tmp_path, page, address="https://example.org/"))
    assert message in error.value.message


@pytest.mark.parametrize(
    ("name", "text", "is_page"),
    [
        ("a.html", "<p>x</p>", True),
        ("a", "\ufeff\n<!-- saved -->\n<!DOCTYPE HTML><p>x", True),
        ("a", '<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><p>x</p></html>', True),
        ("a.txt", "<body>x", True),
        ("a.html", "no tags", False),
        ("a.md", "<div>Markdown</div>", False),
        ("a.xml", "<?xml version='1.0'?><rss/>", False),
        ("a", "<!-- <html> -->", False),
        (
            "a.html",
            "<html><title>t | p</title><h2>A - 1/2/26</h2><p>x Read more<h2>B - 1/2/26</h2><p>x Read more",
            False,
        ),
    ],
)
def test_page_is_told_by_its_first_tag_or_its_name(tmp_path: Path, name: str, text: str, *, is_page: bool) -> None:
    assert PageReader().fits(saved(tmp_path, text, name)) is is_page


@many(60)
@given(st.lists(st.sampled_from(PIECES) | any_text(10), max_size=25).map("".join))
def test_any_page_gives_items_or_an_access_error(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    one = saved(tmp_path_factory.getbasetemp(), text, address="https://example.org/")
    PageReader().fits(one)
    try:
        found = read(one)
    except AccessError:
        return
    for each in found:
        assert isinstance(each, Item | Bad | About)
        sound(each)


@many(30)
@given(st.binary(max_size=200))
def test_any_bytes_give_items_or_an_access_error(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.html"
    for head in (b"", b"<html data-collection='x'><article data-record=\""):
        path.write_bytes(head + data)
        one = Document(str(path), "any.html", "any.html")
        PageReader().fits(one)
        try:
            read(one)
        except AccessError:
            continue


def test_work_of_reading_an_export_grows_no_faster_than_its_records(tmp_path: Path) -> None:
    def told(count: int) -> None:
        one = saved(tmp_path, exported(*({"title": f"T{number}"} for number in range(count))))
        assert sum(isinstance(each, Record) for each in PageReader().read(one, Options())) == count

    assert steps(lambda: told(400)) < 2.2 * steps(lambda: told(200)) + 1000


MEDIUM = """<!DOCTYPE html><html><head><title>Say how long</title><style>* {font: serif}</style></head><body>
<article class="h-entry"><header><h1 class="p-name">Say how long</h1></header>
<section data-field="subtitle" class="p-summary">A wait with an end.</section>
<section data-field="body" class="e-content"><section name="a" class="section section--body section--first">
<div class="section-divider"><hr class="section-divider"></div><div class="section-content">
<h3 class="graf graf--h3 graf--leading graf--title">Say how long</h3>
<h4 class="graf graf--h4 graf--subtitle">A wait with an end.</h4>
<p class="graf graf--p">Tell <strong>them</strong>.</p><h3 class="graf graf--h3">More</h3><p>Words.</p></div>
</section>
</section><footer><p>By <a href="https://medium.example/@d" class="p-author h-card">The desk</a> on
<a href="https://medium.example/p/1"><time class="dt-published" datetime="2019-05-06T14:03:22.123Z">May 6</time></a>.
</p>
<p><a href="https://medium.example/@d/say-1" class="p-canonical">Canonical link</a></p>
<p>Exported from Medium on March 5, 2024.</p></footer></article></body></html>"""


def test_a_story_as_medium_exports_it(tmp_path: Path) -> None:
    found = item(tmp_path, MEDIUM, "")
    assert (found.title, found.gist) == ("Say how long", "A wait with an end.")
    assert found.body == "Tell **them**.\n\n### More\n\nWords."
    assert (found.date, found.link) == ("2019-05-06", "https://medium.example/@d/say-1")
    assert found.credit
    assert found.credit.publisher == "The desk"
    draft = MEDIUM.replace("dt-published", "x")
    assert read(saved(tmp_path, draft)) == [Skipped("item 1", "a draft")]


@pytest.mark.parametrize(
    "said",
    [
        "<!-- saved from url=(0029)https://e.example/2024/say/ -->",
        "<!--\n Page saved with SingleFile \n url: https://e.example/2024/say/ \n saved date: Mon -->",
    ],
)
def test_a_saved_page_knows_where_it_came_from(said: str, tmp_path: Path) -> None:
    found = item(tmp_path, f"<!DOCTYPE html>\n{said}\n<html><body><article><h1>A</h1>{WORDS}<a href=/b>b</a>", "")
    assert found.link == "https://e.example/2024/say/"
    assert "[b](https://e.example/b)" in found.body


def test_the_description_of_an_article_for_programs_gives_author_and_date(tmp_path: Path) -> None:
    article = {"@type": "BlogPosting", "datePublished": "2024-03-04T23:30:00-05:00", "author": {"name": "The desk"}}
    for told in (article, {"@graph": [{"@type": "WebSite"}, article]}, [article]):
        script = f"<script type='application/ld+json'>{json.dumps(told)}</script>"
        found = item(tmp_path, f"{HEAD}{script}</head><article>{WORDS}</article>")
        assert (found.date, found.extra["author"]) == ("2024-03-04", "The desk")
    two = f"<script type='application/ld+json'>{json.dumps([article, article])}</script>"
    assert item(tmp_path, f"{HEAD}{two}</head><article>{WORDS}</article>").date is None


def test_a_note_of_keep_beside_its_json_is_left_to_that(tmp_path: Path) -> None:
    text = (
        '<html><head><title>Greet</title></head><body><div class="note DEFAULT"><div class="heading">Mar 4</div>'
        '<div class="title">Greet</div><div class="content">Say hello before you look at the screen.</div></div></body>'
    )
    assert isinstance(read(saved(tmp_path, text))[0], Item)
    (tmp_path / "page.json").write_text("{}")
    assert read(saved(tmp_path, text)) == [Skipped("item 1", "the same note lies beside it as JSON")]
    assert isinstance(read(saved(tmp_path, text.replace("note DEFAULT", "notes")))[0], Item)
