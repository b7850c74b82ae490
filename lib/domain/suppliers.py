"""Suppliers of clinical systems: one spelling each; others are kept as spelled."""

import re
from functools import lru_cache

from lib.domain.codes import tidy

# Optum owns EMIS since 2023; SystmOne is the product of TPP.
_KNOWN = {
    "emis": "EMIS",
    "emis web": "EMIS",
    "optum": "EMIS",
    "tpp": "TPP",
    "systmone": "TPP",
    "systmone gp": "TPP",
    "tpp systmone": "TPP",
    "medicus": "Medicus",
}


@lru_cache(maxsize=1000)
def supplier(text: str) -> str | None:
    """POMI marks some suppliers with (I); it is no part of the name."""
    name = re.sub(r" ?\(I\)$", "", tidy(text), flags=re.IGNORECASE)
    return _KNOWN.get(name.casefold(), name) or None
