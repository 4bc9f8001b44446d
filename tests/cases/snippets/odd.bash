set -u
set -e
set -eu; set -o pipefail
set -o posix; set -eu
shopt -s nullglob failglob
set -C
set -f
shopt -s nocasematch extglob dotglob; IFS=_0-/
set -eE; set -T; trap 'echo ERR' ERR
set +B; shopt -u extglob
readonly day=1 text=2 file=3; unset LANG; export LANG=C.UTF-8
cd /; CDPATH=/tmp; alias tips=false today=false; tips() { false; }
trap 'echo DEBUG >/dev/null' DEBUG; set -T
set -eu; shopt -s inherit_errexit failglob; set -o noclobber; set -f
