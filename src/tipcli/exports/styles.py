"""How a page of tips looks, on a screen and on paper.

On paper a tip stays on one page where it fits: an article is not divided, and letters and margins are small enough that
two tips of usual length share a page. Colours keep a contrast of 4.5 to 1 (WCAG 1.4.3) in light and in dark.
"""

from __future__ import annotations

COLORS = """
:root { color-scheme: light dark; --soft: #595959; --line: #d0d0d0; }
@media (prefers-color-scheme: dark) { :root { --soft: #b0b0b0; --line: #4a4a4a; } }
"""
TEXT = """
body { font: 1.05rem/1.6 system-ui, sans-serif; max-width: 42rem; margin: 0 auto; padding: 2rem 1.2rem; }
h1, h2, h3 { line-height: 1.25; overflow-wrap: anywhere; }
article, nav { border-top: 1px solid var(--line); margin-top: 2.5rem; padding-top: .5rem; }
article h2 { margin-bottom: .3rem; }
nav h3 { margin: 1.2rem 0 .2rem; font-size: 1rem; }
nav ul { margin: 0; padding-inline-start: 1.2rem; }
.gist { font-size: 1.1rem; font-style: italic; font-synthesis-style: none; margin-top: 0; overflow-wrap: anywhere; }
.about, nav p { color: var(--soft); font-size: .9rem; overflow-wrap: anywhere; }
.action { border-inline-start: 3px solid; padding-inline-start: .8rem; overflow-wrap: anywhere; }
.body { overflow-wrap: anywhere; }
.body h1, .body h2, .body h3 { font-size: 1.1rem; }
pre { overflow-x: auto; white-space: pre-wrap; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
td, th { border: 1px solid var(--line); padding: .2rem .6rem; }
blockquote { border-inline-start: 3px solid var(--line); margin-inline-start: 0; padding-inline-start: 1rem; }
"""
_PAPER = """
@media print {
  @page { margin: 14mm 16mm; }
  :root { color-scheme: light; --soft: #444; --line: #999; }
  body { max-width: none; padding: 0; font-size: 10.5pt; line-height: 1.38; }
  h1 { font-size: 17pt; margin: 0 0 2mm; }
  article { break-inside: avoid; margin-top: 4mm; padding-top: 1mm; }
  article h2 { font-size: 13pt; margin-top: 1mm; }
  article p, article ul, article ol { margin-block: 1.6mm; }
  .gist { font-size: 11pt; }
  .about { font-size: 8.5pt; }
  h2, h3 { break-after: avoid; }
  p, li { orphans: 3; widows: 3; }
  li, tr, pre, blockquote { break-inside: avoid; }
  nav { border: 0; break-after: page; columns: 2; }
  nav h2 { column-span: all; }
  a { color: inherit; }
}
"""
_SHARED = """
article { border: 0; margin: 0; box-sizing: border-box; display: flex; flex-direction: column; min-width: 0; }
article h2, article p { margin: 0; }
article .about { margin-top: auto; }
"""
_CARDS = """
body { max-width: 64rem; }
.sheet { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); }
article { border: 1px dashed var(--line); margin: 0 -1px -1px 0; padding: 1.2rem 1.4rem; gap: .7rem; }
article h2 { font-size: 1.35rem; }
.long h2 { font-size: 1.1rem; }
.long, .long .gist { font-size: .9rem; }
@media print {
  @page { margin: 10mm; }
  body { max-width: none; padding: 0; }
  header { display: none; }
  .sheet { grid-template-columns: 1fr 1fr; grid-template-rows: 1fr 1fr; height: 98vh; }
  .sheet { padding: 0 2px 2px 0; box-sizing: border-box; break-after: page; }
  .sheet:last-child { break-after: auto; }
  article { border-color: #888; padding: 8mm; gap: 4mm; overflow: hidden; break-inside: avoid; }
  article h2 { font-size: 19pt; margin: 0; }
  article p, article .gist { font-size: 13.5pt; line-height: 1.4; margin: 0; }
  article.long h2 { font-size: 14pt; }
  article.long p, article.long .gist { font-size: 10.5pt; }
  article .about { font-size: 8.5pt; }
}
"""
_LARGE = """
body { max-width: 60rem; }
article { border-top: 1px solid var(--line); margin-top: 3rem; padding-top: 2rem; gap: 1.6rem; }
article h2 { font-size: clamp(1.8rem, 6vw, 3.2rem); }
article .gist, article .action { font-size: clamp(1.2rem, 3vw, 1.8rem); line-height: 1.4; font-style: normal; }
@media print {
  @page { margin: 18mm; }
  body { max-width: none; padding: 0; }
  header { display: none; }
  article { border: 0; margin: 0; padding: 0; gap: 12mm; justify-content: center; min-height: 96vh; }
  article { break-inside: avoid; break-after: page; }
  article:last-child { break-after: auto; }
  article h2 { font-size: 46pt; margin: 0; line-height: 1.15; }
  article .gist, article .action { font-size: 27pt; margin: 0; }
  article.long h2 { font-size: 30pt; }
  article.long .gist, article.long .action { font-size: 18pt; }
  article .about { font-size: 11pt; margin-top: 0; }
}
"""
SITE = """
:root { background: #fff; color: #1b1b1b; }
@media (prefers-color-scheme: dark) { :root { background: #121212; color: #ededed; } a { color: #a9b4ff; } }
.skip { position: absolute; left: -100vw; }
.skip:focus { position: static; }
nav { border: 0; margin: 0; padding: 0; }
nav p { font-size: 1rem; }
nav a { margin-inline-end: 1rem; }
article { border: 0; margin: 0; padding: 0; }
.topics { columns: 14rem; padding-inline-start: 1.2rem; }
section { border-top: 1px solid var(--line); margin-top: 1.5rem; }
input { font: inherit; width: 100%; padding: .4rem .6rem; box-sizing: border-box; }
li { margin-block: .3rem; overflow-wrap: anywhere; }
li p { margin: 0; font-size: .95rem; }
footer { border-top: 1px solid var(--line); margin-top: 2rem; }
"""
# By the name of a layout; a page is for reading, cards are cut out, large is for a wall.
STYLES = {
    "page": COLORS + TEXT + _PAPER,
    "cards": COLORS + TEXT + _PAPER + _SHARED + _CARDS,
    "large": COLORS + TEXT + _PAPER + _SHARED + _LARGE,
}
