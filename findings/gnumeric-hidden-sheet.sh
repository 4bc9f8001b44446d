#!/usr/bin/env bash
# A workbook with a hidden sheet goes through Gnumeric's ssconvert: is the sheet still hidden, in each format?
# Guess: in all of them, since Gnumeric's own format keeps it.
# Seen:  Gnumeric reads it as hidden, writes it so to its own format, and as a sheet that is shown to xlsx.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
command -v ssconvert >/dev/null || { apt-get update -q && apt-get install -q -y --no-install-recommends gnumeric; } >/dev/null || exit 2
{ python3 -m venv env && env/bin/pip install -q openpyxl==3.1.5; } || exit 2

env/bin/python - <<'PY'
import openpyxl

book = openpyxl.Workbook()
book.active.append(["shown"])
other = book.create_sheet("Other")
other.append(["hidden"])
other.sheet_state = "hidden"
book.save("in.xlsx")
PY
ssconvert in.xlsx out.gnumeric 2>/dev/null
ssconvert in.xlsx out.xlsx 2>/dev/null
own=$(gunzip -c out.gnumeric | grep -c 'Visibility="GNM_SHEET_VISIBILITY_HIDDEN"' || true)
state=$(env/bin/python -W ignore -c 'import openpyxl; print(openpyxl.load_workbook("out.xlsx")["Other"].sheet_state)')
ssconvert --version 2>&1 | head -1
printf 'hidden sheets in the native file: %s\nstate in xlsx: %s\nguess: 1, hidden\n' "$own" "$state"
[ "$own/$state" = 1/visible ] || { echo "this has changed"; exit 1; }
