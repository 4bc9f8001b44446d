"""Which commands there are, and where each lives."""

from __future__ import annotations

# name: (module, function, what it does)
COMMANDS = {
    "list": ("browse", "list_tips", "The tips, one a row, newest first."),
    "search": ("browse", "search", "Find tips: ranked, typo-tolerant, with why each one matched."),
    "show": ("browse", "show", "The whole tip, with related tips."),
    "copy": ("copying", "copy", "A tip to the clipboard."),
    "open": ("opening", "open_tips", "The link of a tip, in the browser."),
    "random": ("dealing", "random", "One tip at random; none twice until all were seen."),
    "today": ("dealing", "today", "The tip of the day: title, gist and something to do."),
    "topics": ("topics", "topics", "The topics, how many tips each has, and what each is about."),
    "star": ("keeping", "star", "Star tips, to find them again by --starred."),
    "unstar": ("keeping", "unstar", "Take the star of tips away."),
    "note": ("keeping", "note", "Your own words under a tip, shown with it and found by search."),
    "hide": ("keeping", "hide", "Not for me: never in today or random again."),
    "unhide": ("keeping", "unhide", "Let hidden tips come again."),
    "import": ("importing", "import_tips", "Add a collection from files, folders or an address."),
    "collections": ("importing", "collections", "What the library holds, and where it comes from."),
    "sync": ("importing", "sync", "Read the sources of collections again."),
    "remove": ("importing", "remove", "Take a collection out of the library."),
    "export": ("exporting", "export", "The tips in another format, for other programs or another library."),
    "init": ("profile", "init", "The lines for a shell profile: a tip in every new terminal."),
    "pause": ("pausing", "pause", "No tip in new terminals, for some days or until resume."),
    "resume": ("pausing", "resume", "A tip in new terminals again."),
    "status": ("pausing", "status", "Whether new terminals show a tip, and from which profile."),
    "config": ("settings", "config", "The settings in force, and where each comes from."),
    "doctor": ("doctor", "doctor", "Versions, paths, and the health of the library."),
}
