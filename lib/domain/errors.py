"""What the application may answer instead of doing what was asked.

Refused            the message is a sentence for the person on screen
├── NotAllowed     this person may not do that
├── NotFound       nothing of that name among what this person may see
├── RuleBroken     a rule of the job forbids it
├── FileRefused    a file that cannot be read or must not be
├── Stale          somebody saved a newer version meanwhile
└── Misconfigured  the settings or the schema do not fit
"""


class Refused(Exception):
    pass


class NotAllowed(Refused):
    pass


class NotFound(Refused):
    pass


class RuleBroken(Refused):
    pass


class FileRefused(Refused):
    """`problem` names the reason, so that a test or a screen need not read the text."""

    def __init__(self, message: str, problem: str = "unreadable") -> None:
        super().__init__(message)
        self.problem = problem


class Stale(Refused):
    pass


def require_seen(stored: int | None, seen: int | None) -> None:
    """Raise where what is stored is not the version that the person had on screen."""
    if stored != seen:
        raise Stale(
            "Somebody has saved a newer version meanwhile. Nothing of yours was stored:"
            " look at theirs, then save again."
        )


class Misconfigured(Refused):
    pass
