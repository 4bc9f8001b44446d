#!/usr/bin/env bash
# Does pandoc read RTF's Unicode escapes, \uN with one substitute character for old readers, in the middle of a word?
# Guess: yes: `don\u8217?t` is “don’t”, as the specification's default of \uc1 says.
# Seen:  with the substitute everything up to the next space or control word goes: “don’ roll” for “don’t roll”, “€ apples”
#        for “€5 apples”. A substitute that is written as a hex escape, as Word does, costs nothing. striprtf reads both.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
{ python3 -m venv env && env/bin/pip install -q pypandoc_binary==1.17 striprtf==0.0.33; } || exit 2

cat >look.py <<'PY'
import pypandoc
from striprtf.striprtf import rtf_to_text

print("pandoc", pypandoc.get_pandoc_version())
for text in (r"don\u8217?t roll", r"\u8364?5 apples", r"don\u8217\'92t roll"):
    rtf = r"{\rtf1\ansi " + text + r"\par}"
    by_pandoc = pypandoc.convert_text(rtf, "plain", format="rtf").strip()
    print(f"{text} | pandoc: {by_pandoc} | striprtf: {rtf_to_text(rtf).strip()}")
PY
seen=$(env/bin/python look.py)
printf '%s\nguess: pandoc and striprtf give the same\n' "$seen"
grep -qF 'pandoc: don’ roll | striprtf: don’t roll' <<<"$seen" && grep -qF 'pandoc: € apples | striprtf: €5 apples' <<<"$seen" &&
  grep -qF 'pandoc: don’t roll | striprtf: don’t roll' <<<"$seen" || { echo "this has changed"; exit 1; }
