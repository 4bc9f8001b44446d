# The tip of the day in every new terminal: what `tips init fish` printed.
# TIPS_OFF=1 silences it here, `tips pause` everywhere. To be rid of it, delete these lines, down to `functions --erase`.
function __tips_today
    # Only where a person reads: an interactive shell on a terminal, none that an editor starts for itself.
    status is-interactive; and test -t 1; and test -n "$TERM"; and test "$TERM" != dumb; or return 0
    test -z "$TIPS_OFF$INSIDE_EMACS$VSCODE_RESOLVING_ENVIRONMENT$INTELLIJ_ENVIRONMENT_READER"; or return 0
    set -l stamp
    set -l next
    set -l text
    set -l whole
@if xdg
    set -l state "$XDG_STATE_HOME"
    set -l cache "$XDG_CACHE_HOME"
    string match -q '/*' -- "$state"; or set state "$HOME/.local/state"
    string match -q '/*' -- "$cache"; or set cache "$HOME/.cache"
    set state "$state/tipcli"
    set cache "$cache/tipcli"
@end
@if baked
    set -l state @STATE@
    set -l cache @CACHE@
@end
    test -n "$TIPS_HOME"; and set state "$TIPS_HOME/state"; and set cache "$TIPS_HOME/cache"
    set -l day
    set -l tomorrow
    set -l pause
    if test -z "$TIPS_TODAY"; or test -f "$state/paused"
        # To ask a process for the day takes longer than all else here. Its answer is kept until 22 o'clock: a change to or
        # from summer time does not reach beyond. The file says when it was made and for how many seconds it holds.
        set -l clock "$cache/today/.day"
        set -l found (builtin --query path 2>/dev/null; and path resolve /etc/localtime; and path mtime "$clock"; and path mtime -R "$clock" 2>/dev/null)
        set -l zone "$TZ $found[1]"
        if test -f "$clock"; and test -r "$clock"; and test -O "$clock"; and not test -L "$clock"
            set -l made
            set -l life
            set -l there
            read -d ' ' day tomorrow made life there <"$clock"
            string match -qr '^\d{4}-\d\d-\d\d \d{4}-\d\d-\d\d \d+ \d+ \d+$' -- "$day $tomorrow $made $life $found[3]"
            and test "$made" = "$found[2]"; and test "$there" = "$zone"; and test "$found[3]" -lt "$life"
            or set day
        end
        if test -z "$day"
            set -l now (command date '+%Y-%m-%d %H %M %S %s' | string split ' ')
            set day $now[1]
            set -l part (string split - $day)
            set -l last (math "31 - ($part[2] - 1) % 7 % 2")
            test $part[2] -eq 2; and set last (math "28 + max(0, 1 - $part[1] % 4)")
            if test $part[3] -lt $last
                set tomorrow (printf '%s-%s-%02d' $part[1..2] (math $part[3] + 1))
            else
                set tomorrow (printf '%04d-%02d-01' (math "$part[1] + floor($part[2] / 12)") (math "$part[2] % 12 + 1"))
            end
            if test -d "$cache/today"; and test -O "$cache/today"; and not test -e "$clock"; or test -O "$clock"; and not test -L "$clock"
                set -l life (math "79200 - $now[2] * 3600 - $now[3] * 60 - $now[4]")
                test "$life" -gt 0; and printf '%s %s %s %s %s\n' $day $tomorrow $now[5] $life "$zone" >"$clock"
            end
        end
    end
    # Paused: nothing until the day that stands in the file.
    test -f "$state/paused"; and test -r "$state/paused"; and read pause <"$state/paused"
    string match -qr '^\d{4}-\d\d-\d\d$' -- "$pause"; and test (string replace -a - '' -- $day) -lt (string replace -a - '' -- $pause)
    and return 0
    if test -z "$TIPS_TODAY"
@if once
        set stamp "$state/once/$day-@MARK@"
        test -e "$stamp"; and return 0
@end
@if named
        set -l locale "$LC_ALL"
        test -n "$locale"; or set locale "$LC_CTYPE"
        test -n "$locale"; or set locale "$LANG"
        if test -z "$TIPS_FORMAT$TIPS_PAGER$FORCE_COLOR$CLICOLOR$CLICOLOR_FORCE$TTY_COMPATIBLE"; and string match -qi '*utf*8*' -- $locale
            and string match -qr '^([2-9]\d|[1-9]\d\d|1000)$' -- "$COLUMNS"
@if xdg
            set -l data "$XDG_DATA_HOME"
            set -l config "$XDG_CONFIG_HOME"
            string match -q '/*' -- "$data"; or set data "$HOME/.local/share"
            string match -q '/*' -- "$config"; or set config "$HOME/.config"
            set data "$data/tipcli"
            set config "$config/tipcli"
@end
@if baked
            set -l data @DATA@
            set -l config @CONFIG@
@end
            test -n "$TIPS_HOME"; and set data "$TIPS_HOME/data"; and set config "$TIPS_HOME/config"
            set -l screen "$COLUMNS"_color_@NAME@
            test -n "$NO_COLOR"; and set screen "$COLUMNS"_mono_@NAME@
            set next "$cache/today/$tomorrow"_"$screen"
            # Printed today on a terminal like this one: read it again, if it is whole (text, NUL, a line) and no tip newer.
            set -l file "$cache/today/$day"_"$screen"
            if test -f "$file"; and test -r "$file"; and test -O "$file"; and not test -L "$file"
                begin
                    read -z text
                    read -z whole
                end <"$file"
                for old in @OTHERS@ "$config" "$config/config.toml" "$data/collections" "$data"/collections/*.jsonl
                    test -e "$old"; and not test "$file" -nt "$old" 2>/dev/null; and set whole
                end
            end
        end
@end
    end
@if once
    # Of shells that start at the same moment, the one that creates the stamp prints.
    if test -n "$whole"; and command sh -c 'set -C; : >"$1"' sh "$stamp" 2>/dev/null
        printf %s "$text"
    else if test -n "$stamp"; and test -e "$stamp"
        return 0
    else
@end
@if always
    if test -n "$whole"
        printf %s "$text"
    else
@end
        command -sq tips; and command tips today@ONCE@@ARGUMENTS@ </dev/null; or return 0
    end
    # Tomorrow's is made in the background, where closing the terminal does not end it.
    if test -n "$next"; and not test -e "$next"; and command -sq tips
        command sh -c 'trap "" HUP; tips today --prepare "$@" &' sh@ARGUMENTS@ </dev/null >/dev/null 2>&1
    end
end
__tips_today
functions --erase __tips_today
