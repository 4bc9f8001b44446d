#!/usr/bin/env bash
# Does a line break within a text come through when pandas writes a table as HTML, and back when it reads that?
# Guess: it stands as a line break or as <br>, so that a browser or a reader of tables finds two lines.
# Seen:  it stands as a backslash and an n, and read_html gives these two characters; to_csv and to_xml keep the break.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
{ python3 -m venv env && env/bin/pip install -q pandas==2.3.3 lxml==6.0.2; } || exit 2

cat >look.py <<'PY'
import io

import pandas

frame = pandas.DataFrame({"title": ["Greet"], "text": ["Look up.\nSay hello."]})
html = frame.to_html(index=False)
print("pandas", pandas.__version__)
print("html:", next(line.strip() for line in html.splitlines() if "Look" in line))
print("back:", repr(pandas.read_html(io.StringIO(html))[0]["text"][0]))
print("csv: ", repr(pandas.read_csv(io.StringIO(frame.to_csv(index=False)))["text"][0]))
PY
seen=$(env/bin/python look.py)
printf '%s\nguess: a line break or <br>, and two lines back\n' "$seen"
grep -qF 'Look up.\nSay hello.</td>' <<<"$seen" && grep -qF "back: 'Look up.\\\\nSay" <<<"$seen" || { echo "this has changed"; exit 1; }
