"""What an author may have meant, told for the first mistakes only: comparing with all that is known takes long."""

from collections.abc import Callable, Iterable, Sized
from typing import Final

from fcgen.diagnostics import did_you_mean

GUESSES: Final = 100
"""How many mistakes of one sort are told with a guess."""

Near = Callable[[str, Iterable[str]], str]
"""Suggests which of the known texts was meant, or returns ""."""


def no_guess(value: str, known: Iterable[str]) -> str:
    """Suggest nothing."""
    return ""


def guess(told: Sized) -> Near:
    """Return what suggests what was meant, given the mistakes that were told before."""
    return did_you_mean if len(told) < GUESSES else no_guess
