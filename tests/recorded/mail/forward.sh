#!/bin/sh
# Makes forwarded.mbox anew: in mutt, under tmux, a message of sent.mbox is forwarded as an attachment without a word, then
# with a line of one's own, and what came of that once more. Run by hand; on Debian: apt-get install mutt tmux
set -eu
cd "$(dirname "$0")"
here=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf '#!/bin/sh\nprintf "For the morning shift, please read.\\n" >"$1"\n' >"$work/editor"
chmod +x "$work/editor"
cat >"$work/muttrc" <<RC
set mbox_type=mbox record=$work/out copy=yes sendmail=/bin/true use_from=yes hostname=example.org edit_headers=no fast_reply=yes
set editor=true abort_unmodified=no mime_forward=yes quit=yes wait_key=no confirmappend=no move=no tmpdir=$work
set from="desk@example.org" realname="Ana Desk" send_charset="us-ascii:iso-8859-1:utf-8"
RC
keys() {
  tmux -L forward send-keys -t 0 "$@"
  sleep 1
}
forward() {
  keys f
  keys team@example.org Enter
  keys y
}
tmux -L forward new-session -d -x 100 -y 24 "mutt -F $work/muttrc -f $here/sent.mbox -R"
sleep 1
keys 1 Enter
forward
keys ":set editor=$work/editor" Enter
forward
keys c
keys "$work/out" Enter
keys 2 Enter
forward
tmux -L forward kill-server
sed '/^Date: Tue, 4 Mar 2025/!s/^Date: .*/Date: Wed, 5 Mar 2025 09:00:00 +0100/; s/^User-Agent: .*/User-Agent: Mutt/; s/^From desk@example.org .*/From desk@example.org Wed Mar  5 09:00:00 2025/' "$work/out" >"$here/forwarded.mbox"
