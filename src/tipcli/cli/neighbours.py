"""Words that people type where a command or an option has another name; and what is one slip of a finger away.

Meaning goes before letters: `next` is nearer to `random` than to `export`.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

# What is meant by a word alone, and before other words, which take the place of {}, or of {first} and {others}.
# Of several the first that fits.
_MEANT: tuple[tuple[tuple[str, ...], tuple[str, ...], str], ...] = (
    (("show today",), ("show {}",), "read open more display details detail cat less expand print-out preview"),
    (("random",), ("random -n {}",), "next another again draw pick shuffle shuf roll surprise lucky fortune any dice"),
    (("list",), ("list {}",), "all everything index dir browse overview contents catalog catalogue titles"),
    (("add",), ("add {}",), "new create compose"),
    (("list -n 10",), ("list -n {}",), "newest latest recent head last"),
    (("list -n 0",), ("list -n 0 -t {}",), "count total howmany"),
    (("search",), ("search {}",), "grep lookup query fzf rg"),
    (("topics",), ("edit {first} -t {others}", "list --topic {}"), "tag"),
    (("topics",), ("list --topic {}",), "topic tags category categories label labels theme themes subject"),
    (("today",), ("today {}",), "daily day tip now motd totd"),
    (("today --week",), ("today --week {}",), "week weekly"),
    (("today --date yesterday",), ("today --date yesterday {}",), "yesterday"),
    (("today --date tomorrow",), ("today --date tomorrow {}",), "tomorrow"),
    (("import {}",), ("import {}",), "load fetch ingest read-in subscribe upload"),
    (("export -o tips.html",), ("export {} -o tips.html",), "print save share download write output send"),
    ((), ("export {} -o tips.html",), "mail email"),
    (("export -o tips.jsonl",), ("export {} -o tips.jsonl",), "backup dump"),
    ((), ("show {}",), "related similar"),
    (("copy today",), ("copy {}",), "cp clip clipboard yank"),
    ((), ("edit {first} --title {others}",), "rename retitle"),
    ((), ("edit {}",), "modify amend"),
    (("list --starred",), ("star {}",), "fav favorite favourite like bookmark pin keep favorites favourites starred"),
    (("practice",), ("practice {}",), "train practise progress streak"),
    (("done",), ("done {}",), "finished tick did check-off"),
    (("done --undo",), ("done --undo {}",), "undo undone un-done not-done notdone untick uncheck revert"),
    (("history",), ("history {}",), "seen shown viewed hist"),
    (("forget",), ("forget",), "wipe clear reset unsee"),
    (("note",), ("note {}",), "annotate remark notes memo"),
    (("list --hidden",), ("hide {}",), "dislike ban block ignore never skip hidden"),
    (("unstar {}",), ("unstar {}",), "unfav unfavorite unfavourite unlike unpin unbookmark"),
    (("sync",), ("sync {}",), "update refresh reload pull resync upgrade"),
    (("collections",), (), "stats stat statistics"),
    (("collections",), ("list -c {}",), "collection source sources libraries library feeds origins"),
    (("remove {}",), ("delete {}", "hide {}", "remove {}"), "delete del rm drop erase"),
    (("remove {}",), ("remove {}",), "uninstall unsubscribe"),
    (("delete --restore",), ("delete --restore {}",), "trash restore undelete"),
    (("init",), ("init {}",), "setup install profile hook enable shell-init"),
    (("doctor",), ("doctor",), "check health diagnose debug info verify test path paths cache reindex rebuild"),
    (("pause",), ("pause {}",), "mute snooze silence"),
    (("pause",), (), "stop off quiet"),
    (("config",), ("config",), "settings setting preferences configure configuration set"),
    (("resume",), ("resume",), "unpause unmute"),
    (("resume",), (), "on start"),
    (("--show-completion bash",), ("--show-completion {}",), "completion completions autocomplete"),
    (("help",), ("help {}",), "man usage manual commands options -help ?"),
    (("--help",), ("--help",), "quit exit q bye"),
)  # fmt: skip

_OPTIONS: tuple[tuple[str, str], ...] = (
    (
        "--topic",
        "-topic --filter --tag --tags --topics --category --categories --label --subject --theme --about --add-topic",
    ),
    ("--not-topic", "--exclude --without --not --no-topic --except --not-tag"),
    ("--collection", "--source --collections --library --feed --in"),
    ("--undo", "--un --undone --no --not --remove --revert --cancel --reset --delete"),
    ("--since", "--after --from --newer --newer-than --start --from-date --begin --year"),
    ("--until", "--before --to --older --older-than --end --to-date"),
    ("--date tomorrow", "--tomorrow"),
    ("--date yesterday", "--yesterday"),
    ("--date", "--day --on --for-date -d"),
    ("--limit", "--count --number --num --max --top --first --head --size"),
    ("-n 0", "--all --everything --unlimited --no-limit --page --pages --offset --skip"),
    ("--sort date", "--newest --latest --recent"),
    ("--reverse", "-r --desc --descending --asc --ascending --oldest --invert --backwards"),
    ("--sort", "--order --order-by --sort-by --by"),
    ("--format", "--output-format --type --as --fmt --style"),
    ("-f csv", "--csv --excel --spreadsheet"),
    ("-f html", "--html --web --pdf --print"),
    ("-f markdown", "--markdown --md"),
    ("-f plain", "--plain --text --txt --raw --no-box"),
    ("-f slack", "--slack"),
    ("-f ics", "--ics --ical --icalendar --calendar"),
    ("-f atom", "--atom --rss"),
    ("-f fortune", "--fortune"),
    ("-f tsv", "--tsv --tabs --porcelain"),
    ("-f jsonl", "--jsonl --ndjson"),
    ("-f json", "--json"),
    ("--from json", "--json"),
    ("--from csv", "--csv"),
    ("--from markdown", "--markdown --md"),
    ("--color never", "--no-color --no-colour --nocolor --monochrome --bw"),
    ("--color", "--colour --colors"),
    ("--output", "--out --file --outfile --to-file --destination"),
    ("--quiet", "--silent --no-notes"),
    ("--force", "--overwrite --yes -y"),
    ("--yes", "--force --no-confirm --assume-yes"),
    ("--name", "--as --call --title --rename --collection -c"),
    ("--from", "--format -f --type --kind"),
    ("--show-completion", "--completion --completions --install-completion --autocomplete"),
    ("--dry-run", "--simulate --test --check --what-if --pretend"),
    ("--prune", "--delete --clean --mirror"),
    ("--seed", "-s --random-seed --repeatable"),
    ("--once", "--daily --once-a-day"),
    ("--week", "--weekly"),
    ("--version", "-v --ver"),
    ("--help", "--usage -?"),
)


# Words of English that are one slip from a command's name, and that begin what somebody looks for.
ENGLISH = frozenset(
    (
        "ad adds aid and band bind bone brand dine dome dose dune emit exit expert fin fine forgot fund gist "
        "gone grand hand heap held helps hid hides hike hind hire hive how impart kind knit land last lest "
        "lift lint lit loan lone lost mind mist node none nose not odd one ran rang rant ride rote sand scar "
        "shop shot side sink slow snow spar stair stare stark stars start stay tide tone tote tune unit vie "
        "views vote whelp wide wind wire yelp zone"
    ).split()
)


# What takes back a command, for those who put a word before it: undo star 30.
_UNDOES = {
    "done": ["done", "--undo"],
    "star": ["unstar"],
    "hide": ["unhide"],
    "practice": ["practice", "--stop"],
    "delete": ["delete", "--restore"],
    "pause": ["resume"],
    "import": ["remove"],
    "init": ["init", "--uninstall"],
}


def lines_meant(word: str, rest: list[str], commands: Iterable[str]) -> list[list[str]]:
    """Return the lines without `tips` that a word may mean before `rest`, the likeliest first.

    A line that has no place for `rest` is none of them.
    """
    known = (*commands, "help", "--help", "--show-completion")
    if word in ("undo", "revert", "cancel") and (line := _UNDOES.get(rest[0] if rest else "")):
        return [[*line, *rest[1:]]]
    made = []
    for alone, before_others, words in _MEANT:
        if word in words.split():
            lines = [one.split() for one in (before_others if rest else alone) if not rest or "{" in one]
            made += [_filled(line, rest) for line in lines if line[0] in known]
    return made


def _filled(line: list[str], rest: list[str]) -> list[str]:
    """Return a line with what was typed in its places; an option before {others} goes where there are none."""
    first, others = rest[:1], rest[1:]
    if "{others}" in line and not others:
        line = line[: line.index("{others}") - 1]
    places = {"{}": rest, "{first}": first, "{others}": [" ".join(others)]}
    return [part for one in line for part in places.get(one, [one])]


def option_meant(typed: str, known: Iterable[str]) -> str:
    """Return the option, perhaps with its value, that a typed one means or is a slip of; empty where there is none.

    `known` are the options that the command has, short and long.
    """
    names = set(known)
    for option, others in _OPTIONS:
        if typed in others.split() and option.split()[0] in names:
            return option
    return nearest(typed, (name for name in sorted(names) if name.startswith("--"))) if typed[:2] == "--" else ""


def nearest(typed: str, known: Iterable[str]) -> str:
    """Return the name within one edit, in a word of six letters or more within two; empty where there is none."""
    from rapidfuzz.distance import OSA

    most = 2 if len(typed.strip("-")) > 5 else 1
    ranked = sorted((OSA.distance(typed.casefold(), name, score_cutoff=most), name) for name in known)
    return ranked[0][1] if ranked and ranked[0][0] <= most else ""


def is_slip(typed: str, name: str) -> bool:
    """Tell whether one letter more, less or other, or two that changed places, make the name of what was typed."""
    if abs(len(typed) - len(name)) > 1 or min(len(typed), len(name)) < 3:
        return False
    same = next((place for place, (a, b) in enumerate(zip(typed, name, strict=False)) if a != b), None)
    if same is None:
        return len(typed) != len(name)
    a, b = typed[same:], name[same:]
    return a[1:] in (b, b[1:]) or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
