#!/usr/bin/env bash
# Do GNU recutils give a table back as it was, from CSV to their own form and back?
# Guess: yes: they know fields of several lines, and so must know what to escape.
# Seen:  a value that ends in a backslash is written as it is, and a backslash at the end of a line continues it: the next
#        field is read as a part of this one, its name too, and its column is empty. No error, status 0.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
{ apt-get -qq download recutils=1.9-2 librec1=1.9-2 2>/dev/null && for file in ./*.deb; do dpkg -x "$file" .; done; } || exit 2
LD_LIBRARY_PATH=$(dirname "$(find . -name 'librec.so.1' | head -1)")
export LD_LIBRARY_PATH

printf '"title","where"\n"two\nlines","desk"\n"The folder is C:\\tips\\","phone"\n' >before.csv
usr/bin/csv2rec before.csv >tips.rec
usr/bin/rec2csv tips.rec >after.csv
echo "recutils 1.9-2"
echo "guess: no difference"
echo "seen:"
diff before.csv after.csv && { echo "this has changed"; exit 1; }
grep -qF 'C:\tipswhere: phone"' after.csv || { echo "this has changed"; exit 1; }
