#!/usr/bin/env bash
# A text for LibreOffice with a bulleted list, a numbered list and a footnote, as Markdown by odfdo. The style of the
# bullets has, as Word's have, numbers on a deeper level that the text does not use.
# Guess: bullets, then numbers; the note apart from both.
# Seen:  the bullets come out as numbers, since any level of the style that has numbers makes the list a numbered one;
#        and the note is a numbered line at the end, which Markdown reads as the next item of the numbered list above it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
{ python3 -m venv env && env/bin/pip install -q odfdo==3.27.3; } || exit 2

cat >look.py <<'PY'
from odfdo import Document, Element, List, ListItem, Note, Paragraph

STYLES = """<text:list-style style:name="{name}">{levels}</text:list-style>"""
BULLET = '<text:list-level-style-bullet text:level="1" text:bullet-char="-"/>'
NUMBER = '<text:list-level-style-number text:level="{level}" style:num-format="1"/>'


def listed(name, levels, *items):
    document.insert_style(Element.from_tag(STYLES.format(name=name, levels=levels)), automatic=True)
    style = f'<style:style style:name="P{name}" style:family="paragraph" style:list-style-name="{name}"/>'
    document.insert_style(Element.from_tag(style), automatic=True)
    made = List(style=name)
    for item in items:
        entry = ListItem()
        entry.append(Paragraph(item, style=f"P{name}"))
        made.append(entry)
    document.body.append(made)


document = Document("text")
document.body.clear()
noted = Paragraph("A text.")
noted.insert_note(Note(note_class="footnote", note_id="n1", citation="1", body="A note."), after="text")
document.body.append(noted)
listed("Bullets", BULLET + NUMBER.format(level=2), "smile", "speak")
document.body.append(Paragraph("Between."))
listed("Numbers", NUMBER.format(level=1), "first", "second")
print("\n".join(line for line in document.to_markdown().splitlines() if line.strip()))
PY
seen=$(env/bin/python look.py)
printf 'odfdo 3.27.3:\n%s\nguess: "-" before smile and speak, and the note no item of a list\n' "$seen"
grep -q '^ *1\. *smile' <<<"$seen" && tail -1 <<<"$seen" | grep -q '^ *1\. *A note' || { echo "this has changed"; exit 1; }
