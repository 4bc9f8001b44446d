#!/usr/bin/env bash
# Records the answers of a real WordPress beside this script. For Debian 12, as root, outside CI: it installs packages.
#   bash tests/recorded/wordpress/make.sh
# The site and its database live in a temporary folder and on loopback only; at the end both are stopped and deleted.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

policy=/usr/sbin/policy-rc.d has_policy= work= processes=()
stop() {
    for process in "${processes[@]}"; do kill "$process" 2>/dev/null && wait "$process" || true; done
    rm -rf ${work:+"$work"} ${has_policy:+"$policy"}
}
trap stop EXIT

if [ ! -e $policy ]; then # Debian's way to say that no service starts when its package is installed
    printf '#!/bin/sh\nexit 101\n' >$policy && chmod +x $policy
    has_policy=yes
fi
apt-get update -q
# Apache comes with the package and is not run.
DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends \
    wordpress wordpress-theme-twentytwenty{one,two,three} mariadb-server php-cli php-gd php-mbstring php-mysql php-xml python3

work=$(mktemp -d)
chmod 755 "$work"
mkdir "$work/site" "$work/db" && chown mysql "$work/db"
cp -rL /usr/share/wordpress/{index.php,wp-*,xmlrpc.php} "$work/site"
mkdir "$work/site/wp-content/uploads"
cp "$here/making/config.php" "$work/site/wp-config.php"

export SITE_SOCKET=$work/db/socket
ours=(--no-defaults --user=mysql --datadir="$work/db")
# --force: also where the machine's own name cannot be looked up, as in a bare container
mariadb-install-db "${ours[@]}" --auth-root-authentication-method=normal --force --skip-test-db >&2
mariadbd "${ours[@]}" --socket="$SITE_SOCKET" --pid-file="$work/db/pid" --skip-networking 2>"$work/db.log" &
processes+=($!)
database=$!
sql() { mariadb --no-defaults --user=root --socket="$SITE_SOCKET" "$@"; }
for _ in $(seq 100); do sql -e 'select 1' >/dev/null 2>&1 && break || sleep 0.2; done
sql -e 'create database site character set utf8mb4'

SITE_PORT=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
export SITE_PORT SITE_ROOT=$work/site SITE_PASSWORD=$(head -c 24 /dev/urandom | base64)
php -d display_errors=0 -S "127.0.0.1:$SITE_PORT" -t "$work/site" "$here/making/router.php" >"$work/web.log" 2>&1 &
processes+=($!)

php "$here/making/site.php" build
mariadb-dump --no-defaults --user=root --socket="$SITE_SOCKET" site >"$work/site.sql"

states=(site summaries plain edited deleted backdated https moved
    twentytwentyone twentytwentytwo twentytwentythree maintenance broken)
for state in "${states[@]}"; do rm -rf "${here:?}/$state"; done
rm -f "$here/index.json"
# Each state is the site as built and the one change that its name says.
for state in "${states[@]}"; do
    sql site <"$work/site.sql"
    php "$here/making/site.php" "$state"
    if [ $state = broken ]; then kill $database && wait $database || true; fi
    python3 "$here/making/record.py" $state
    rm -f "$work/site/.maintenance"
done
