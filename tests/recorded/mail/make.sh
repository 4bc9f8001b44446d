#!/bin/sh
# Makes the files of this folder anew: mutt writes an mbox and a Maildir of what was "sent", MJML the page of a newsletter.
# Run by hand; on Debian: apt-get install mutt nodejs npm
set -eu
cd "$(dirname "$0")"
here=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-fund --no-audit mjml@4.15.3 >/dev/null
cat >issue.mjml <<'MJML'
<mjml><mj-head><mj-title>Issue 12</mj-title><mj-preview>What to do when the line is long.</mj-preview></mj-head><mj-body>
<mj-section><mj-column><mj-text><a href="https://example.org/issues/12">View this mail in your browser</a></mj-text></mj-column></mj-section>
<mj-section><mj-column><mj-image src="https://example.org/logo.png" alt="Desk letter" /><mj-text font-size="28px"><h1>When the line is long</h1></mj-text>
<mj-text><p>Tell the <b>third</b> person how long it takes.</p><p>It costs nothing &amp; calms the rest.</p></mj-text></mj-column></mj-section>
<mj-section><mj-column><mj-text><h2>Say</h2><ul><li>It will be ten minutes.</li><li>I will call you.</li></ul></mj-text></mj-column>
<mj-column><mj-text><h2>Not</h2><p>It is what it is.</p></mj-text><mj-button href="https://example.org/more">Read more</mj-button></mj-column></mj-section>
<mj-section><mj-column><mj-social><mj-social-element name="facebook" href="https://example.org/f">Share</mj-social-element></mj-social>
<mj-text>You are receiving this because you signed up at the desk. <a href="https://example.org/u?id=1">Unsubscribe</a><br/>Desk Letter, 1 Main Street</mj-text></mj-column></mj-section>
</mj-body></mjml>
MJML
npx mjml issue.mjml -o issue.html
cat >plain.txt <<'TXT'
Pick up by the third ring, and say your name.

From here on it is listening: write down the first three words.

> Who calls first, ends last.

-- 
The front desk
+1 555 0100
TXT
cat >umlauts.txt <<'TXT'
Grüße zuerst – dann frag: „Wie kann ich helfen?“

Eine Zeile, die so lang ist, dass ein Mailprogramm sie umbrechen oder kodieren muss, damit sie ankommt: noch ein paar Wörter mehr.
TXT
for kind in mbox Maildir; do
  cat >muttrc <<RC
set mbox_type=$kind record=$work/sent-$kind copy=yes sendmail=/bin/true use_from=yes hostname=example.org
set from="desk@example.org" realname="Ana Desk" confirmappend=no move=no send_charset="us-ascii:iso-8859-1:utf-8"
RC
  mutt -F muttrc -s "Re: [desk] Pick up by the third ring" team@example.org <plain.txt
  mutt -F muttrc -s "Grüßen, auf Deutsch: ein Betreff, der so lang ist, dass er in zwei Zeilen muss" team@example.org <umlauts.txt
  mutt -F muttrc -e 'set content_type=text/html' -s "Issue 12: When the line is long" team@example.org <issue.html
done
rm -rf "$here/maildir" "$here/sent.mbox"
cp sent-mbox "$here/sent.mbox"
mkdir "$here/maildir" "$here/maildir/new" "$here/maildir/tmp"
mkdir "$here/maildir/cur"
count=0
for file in sent-Maildir/cur/*; do
  count=$((count + 1))
  cp "$file" "$here/maildir/cur/174115980$count.1_1.example" # without the flags behind a colon, which no archive may hold
done
touch "$here/maildir/new/.keep" "$here/maildir/tmp/.keep"
sed -i 's/^Date: .*/Date: Tue, 4 Mar 2025 23:30:00 -0800/; s/^User-Agent: .*/User-Agent: Mutt/; s/^From desk@example.org .*/From desk@example.org Tue Mar  4 23:30:00 2025/' "$here/sent.mbox" "$here"/maildir/cur/*
