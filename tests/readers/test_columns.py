"""Which column is which field, and what is told of the others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tipcli.model.errors import AccessError
from tipcli.readers.base import Document, Item, NotTipsError, Options, Record
from tipcli.readers.cells import list_in
from tipcli.readers.json.document import JsonReader
from tipcli.readers.json.lines import JsonLinesReader
from tipcli.readers.tables.table import TableReader

if TYPE_CHECKING:
    from pathlib import Path

    from tipcli.readers.base import Found, Reader

READERS: dict[str, type[Reader]] = {"csv": TableReader, "json": JsonReader, "jsonl": JsonLinesReader}


def read(text: str, folder: Path, ending: str = "csv", options: Options | None = None) -> tuple[list[Item], list[str]]:
    """Return the items, and what is told of the document."""
    path = folder / f"x.{ending}"
    path.write_text(text, "utf-8")
    document = Document(str(path), "'x'", path.name)
    found: list[Found] = [
        one.parse() if isinstance(one, Record) else one
        for one in READERS[ending]().read(document, options or Options())
    ]
    return [one for one in found if isinstance(one, Item)], [remark.text for remark in document.remarks]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("Title,Body Text", "Greet,Say hello first."),
        ("Heading,Details", "Greet,Say hello first."),
        ("Tip,Explanation", "Greet,Say hello first."),
        ("Question,Answer", "Greet,Say hello first."),
        ("Titel,Text", "Greet,Say hello first."),
        ("Überschrift,Inhalt", "Greet,Say hello first."),
        ("Titre,Contenu", "Greet,Say hello first."),
        ("Título,Descripción", "Greet,Say hello first."),
        ("标题,内容", "Greet,Say hello first."),
        ("タイトル,本文", "Greet,Say hello first."),
        ("제목,내용", "Greet,Say hello first."),
        ("Заголовок,Текст", "Greet,Say hello first."),
        ('"title", "body"', '"Greet", "Say hello first."'),
        ("title; body", 'Greet; "Say hello first."'),
        ("Title,What to do", "Greet,Say hello first."),
    ],
)
def test_the_text_is_known_by_its_name_or_its_length(head: str, row: str, tmp_path: Path) -> None:
    items, told = read(f"{head}\n{row}\n", tmp_path)
    assert [(item.title, item.body) for item in items] == [("Greet", "Say hello first.")]
    assert told == []


@pytest.mark.parametrize("ending", ["csv", "json", "jsonl"])
def test_what_is_left_is_named_with_how_to_take_it_and_kept(ending: str, tmp_path: Path) -> None:
    rows = [{"Title": "Greet", "What to do": "Say hello before you ask.", "Owner": "Ann", "Shelf": "B"}]
    text = {"csv": "Title,What to do,Owner,Shelf\nGreet,Say hello before you ask.,Ann,B\n"}
    text |= {"json": json.dumps(rows), "jsonl": json.dumps(rows[0]) + "\n"}
    [item], [told] = read(text[ending], tmp_path, ending)
    assert (item.title, item.body) == ("Greet", "Say hello before you ask.")
    assert item.extra == {"Owner": "Ann", "Shelf": "B"}
    assert "'Owner', 'Shelf'" in told
    assert "--map 'Owner=body'" in told


@pytest.mark.parametrize("ending", ["csv", "json", "jsonl"])
def test_a_person_says_what_a_column_is(ending: str, tmp_path: Path) -> None:
    rows = [{"Kurz": "Greet", "Lang": "Say hello.", "Wer": "Ann", "text": "old"}]
    text = {"csv": "Kurz,Lang,Wer,text\nGreet,Say hello.,Ann,old\n"}
    text |= {"json": json.dumps(rows), "jsonl": json.dumps(rows[0]) + "\n"}
    chosen = (("kurz", "title"), ("Lang", "body"), ("wer", "author"), ("Nowhere", "gist"))
    [item], _ = read(text[ending], tmp_path, ending, Options(columns=chosen))
    assert (item.title, item.body, item.credit and item.credit.publisher) == ("Greet", "Say hello.", "Ann")
    assert item.extra == {"text (2)": "old"}


def test_a_column_of_names_is_no_text(tmp_path: Path) -> None:
    [item], [told] = read("Title,Who wrote it\nGreet,Ann Example\n", tmp_path)
    assert item.body == ""
    assert "'Who wrote it'" in told


def test_two_long_columns_are_for_a_person_to_choose_from(tmp_path: Path) -> None:
    text = "Title,Morning,Evening\nGreet,Say hello before you ask.,Say goodbye before you go.\n"
    [item], [told] = read(text, tmp_path)
    assert item.body == ""
    assert "'Morning', 'Evening'" in told


def test_a_table_of_which_nothing_is_understood_names_its_columns(tmp_path: Path) -> None:
    with pytest.raises(AccessError) as caught:
        read("Wann,Wo\n9:00,Here we are at the desk.\n", tmp_path)
    assert "'Wann', 'Wo'" in caught.value.message
    assert "--map 'Wo=body'" in caught.value.hint


def test_objects_of_which_nothing_is_understood_have_their_keys_named(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('[{"wann": "9:00", "wo": "here"}]')
    document = Document(str(path), "'x'", "x.json")
    with pytest.raises(NotTipsError, match="'wann', 'wo'"):
        list(JsonReader().read(document, Options()))
    [found] = JsonReader().read(document, Options(columns=(("wo", "body"),)))
    assert isinstance(found, Item)
    assert found.body == "here"


def test_a_column_of_addresses_is_the_link(tmp_path: Path) -> None:
    items, told = read("Title,Text,Where\nA,one,https://x.example/a\nB,two,https://x.example/b\n", tmp_path)
    assert [item.link for item in items] == ["https://x.example/a", "https://x.example/b"]
    assert told == []


@pytest.mark.parametrize("ending", ["csv", "json", "jsonl"])
def test_all_dates_of_a_column_are_read_in_one_order(ending: str, tmp_path: Path) -> None:
    days = ["05/03/2024", "13/03/2024", "06/04/2024"]
    rows = [{"title": "A", "text": "x", "date": day} for day in days]
    text = {"csv": "title,text,date\n" + "".join(f"A,x,{day}\n" for day in days)}
    text |= {"json": json.dumps(rows), "jsonl": "".join(json.dumps(row) + "\n" for row in rows)}
    items, _ = read(text[ending], tmp_path, ending)
    assert [item.date for item in items] == ["2024-03-05", "2024-03-13", "2024-04-06"]
    assert [item.doubtful for item in items] == [""] * 3
    items, _ = read(text[ending].replace("13/03", "12/03"), tmp_path, ending)
    assert [item.date for item in items] == ["2024-05-03", "2024-12-03", "2024-06-04"]
    assert items[0].doubtful == "05/03/2024"
    items, _ = read(text[ending].replace("13/03", "12/03"), tmp_path, ending, Options(dates="dmy"))
    assert (items[0].date, items[0].doubtful) == ("2024-03-05", "")


def test_a_blank_before_a_quote_takes_nothing_from_quoted_text(tmp_path: Path) -> None:
    items, _ = read('title,text\nOne, "Ask, then wait."\nTwo,"He said, ""wait"", and left. "\n', tmp_path)
    assert [item.body for item in items] == ["Ask, then wait.", 'He said, "wait", and left. ']
    items, _ = read('title,text\nOne," Ask, ""then"", wait."\n', tmp_path)
    assert items[0].body == ' Ask, "then", wait.'


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ('{عربي,"Phone Calls"}', ["عربي", "Phone Calls"]),
        ("['a', 'b, c']", ["a", "b, c"]),
        ('["a"]', ["a"]),
        ("[a, b]", ["a", "b"]),
        ('{"a \\"b\\"",NULL}', ['a "b"']),
        ("{}", []),
        (" [ ] ", []),
        ("[[a]], [[b]]", None),
        ('{"a": 1}', None),
        ("[a", None),
        ("a, b", None),
    ],
)
def test_a_cell_may_be_a_list(cell: str, wanted: list[str] | None) -> None:
    assert list_in(cell) == wanted


@pytest.mark.parametrize(("name", "said"), [("draft", "no"), ("published", "t"), ("Status", "publish")])
def test_what_says_that_an_item_is_ready_is_no_column_that_was_left_and_no_date(
    name: str, said: str, tmp_path: Path
) -> None:
    items, told = read(f"title,text,{name}\nOne,Ask once.,{said}\n", tmp_path)
    assert ([item.undated for item in items], told) == ([""], [])
    assert items[0].extra == {name: said}


@pytest.mark.parametrize(
    "header",
    "Question,Answer;Tip,Why;Headline,Copy;Name,Notes;Subject,Message;Überschrift,Tipp;Titre,Conseil;標題,內容;"
    "Título,Consejo;Titolo,Consiglio;Rubrik,Råd;Tytuł,Porada;Заголовок,Совет;Problem,Solution;Situation,What to say;"
    "What,How;Rule,Reason;Idea,Description;Thema,Hinweis;Situación,Respuesta;Onderwerp,Bericht;Ämne,Meddelande;Front,Back;Motto,Meaning".split(
        ";"
    ),
)
def test_title_and_text_are_known_by_their_usual_names(tmp_path: Path, header: str) -> None:
    rows = "Ask once,Ask one question and then count to three.\nSay it,Say the name of your guest and mean it.\n"
    items, told = read(f"{header}\n{rows}", tmp_path)
    assert [item.title for item in items] == ["Ask once", "Say it"]
    assert [item.body for item in items] == [line.partition(",")[2] for line in rows.splitlines()]
    assert told == []


@pytest.mark.parametrize("name", "Tip Tipp Consejo Conseil Dica Совет Quote Advice Hinweis Highlight Ratschlag".split())
def test_a_lone_column_of_tips_is_their_text(tmp_path: Path, name: str) -> None:
    [item], _ = read(f"{name},Author\nAsk once and then wait for it.,Ann\n", tmp_path)
    assert item.body == "Ask once and then wait for it."


def test_highlights_of_a_book_are_credited_to_it(tmp_path: Path) -> None:
    text = (
        "Highlight,Book Title,Book Author,Note,Tags,Highlighted at\nAsk once.,Calls,Ann,mine,phone,2024-03-05 10:11\n"
    )
    [item], _ = read(text, tmp_path)
    assert (item.body, item.date, item.topics, item.extra["Note"]) == ("Ask once.", "2024-03-05", ("phone",), "mine")
    assert item.credit is not None
    assert (item.credit.title, item.credit.publisher) == ("Calls", "Ann")


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("Summary,Description", "Greet,Say hello before you look at the screen."),
        ("TYPE,CONTENT,DESCRIPTION,PRIORITY", "task,Greet,Say hello before you look at the screen.,4"),
        ("meta.title,meta.body", "Greet,Say hello before you look at the screen."),
        ("title.rendered,content.rendered", "Greet,Say hello before you look at the screen."),
        ("Title (required),Text (English)", "Greet,Say hello before you look at the screen."),
        ("fields/Title,fields/Text", "Greet,Say hello before you look at the screen."),
        ("Title,Abstract Note", "Greet,Say hello before you look at the screen."),
    ],
)
def test_names_of_other_programs_are_known(head: str, row: str, tmp_path: Path) -> None:
    items, _ = read(f"{head}\n{row}\n", tmp_path)
    found = [(item.title, item.body) for item in items]
    assert found == [("Greet", "Say hello before you look at the screen.")]


def test_a_long_content_beside_a_description_is_the_text(tmp_path: Path) -> None:
    rows = "Say hello before you look at the screen. Then ask for the name.,How to greet"
    [item], _ = read(f"content,description\n{rows}\n", tmp_path)
    assert (item.body.partition(".")[0], item.gist) == ("Say hello before you look at the screen", "How to greet")


@pytest.mark.parametrize("name", ["author.name", "user.title", "owner/name", "Title 2", "Title (2)"])
def test_a_name_of_something_within_something_else_is_no_title(name: str, tmp_path: Path) -> None:
    [item], _ = read(f"{name},text\nJo Doe,Say hello before you look up.\n", tmp_path)
    assert item.title == ""


def test_the_day_and_topics_are_known_in_more_words(tmp_path: Path) -> None:
    head = "Title,Text,Created At (UTC),Labels,Labels,tags/0,tags/1"
    [item], told = read(f"{head}\nGreet,Say hello first.,2025-03-04 09:30:00,phone,desk,a,b\n", tmp_path)
    assert (item.date, item.topics) == ("2025-03-04", ("phone", "desk", "a", "b"))
    assert told == []


@pytest.mark.parametrize("name", ["creationDate", "addedAt", "Date Added", "time_added", "Created (local)"])
def test_the_day_has_many_names(name: str, tmp_path: Path) -> None:
    [item], _ = read(f"Title,Text,{name}\nGreet,Say hello first.,2025-03-04\n", tmp_path)
    assert item.date == "2025-03-04"


def test_the_address_of_the_page_goes_before_that_of_an_interface(tmp_path: Path) -> None:
    row = {
        "url": "https://example.org/api/1.json",
        "html_url": "https://example.org/1",
        "title": "Greet",
        "body": "Hi you.",
    }
    [item], _ = read(json.dumps([row | {"label_names": ["phone"]}]), tmp_path, "json")
    assert (item.link, item.topics) == ("https://example.org/1", ("phone",))


def test_topics_in_a_cell_may_stand_on_lines_behind_bars_or_as_hashtags(tmp_path: Path) -> None:
    for cell in ('"phone\nfirst day"', "phone|first day", "phone | first day", '"phone, first day"'):
        [item], _ = read(f"Title,Text,Tags\nGreet,Say hello first.,{cell}\n", tmp_path)
        assert item.topics == ("phone", "first day")
    [item], _ = read("Title,Text,Tags\nGreet,Say hello first.,#phone #first-day\n", tmp_path)
    assert item.topics == ("phone", "first-day")
    [item], _ = read("Title,Text,Tags\nGreet,Say hello first.,C#\n", tmp_path)
    assert item.topics == ("C#",)


def test_topics_may_be_the_keys_of_an_object_and_a_day_parts_of_one(tmp_path: Path) -> None:
    row = {"title": "Greet", "text": "Say hello first.", "tags": {"phone": True, "desk": False, "first day": 1}}
    [item], _ = read(json.dumps([row | {"issued": {"date-parts": [[2025, 3, 4]]}}]), tmp_path, "json")
    assert (item.topics, item.date) == (("phone", "first day"), "2025-03-04")
    [item], _ = read(json.dumps([row | {"issued": {"date-parts": [[2025, 3]]}}]), tmp_path, "json")
    assert item.date is None


def test_a_text_that_begins_with_its_heading_has_it_as_its_title(tmp_path: Path) -> None:
    body = "# Greet \\*first\\*\n\nSay hello.\n\n## Then\n\nAsk."
    [item], _ = read(json.dumps([{"text": body, "creationDate": "2025-03-04"}]), tmp_path, "json")
    assert (item.title, item.body) == ("Greet *first*", "Say hello.\n\n## Then\n\nAsk.")
    for text in ("# Only this", "# One\n\nText.\n\n# Two\n\nText.", "#hashtag and more\n\nText."):
        [item], _ = read(json.dumps([{"text": text}]), tmp_path, "json")
        assert (item.title, item.body) == ("", text)
    [item], _ = read(json.dumps([{"text": body, "title": "Mine"}]), tmp_path, "json")
    assert (item.title, item.body) == ("Mine", body)


@pytest.mark.parametrize("state", ["trashed", "isTrashed", "is_deleted", "deleted", "deleted_at"])
def test_what_is_in_the_trash_is_no_tip(state: str, tmp_path: Path) -> None:
    row = {"title": "Greet", "text": "Say hello first."}
    gone: object = "2025-03-04" if state == "deleted_at" else True
    items, told = read(json.dumps([row | {state: gone}, row | {state: None}, row | {state: False}]), tmp_path, "json")
    assert (len(items), told) == (2, [])
