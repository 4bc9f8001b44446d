# The tip of the day in every new login shell: what `tips init sh` printed, for ~/.profile or /etc/profile.d/tips.sh.
# Any POSIX shell reads it. TIPS_OFF=1 silences it, `tips pause` for one person. To be rid of it, delete these lines.
_tips_today() {
  # Only where a person reads: an interactive shell on a terminal, none that an editor starts for itself.
  case $- in *i*) ;; *) return 0 ;; esac
  [ -t 0 ] && [ -t 1 ] && [ "${TERM:-dumb}" != dumb ] || return 0
  [ -z "${TIPS_OFF-}${INSIDE_EMACS-}${VSCODE_RESOLVING_ENVIRONMENT-}${INTELLIJ_ENVIRONMENT_READER-}" ] || return 0
@if xdg
  case ${XDG_STATE_HOME-} in
  /*) set -- "$XDG_STATE_HOME/tipcli" ;;
  *) set -- "${HOME-}/.local/state/tipcli" ;;
  esac
@end
@if baked
  set -- @STATE@
@end
  [ -z "${TIPS_HOME-}" ] || set -- "$TIPS_HOME/state"
  # Paused: nothing until the day that stands in the file; 9999-12-31 is until `tips resume`.
  if [ -f "$1/paused" ] && [ -r "$1/paused" ]; then
    IFS= read -r tip_pause <"$1/paused" || :
    case ${tip_pause-} in 9999-*) return 0 ;; esac
    set -- "$(command date +%Y%m%d)" "${tip_pause%%-*}" "${tip_pause#*-}"
    set -- "$1" "$2${3%%-*}${3#*-}"
    case $2 in
    *[!0-9]* | '') ;;
    *) [ "$1" -ge "$2" ] || return 0 ;;
    esac
  fi
  command -v tips >/dev/null 2>&1 && command tips today@ONCE@@ARGUMENTS@ </dev/null || return 0
}
_tips_today || :
unset -f _tips_today
unset tip_pause
