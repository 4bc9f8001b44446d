"""Words that carry little of what a query is about.

They are of English, like the bundled collection; a query in another language has none of them.
"""

from __future__ import annotations

# Words without a subject, and the particles and general verbs of spoken questions ("how do I get someone to stop ...").
# Where a query has no others, they are its subject.
FUNCTION_WORDS = frozenset(
    (
        "a about again all also always am an and another any anybody anyone are arent as at away back be because "
        "become been before being but by can cannot cant come could couldnt d did didnt do does doesnt doing done "
        "dont down during each else even ever every everybody everyone everything for from get gets getting give "
        "gives giving go goes going got had has hasnt have havent having he her here hes him his how i if im in "
        "instead into is isnt it its ive just keep keeping keeps let like ll lot lots m made make makes making "
        "many me more most much must my need needs never no not now of off on one only or other our out over "
        "own people person put rather re really s same say says she shes should shouldnt so some somebody someone "
        "something stop such t take takes taking than that thats the their them then there these they theyre "
        "thing things this those through to too try trying under until up us use using ve very want wants "
        "was wasnt way ways we were werent weve what whats when where which while who whom whose why will with "
        "without wont work working would wouldnt you your youre yourself"
    ).split()
)
# How people ask, not what for.
ASKING = frozenset(
    (
        "tip tips advice advise help please pls plz thank thanks thx find show tell look looking search searching ok "
        "okay hey hi hello um umm uh uhm like anything stuff good best great way right handle handling deal dealing "
        "know knows happen happens bit kind sort think abt lol google fwd re asap story example examples"
    ).split()
)
# What may stand between the words of a phrase.
OBJECTS = frozenset(
    "a an the someone somebody people person customer customers client them him her it me you your their my".split()
)
FUNCTION, ASKED = 0.15, 0.25  # their weights beside a word with a subject, 1
# Ten times the logarithm of how often a word stands in a thousand million, and the weight of one as frequent as that.
_FREQUENT = ((58, 0.7), (53, 0.8), (48, 0.9))


def lightness(word: str, frequency: int) -> float:
    """Return what a word weighs beside a rare one, which is 1; `frequency` is that of the table of meanings."""
    if word.replace(" ", "") in FUNCTION_WORDS:
        return FUNCTION
    if word in ASKING:
        return ASKED
    return next((weight for least, weight in _FREQUENT if frequency >= least), 1.0)
