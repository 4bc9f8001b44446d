#!/usr/bin/env bash
# A sheet that Gnumeric's ssconvert saves for LibreOffice (.ods), read by python-calamine.
# Guess: it is read as the .xlsx of the same sheet is; whitespace between elements means nothing there.
# Seen:  Gnumeric indents the rows of its content.xml, and calamine refuses the file for the whitespace between two cells.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
command -v ssconvert >/dev/null || { apt-get update -q && apt-get install -q -y --no-install-recommends gnumeric; } >/dev/null || exit 2
{ python3 -m venv env && env/bin/pip install -q python-calamine==0.9.1; } || exit 2

printf 'Title,Text\nOne,Two words\n' >in.csv
ssconvert in.csv out.ods 2>/dev/null
ssconvert in.csv out.xlsx 2>/dev/null
cat >look.py <<'PY'
import sys

import python_calamine

try:
    print(python_calamine.load_workbook(sys.argv[1]).get_sheet_by_index(0).to_python())
except python_calamine.CalamineError as error:
    print("refused:", str(error).split("{")[0])
PY
ssconvert --version 2>&1 | head -1
xlsx=$(env/bin/python look.py out.xlsx)
ods=$(env/bin/python look.py out.ods)
printf 'python-calamine 0.9.1\nxlsx: %s\nods: %s\nguess: the same\n' "$xlsx" "$ods"
[[ $xlsx == *"Two words"* && $ods == refused:* ]] || { echo "this has changed"; exit 1; }
