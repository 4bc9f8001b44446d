#!/usr/bin/env bash
# Does lowdown print every paragraph of a Markdown file without front matter?
# Guess: yes; metadata would need a fence, as everywhere else.
# Seen:  a first paragraph whose first line has a colon after its first words is taken for MultiMarkdown's metadata: in HTML and
#        Gemini it is gone, on a terminal it becomes a grey line in small letters. `Tip: smile` is such a paragraph.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
{ apt-get -qq download lowdown=1.0.0-2 2>/dev/null && dpkg -x lowdown_*.deb .; } || exit 2

printf 'Tip: smile before you pick up the phone.\n\nThe caller hears it.\n' >tip.md
printf 'Smile before you pick up the phone.\n\nThe caller hears it.\n' >plain.md
echo "lowdown 1.0.0-2"
for name in tip plain; do
  echo "$name.md: $(usr/bin/lowdown -Thtml $name.md | grep -c '<p>') of 2 paragraphs"
done | tee seen
echo "guess: 2 of 2, twice"
[ "$(tr '\n' ';' <seen)" = "tip.md: 1 of 2 paragraphs;plain.md: 2 of 2 paragraphs;" ] || { echo "this has changed"; exit 1; }
