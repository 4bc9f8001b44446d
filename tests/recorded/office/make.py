"""Writes what make.sh has other programs convert: a workbook, a handbook in chapters, notes with a footnote."""

import datetime as dt
import sys
from pathlib import Path

import docx
import openpyxl
import pandas as pd
from docx.enum.style import WD_STYLE_TYPE

FOLDER = Path(sys.argv[1])
NOTES = """<html><head><title>Notes</title></head><body>
<h1>Say the name</h1><p>When a guest <b>calls</b>, say <i>their</i> name once.<a class="sdfootnoteanc" name="n1"
href="#sdfootnote1sym"><sup>1</sup></a> See <a href="https://example.org/names">this page</a>.</p>
<ul><li>One &lt;guest&gt;</li><li>Two<ul><li>inner</li></ul></li></ul>
<h1>Late parcel</h1><p>Tell them first, 5 * 3 times if need_be.</p><h2>Why</h2><p>Because they wait.</p>
<table border="1"><tr><th>Say</th><th>Not</th></tr><tr><td>I will look</td><td>yes | no</td></tr></table>
<h1>In turn</h1><p>Take the queue in turn.</p><ol><li>first</li><li>second</li></ol>
<div id="sdfootnote1">
<p><a class="sdfootnotesym" name="sdfootnote1sym" href="#n1">1</a> As it was said to you.</p></div>
</body></html>"""


def workbook() -> None:
    """A title above the columns, two sheets with tips, one hidden, one empty, days, numbers and an escaped formula."""
    book = openpyxl.Workbook()
    phone = book.active
    phone.title = "Phone"
    phone.append(["Tips for the huddle"])
    phone.merge_cells("A1:D1")
    phone.append([])
    phone.append(["Title", "What to do", "Date", "Topic", "Minutes"])
    phone.append(["Say the name", "Say their name once.\nThen listen.", dt.date(2025, 3, 4), "calls", 5])
    phone.append(
        [
            "Ring back",
            "Ring back when you said you would.",
            dt.datetime.fromisoformat("2025-03-05T09:30"),
            "calls, trust",
            2.5,
        ]
    )
    phone.append([])
    phone.append(["Sum", "'=1+1 is no formula; wait for it.", None, None, True])
    desk = book.create_sheet("Desk")
    desk.append(["Tip", "Why"])
    desk.append(["Look up first", "A face that looks up is a welcome."])
    hidden = book.create_sheet("Old")
    hidden.append(["Title", "Text"])
    hidden.append(["Not any more", "This one is hidden."])
    hidden.sheet_state = "hidden"
    book.create_sheet("Sheet4")
    book.save(FOLDER / "huddle.xlsx")
    frame = pd.DataFrame(
        {"title": ["Count to three", "Write it down"], "text": ["Breathe, then speak.", "While they speak."]}
    )
    frame["date"] = pd.to_datetime(["2025-02-03", "2025-02-04"])
    frame.to_excel(FOLDER / "pandas.xlsx")


def handbook() -> None:
    """A title, an introduction, and chapters in which each second-level heading is a tip."""
    made = docx.Document()
    made.add_heading("Front desk handbook", 0)
    made.add_paragraph("What we learned at the desk.")
    for chapter, tips in (
        ("Phone", ("Pick up by the third ring", "Say goodbye last")),
        ("Parcels", ("Ask for the door",)),
    ):
        made.add_heading(chapter, 1)
        for tip in tips:
            made.add_heading(tip, 2)
            text = made.add_paragraph(f"{tip}, and mean it. ")
            text.add_run("Every time").bold = True
            text.add_run(", also on Fridays.")
            made.add_paragraph("Smile first", style="List Bullet")
            made.add_paragraph("Then speak", style="List Bullet")
            made.add_heading("If they are cross", 3)
            made.add_paragraph("Let them finish.")
    made.save(str(FOLDER / "handbook.docx"))
    bold = docx.Document()
    for title, text in (("Greet people", "Look up and greet."), ("Thank them", "Thank them at the end.")):
        bold.add_paragraph().add_run(title).bold = True
        bold.add_paragraph(text)
    bold.save(str(FOLDER / "bold.docx"))
    one = docx.Document()
    one.add_heading("Keep a pen ready", 1)
    one.add_paragraph("A pen that writes saves a minute.")
    one.save(str(FOLDER / "one.docx"))


STYLED = """# First

Say this:

> Thank you for *waiting*.
>
> I am with you now.

Then type `tips_random --short` in:

```
tips random --short
    tips  today
  # *not a heading* ``` [1](2)

last & <b>line</b>
```

End.

# Second

- a list
- item

  goes on

  > quoted in a list

Text.

``` python
def f():
    return 1
```
"""


def derived() -> None:
    """Styles of one's own that come from others, twice removed, and the head of a table of contents, which is none."""
    made = docx.Document()
    for name, above in (
        ("Chapter", "Heading 1"),
        ("Saying", "Intense Quote"),
        ("Old saying", "Saying"),
        ("Type", "macro"),
    ):
        made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = made.styles[above]
    made.styles.add_style("HTML Code", WD_STYLE_TYPE.CHARACTER)
    made.styles.add_style("Key's", WD_STYLE_TYPE.CHARACTER).base_style = made.styles["HTML Code"]
    made.add_paragraph("Contents", style="TOC Heading")
    for title in ("Greet", "Thank"):
        made.add_paragraph(title, style="Chapter")
        made.add_paragraph("Look up.", style="Old saying")
        made.add_paragraph("Press ").add_run("F_1").style = "Key's"
        for line in ("one", "", "  two"):
            made.add_paragraph(line, style="Type")
    made.save(str(FOLDER / "derived.docx"))


workbook()
handbook()
derived()
(FOLDER / "styled.md").write_text(STYLED, encoding="utf-8")
(FOLDER / "notes.html").write_text(NOTES, encoding="utf-8")
