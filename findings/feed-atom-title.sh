#!/usr/bin/env bash
# Does the npm package `feed` give the same title to readers of its RSS and of its Atom?
# Guess: yes: it takes one text and writes both.
# Seen:  in Atom the title is declared as HTML and not escaped, so that what stands between < and > is an element and is
#        gone: "Call <guest> now" is "Call now" there. In RSS it is whole.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --prefix . feed@6.0.0 >/dev/null || exit 2
python3 -m venv env && env/bin/pip -q --disable-pip-version-check install feedparser==6.0.12 >/dev/null || exit 2

cat >write.mjs <<'JS'
import { Feed } from 'feed'
const feed = new Feed({ title: 'Tips', id: 'https://tips.example/', link: 'https://tips.example/', copyright: '' })
feed.addItem({ title: 'Call <guest> now', link: 'https://tips.example/1', date: new Date('2024-03-05'), description: 'x' })
process.stdout.write(process.argv[2] === 'rss' ? feed.rss2() : feed.atom1())
JS
node write.mjs rss >rss.xml
node write.mjs atom >atom.xml
title() { env/bin/python -c 'import feedparser, sys; print(feedparser.parse(sys.argv[1]).entries[0].title)' "$1"; }
echo "feed 6.0.0, as feedparser 6.0.12 has the titles"
echo "guess: one title"
rss=$(title rss.xml) atom=$(title atom.xml)
printf 'seen:  RSS "%s", Atom "%s"\n' "$rss" "$atom"
grep -o '<title type="html">.*' atom.xml
[ "$rss" != "$atom" ] && grep -q 'type="html"><!\[CDATA\[Call <guest> now' atom.xml || { echo "this has changed"; exit 1; }
