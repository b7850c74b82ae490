"""The digests of a day as files: one for each person of whom there is something to say."""

from collections.abc import Iterable
from datetime import date

from lib.documents import digest
from lib.documents.digest import Digest


def files(digests: Iterable[Digest], on: date) -> dict[str, bytes]:
    """By their names. The lines come from the worklist of each person's own scope."""
    return {
        digest.file_name(each, on): digest.as_eml(each, on)
        for each in digests
        if not each.is_empty
    }
