#!/usr/bin/env bash
# Do tmux and Rich agree on how wide a character is, so that a box drawn by Rich closes?
# Guess: yes for whatever is in common use; both follow Unicode.
# Seen:  tmux 3.3a gives a sign with the emoji variation selector (warning sign, heart, keycap) one column, Rich 15 and wcwidth
#        two; a thumb with a skin tone four, Rich two; of Devanagari "ni" two, Rich one, and there wcwidth sides with tmux.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
{
  python3 -m venv env && env/bin/pip install -q rich==15.0.0 wcwidth==0.9.4
  apt-get -qq download tmux=3.3a-3 libevent-core-2.1-7=2.1.12-stable-8 libutempter0=1.2.1-3 2>/dev/null
  for file in ./*.deb; do dpkg -x "$file" .; done
} || exit 2
LD_LIBRARY_PATH=$(dirname "$(find "$work" -name 'libutempter.so.0' | head -1)")
export LD_LIBRARY_PATH TMUX_TMPDIR=$work LC_ALL=C.UTF-8
unset TMUX
tmux() { "$work/usr/bin/tmux" -L "$name" "$@"; } # each text has a server of its own

cat >look.py <<'PY'
from rich.cells import cell_len
from wcwidth import wcswidth

for name, text in {"warning": "\u26a0\ufe0f", "keycap": "1\ufe0f\u20e3", "thumb": "\U0001f44d\U0001f3fd", "ni": "\u0928\u093f", "cup": "\u2615"}.items():
    open(name, "w", encoding="utf-8").write(text)
    print(name, cell_len(text), wcswidth(text))
PY
echo "tmux 3.3a, rich 15.0.0, wcwidth 0.9.4"
env/bin/python look.py | while read -r name rich wc; do
  tmux -u -f /dev/null new-session -d -x 40 -y 5 "cat '$work/$name'; sleep 60"
  column=0 # where the cursor stands once the text was printed
  for _ in {1..100}; do
    column=$(tmux display-message -p '#{cursor_x}')
    [ "$column" = 0 ] || break
    sleep 0.1
  done
  echo "$name: tmux $column, Rich $rich, wcwidth $wc"
  tmux kill-server
done | tee seen
echo "guess: three equal numbers in each line"
[ "$(tr '\n' ';' <seen)" = "warning: tmux 1, Rich 2, wcwidth 2;keycap: tmux 1, Rich 2, wcwidth 2;thumb: tmux 4, Rich 2, wcwidth 2;ni: tmux 2, Rich 1, wcwidth 2;cup: tmux 2, Rich 2, wcwidth 2;" ] ||
  { echo "this has changed"; exit 1; }
