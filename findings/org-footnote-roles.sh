#!/usr/bin/env bash
# Which role for screen readers has the mark of a footnote in the pages that Org makes?
# Guess: `doc-noteref`, as DPUB-ARIA has it, and the link behind the note `doc-backlink`.
# Seen:  the mark in the text is called `doc-backlink`, and the number before the note has no role but its class. Who
#        leaves out what leads back, as this role says, loses the marks.
set -euo pipefail
command -v emacs >/dev/null || exit 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
printf 'Wait[fn:1] for it.\n\n[fn:1] Three seconds.\n' >note.org
emacs --batch -Q note.org -f org-html-export-to-html >/dev/null 2>&1
emacs --batch -Q --eval '(progn (require (quote org)) (princ (format "Org %s\n" (org-version))))' 2>/dev/null
echo "guess: doc-noteref at the mark"
echo "seen:"
grep -o '<a id="fnr[^>]*>' note.html
grep -q '<a id="fnr\.1"[^>]*role="doc-backlink"' note.html || { echo "this has changed"; exit 1; }
