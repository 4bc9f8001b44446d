"""Which commands there are, and where each lives."""

from __future__ import annotations

# name: (module, function, what it does)
COMMANDS = {
    "list": ("browse", "list_tips", "The tips, one a row, newest first."),
    "search": ("browse", "search", "Find tips, best first, typos forgiven, and show why."),
    "show": ("browse", "show", "The whole tip, with related ones."),
    "browse": ("browsing", "browse", "The full screen: find as you type, read, star, note, mark."),
    "copy": ("copying", "copy", "A tip to the clipboard."),
    "open": ("opening", "open_tips", "The link of a tip, in the browser."),
    "random": ("dealing", "random", "A tip at random; none comes twice until all were seen."),
    "today": ("dealing", "today", "The tip of the day, with something to do."),
    "topics": ("topics", "topics", "The topics, how many tips each has, and what each is about."),
    "star": ("keeping", "star", "Star tips, to find them again by --starred."),
    "unstar": ("keeping", "unstar", "Take the star of tips away."),
    "note": ("keeping", "note", "Your own words under a tip, shown with it and found by search."),
    "hide": ("keeping", "hide", "Not for me: never in today or random again."),
    "unhide": ("keeping", "unhide", "Let hidden tips come again."),
    "practice": ("practicing", "practice", "One habit for 21 days: today reminds you, a calendar shows how far."),
    "done": ("practicing", "done", "What you practice is done for today."),
    "history": ("remembering", "history", "What was shown when, if you want that remembered."),
    "forget": ("remembering", "forget", "Wipe the history."),
    "add": ("authoring", "add", "A tip of your own, from your editor or from options."),
    "edit": ("authoring", "edit", "Change a tip of your own, or make a version of another."),
    "delete": ("authoring", "delete", "A tip of your own into the trash, and back."),
    "import": ("importing", "import_tips", "Add tips of your own, from files, folders or an address."),
    "collections": ("syncing", "collections", "What you have, and where it comes from."),
    "sync": ("syncing", "sync", "Read the sources of your collections again."),
    "remove": ("syncing", "remove", "Take a collection out."),
    "export": ("exporting", "export", "Tips in another format, to a file: to print, mail or hand on."),
    "init": ("profile", "init", "The lines for a shell profile: a tip in every new terminal."),
    "pause": ("pausing", "pause", "No tip in new terminals, for some days or until resume."),
    "resume": ("pausing", "resume", "A tip in new terminals again."),
    "status": ("pausing", "status", "Whether new terminals show a tip, and from which profile."),
    "config": ("settings", "config", "The settings in force, and where each comes from."),
    "doctor": ("doctor", "doctor", "What is wrong, and what to do about it; versions and folders."),
}

# The heads of the help, each with the first command below it.
GROUPS = {"Find and read": "list", "Keep and practice": "star", "Your own": "add", "Set up": "init"}
