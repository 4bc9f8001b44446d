#!/usr/bin/env bash
# Does Orama find a stored text by the very same words, whatever script they are in?
# Guess: yes; ranking and word forms may be English, equality is not.
# Seen:  the default tokenizer keeps Latin letters only. Cyrillic, Hebrew, Greek and Japanese texts are taken in without
#        an error and counted, and no query finds them.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --prefix . @orama/orama@3.1.18 >/dev/null || exit 2

cat >look.mjs <<'JS'
import { create, insert, search, count } from '@orama/orama'
const texts = ['listen first', 'écouter d’abord', 'сначала слушать', 'להקשיב קודם', 'άκου πρώτα', '最初に聞く']
const db = create({ schema: { text: 'string' } })
for (const text of texts) await insert(db, { text })
console.log('@orama/orama 3.1.18, texts stored:', count(db))
for (const text of texts) console.log((await search(db, { term: text })).hits.some(hit => hit.document.text === text) ? 1 : 0, text)
JS
seen=$(node look.mjs)
printf '%s\nguess: 1, six times\n' "$seen"
[ "$(grep -o '^[01] ' <<<"$seen" | tr -d ' \n')" = 110000 ] || { echo "this has changed"; exit 1; }
