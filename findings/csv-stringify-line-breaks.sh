#!/usr/bin/env bash
# Does csv-stringify put quotes around a cell with a line break, whatever ends its rows?
# Guess: yes: RFC 4180 wants it, and it does so by default.
# Seen:  with `record_delimiter: 'windows'` only CR LF counts as a break; a cell with LF stands without quotes, and readers
#        that end a row at either make more rows of it, of the wrong width: Python's csv has four for two.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --prefix . csv-stringify@6.9.0 >/dev/null || exit 2

cat >write.mjs <<'JS'
import { stringify } from 'csv-stringify/sync'
const rows = [{ title: 'Ask', text: 'Once.\n\nThen wait.' }, { title: 'Say', text: 'the name' }]
process.stdout.write(stringify(rows, { record_delimiter: process.argv[2] }))
JS
count() { node write.mjs "$1" | python3 -c 'import csv, sys; print(len(list(csv.reader(open(0, newline="")))))'; }
echo "csv-stringify 6.9.0, rows that Python reads back"
echo "guess: unix 2, windows 2"
seen="unix $(count unix), windows $(count windows)"
echo "seen:  $seen"
[ "$seen" = "unix 2, windows 4" ] || { echo "this has changed"; exit 1; }
