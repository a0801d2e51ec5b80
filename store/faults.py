"""Why a command could not be carried out; the message tells a person what to do."""

from __future__ import annotations


class WrongWords(Exception):
    """The words of the command are wrong: exit status 2."""


class CannotRun(Exception):
    """The command could not run, and nothing was torn: exit status 3."""
