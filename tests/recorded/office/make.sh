#!/bin/sh
# Makes the files of this folder anew, with the programs that people have: LibreOffice, Gnumeric, openpyxl, python-docx, pandoc.
# Run by hand; on Debian: apt-get install libreoffice-calc-nogui libreoffice-writer-nogui gnumeric pandoc
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q openpyxl==3.1.5 python-docx==1.2.0 pandas==2.3.3
"$work/venv/bin/python" make.py "$work"
office() { soffice --headless "-env:UserInstallation=file://$work/profile" "$@" >/dev/null 2>&1; }
for form in xls ods; do office --convert-to "$form" --outdir . "$work/huddle.xlsx"; done
cp "$work/huddle.xlsx" openpyxl.xlsx
cp "$work/pandas.xlsx" pandas.xlsx
office --convert-to xlsx --outdir "$work/again" "$work/huddle.xlsx"
cp "$work/again/huddle.xlsx" huddle.xlsx
ssconvert "$work/huddle.xlsx" gnumeric.xlsx >/dev/null 2>&1
ssconvert "$work/huddle.xlsx" gnumeric.ods >/dev/null 2>&1
cp "$work/handbook.docx" python-docx.docx
office --convert-to odt --outdir . "$work/handbook.docx"
office --convert-to odt:writer8 "--infilter=HTML (StarWriter)" --outdir "$work" "$work/notes.html"
office --convert-to "docx:MS Word 2007 XML" --outdir . "$work/notes.odt"
cp "$work/notes.odt" notes.odt
cp "$work/bold.docx" bold.docx
cp "$work/one.docx" one.docx
pandoc "$work/styled.md" -o pandoc.docx
pandoc "$work/styled.md" -o pandoc.odt
pandoc "$work/styled.md" -o "$work/styled.html"
office --convert-to odt:writer8 "--infilter=HTML (StarWriter)" --outdir . "$work/styled.html"
office --convert-to "docx:MS Word 2007 XML" --outdir . styled.odt
cp "$work/derived.docx" derived.docx
office --convert-to odt:writer8 --outdir . derived.docx
