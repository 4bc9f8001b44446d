#!/usr/bin/env bash
# Does dateparser's search find the dates in plain English sentences, told that they are English?
# Guess: the dates and nothing else; "within two days" is in the future.
# Seen:  "We" at the beginning of a sentence is last Wednesday, and "within two days" lies two days back.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
{ python3 -m venv env && env/bin/pip install -q dateparser==1.5.0; } || exit 2

cat >look.py <<'PY'
import datetime
import warnings

warnings.simplefilter("ignore")
from dateparser.search import search_dates

settings = {"RELATIVE_BASE": datetime.datetime(2026, 11, 22, 9)}
print("dateparser 1.5.0, on Sunday, 2026-11-22")
for text in ("We opened in 1998.", "Call back within two days."):
    for words, day in search_dates(text, languages=["en"], settings=settings) or ():
        print(f"{text} {words}: {day:%Y-%m-%d}")
PY
seen=$(env/bin/python look.py)
printf '%s\nguess: 1998, and 2026-11-24\n' "$seen"
grep -qF ' We: 2026-11-18' <<<"$seen" && grep -qF ' two days: 2026-11-20' <<<"$seen" || { echo "this has changed"; exit 1; }
