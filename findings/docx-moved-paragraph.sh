#!/usr/bin/env bash
# A Word document with one text box and one paragraph that was moved while changes were tracked: how often does each
# reader of .docx give the two texts?
# Guess: once each, everywhere; a text box perhaps not at all.
# Seen:  docx2txt gives both twice (the box is written twice in the file, for new and for old versions of Word; a moved
#        paragraph stands where it was and where it is). python-docx gives neither. mammoth gives each once.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
{ python3 -m venv env && env/bin/pip install -q docx2txt==0.9 python-docx==1.2.0 mammoth==1.13.0; } || exit 2

cat >look.py <<'PY'
import zipfile

import docx
import docx2txt
import mammoth

OFFICE = "http://schemas.openxmlformats.org"
RELATIONS = f'<Relationships xmlns="{OFFICE}/package/2006/relationships">'
BOX = "<w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:txbxContent>"
BODY = f"""<w:p><w:r><w:t>Before.</w:t></w:r><w:r><mc:AlternateContent>
<mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{BOX}</wps:txbx></wps:wsp></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></mc:Fallback>
</mc:AlternateContent></w:r></w:p>
<w:p><w:moveFrom w:id="1" w:author="me"><w:r><w:t>was moved</w:t></w:r></w:moveFrom></w:p>
<w:p><w:r><w:t>Between.</w:t></w:r></w:p>
<w:p><w:moveTo w:id="2" w:author="me"><w:r><w:t>was moved</w:t></w:r></w:moveTo></w:p>"""
with zipfile.ZipFile("tip.docx", "w") as file:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    file.writestr("[Content_Types].xml", f"""<Types xmlns="{OFFICE}/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType="{main}"/></Types>""")
    file.writestr("_rels/.rels", f"""{RELATIONS}<Relationship Id="r1" Target="word/document.xml"
Type="{OFFICE}/officeDocument/2006/relationships/officeDocument"/></Relationships>""")
    file.writestr("word/_rels/document.xml.rels", f"{RELATIONS}</Relationships>")
    file.writestr("word/document.xml", f"""<w:document xmlns:w="{OFFICE}/wordprocessingml/2006/main"
xmlns:mc="{OFFICE}/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><w:body>{BODY}</w:body></w:document>""")
with open("tip.docx", "rb") as file:
    by_mammoth = mammoth.extract_raw_text(file).value
texts = {
    "docx2txt 0.9": docx2txt.process("tip.docx"),
    "python-docx 1.2.0": "\n".join(paragraph.text for paragraph in docx.Document("tip.docx").paragraphs),
    "mammoth 1.13.0": by_mammoth,
}
for name, text in texts.items():
    print(f"{name}: box {text.count('in a box')}, moved {text.count('was moved')}")
PY
seen=$(env/bin/python look.py)
printf '%s\nguess: box 1, moved 1, three times\n' "$seen"
[ "$(sed 's/^[^:]*: //' <<<"$seen" | tr '\n' ';')" = "box 2, moved 2;box 0, moved 0;box 1, moved 1;" ] ||
  { echo "this has changed"; exit 1; }
