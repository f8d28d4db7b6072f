"""The expected "no" of an action."""


class Refusal(Exception):
    """What was asked cannot be done; the message says why and what to do, in Danish, fit to show."""
