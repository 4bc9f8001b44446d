"""What the browser asks for on top of the list: a line of text, one of several, or to read the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

KEYS = """Find
  type         to find, in the line at the top; the arrows choose
  Tab          from the line to the list, to the tip, and back
  Enter        print the tip and leave       Esc   leave without

In the list
  j k  arrows  down, up                      g G   first, last
  /            back to the line              Space mark
  s            star, or take the star off    n     your note
  p            practice it for 21 days       y     copy
  o            open its link                 e     edit it
  x            export what is marked         f     only starred
  t            only a topic                  c     only a collection
  ?            these keys                    q     leave"""


class Ask(ModalScreen[str | None]):
    """A line of text; None where it was left by Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "Leave")]

    def __init__(self, question: str, value: str = "") -> None:
        super().__init__()
        self._question = question
        self._value = value

    def compose(self) -> ComposeResult:
        """Return the question and its line."""
        with Vertical(classes="dialog"):
            yield Static(self._question, markup=False)
            yield Input(self._value, compact=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give what was typed."""
        self.dismiss(event.value)


class Choose(ModalScreen[str | None]):
    """One of several, each as (what it is, how it is shown); empty is all of them, None where it was left by Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "Leave"), ("q", "dismiss(None)", "Leave")]

    def __init__(self, question: str, choices: list[tuple[str, str]]) -> None:
        super().__init__()
        self._question = question
        self._choices = choices

    def compose(self) -> ComposeResult:
        """Return the question and what there is to choose from."""
        with Vertical(classes="dialog"):
            yield Static(self._question, markup=False)
            yield OptionList(*(Option(shown, id=name) for name, shown in self._choices), markup=False, compact=True)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give what was chosen."""
        self.dismiss(event.option_id or "")


class Keys(ModalScreen[None]):
    """The keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,question_mark,q,enter", "dismiss(None)", "Leave"),
    ]

    def compose(self) -> ComposeResult:
        """Return the text."""
        with VerticalScroll(classes="dialog"):
            yield Static(KEYS, markup=False)
