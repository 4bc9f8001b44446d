#!/usr/bin/env bash
# Does Tantivy, with its default field, find each text by its own words?
# Guess: yes, a text that is searched for by itself is always found.
# Seen:  words of 40 bytes and more are left out of the index without a word, and the limit counts bytes of UTF-8: 39
#        Latin letters are found and 20 Cyrillic ones are not. Japanese is not cut into words, so a sentence of 12 characters
#        is found and one of 16 is not.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
{ python3 -m venv env && env/bin/pip install -q tantivy==0.27.0; } || exit 2

cat >look.py <<'PY'
import tantivy

TEXTS = ["a" * 39, "a" * 40, "неудовлетворительны", "неудовлетворительный", "話を最後まで聞きましょう", "お客様の話を最後まで聞きましょう"]
schema = tantivy.SchemaBuilder().add_text_field("text", stored=True).build()
index = tantivy.Index(schema)
writer = index.writer()
for text in TEXTS:
    writer.add_document(tantivy.Document(text=[text]))
writer.commit()
index.reload()
print(tantivy.__version__)
for text in TEXTS:
    found = index.searcher().search(index.parse_query(text, ["text"]), 1).count
    print(f"{len(text)} characters, {len(text.encode())} bytes: found {found}")
PY
seen=$(env/bin/python look.py)
printf '%s\nguess: found 1, six times\n' "$seen"
[ "$(grep -o 'found [01]' <<<"$seen" | tr -dc 01)" = 101010 ] || { echo "this has changed"; exit 1; }
