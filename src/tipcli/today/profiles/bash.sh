# The tip of the day in every new terminal: what `tips init bash` printed.
# TIPS_OFF=1 silences it here, `tips pause` everywhere. To be rid of it, delete these lines, down to `unset`.
_tips_today() {
  # Only where a person reads: an interactive shell on a terminal, none that an editor starts for itself.
  [[ $- == *i* && -t 0 && -t 1 && ${TERM:-dumb} != dumb ]] || return 0
  [[ -z ${TIPS_OFF-}${INSIDE_EMACS-}${VSCODE_RESOLVING_ENVIRONMENT-}${INTELLIJ_ENVIRONMENT_READER-} ]] || return 0
  local tip_day='' tip_state tip_pause='' tip_stamp='' tip_config tip_cache tip_data tip_kind=color tip_file tip_next='' tip_text=() tip_old tip_glob=-u
@if xdg
  tip_state=${XDG_STATE_HOME-}
  [[ $tip_state == /* ]] || tip_state=${HOME-}/.local/state
  tip_state+=/tipcli
@end
@if baked
  tip_state=@STATE@
@end
  [[ -z ${TIPS_HOME-} ]] || tip_state=$TIPS_HOME/state
  # Paused: nothing until the day that stands in the file.
  if [[ -f $tip_state/paused ]]; then
    { IFS= read -r tip_pause <"$tip_state/paused"; } 2>/dev/null || :
    if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 402)); then
      printf -v tip_day '%(%F)T' -1
    else
      tip_day=$(command date +%F)
    fi
    [[ ! $tip_day < $tip_pause ]] || return 0
  fi
  if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404)) && [[ -z ${TIPS_TODAY-} ]]; then
    local - # what the next line sets ends with the function
    set +efu -C
    printf -v tip_day '%(%F)T' -1
@if once
    tip_stamp=$tip_state/once/$tip_day-@MARK@
    [[ ! -e $tip_stamp ]] || return 0
@end
@if named
    if [[ -z ${TIPS_FORMAT-}${TIPS_PAGER-}${FORCE_COLOR-}${CLICOLOR-}${CLICOLOR_FORCE-}${TTY_COMPATIBLE-} &&
      ${LC_ALL:-${LC_CTYPE:-${LANG-}}} == *[Uu][Tt][Ff]*8* &&
      ${COLUMNS-} == [1-9]* && $COLUMNS != *[!0-9]* && $COLUMNS -ge 20 && $COLUMNS -le 1000 ]]; then
@if xdg
      tip_cache=${XDG_CACHE_HOME-} tip_data=${XDG_DATA_HOME-} tip_config=${XDG_CONFIG_HOME-}
      [[ $tip_cache == /* ]] || tip_cache=${HOME-}/.cache
      [[ $tip_data == /* ]] || tip_data=${HOME-}/.local/share
      [[ $tip_config == /* ]] || tip_config=${HOME-}/.config
      tip_cache+=/tipcli tip_data+=/tipcli tip_config+=/tipcli
@end
@if baked
      tip_cache=@CACHE@ tip_data=@DATA@ tip_config=@CONFIG@
@end
      [[ -z ${TIPS_HOME-} ]] || tip_cache=$TIPS_HOME/cache tip_data=$TIPS_HOME/data tip_config=$TIPS_HOME/config
      [[ -z ${NO_COLOR-} ]] || tip_kind=mono
      printf -v tip_next '%(%s + (36 - 10#%H) * 3600)T' -1 # about noon, even where the clock is changed
      printf -v tip_next '%(%F)T' "$((tip_next))"
      tip_next=$tip_cache/today/${tip_next}_${COLUMNS}_${tip_kind}_@NAME@
      tip_file=$tip_cache/today/${tip_day}_${COLUMNS}_${tip_kind}_@NAME@
      # Printed today on a terminal like this one: read it again, if it is whole (text, NUL, a line) and no tip newer.
      [[ -f $tip_file && -O $tip_file && ! -L $tip_file ]] && { mapfile -d '' -t tip_text <"$tip_file"; } 2>/dev/null
      shopt -q failglob && tip_glob=-s
      shopt -u failglob
      for tip_old in @OTHERS@ "$tip_config" "$tip_config"/config.toml \
        "$tip_data"/collections "$tip_data"/collections/*.jsonl; do
        [[ ! -e $tip_old || $tip_file -nt $tip_old ]] || tip_text=()
      done
      shopt "$tip_glob" failglob
    fi
@end
  fi
@if once
  # Of shells that start at the same moment, the one that creates the stamp prints.
  if [[ -n ${tip_text[1]-} ]] && { true >"$tip_stamp"; } 2>/dev/null; then
    printf %s "${tip_text[0]}"
  elif [[ -n $tip_stamp && -e $tip_stamp ]]; then
    return 0
  else
@end
@if always
  if [[ -n ${tip_text[1]-} ]]; then
    printf %s "${tip_text[0]}"
  else
@end
    type -P tips >/dev/null && command tips today@ONCE@@ARGUMENTS@ </dev/null || return 0
  fi
  # Tomorrow's is made in the background, where closing the terminal does not end it.
  if [[ -n $tip_next && ! -e $tip_next ]] && type -P tips >/dev/null; then
    (trap '' HUP; command tips today --prepare@ARGUMENTS@ &) </dev/null >/dev/null 2>&1
  fi
}
_tips_today
unset -f _tips_today
