"""Every machine gets the same versions: the list in pyproject.toml is exact and whole."""

import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution, version

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from lib.config import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DIRECT = [
    Requirement(line)
    for line in PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]
]
CONSTRAINTS = {
    canonicalize_name(each.name): each
    for each in map(Requirement, PROJECT["tool"]["uv"]["constraint-dependencies"])
}


def wanted(needed: Requirement, *, anywhere: bool) -> Iterator[Requirement]:
    """What one requirement needs in turn: here, or on any machine and Python."""
    try:
        lines = distribution(needed.name).requires or []
    except PackageNotFoundError:  # needed elsewhere only
        return
    for line in map(Requirement, lines):
        extras = {"", *needed.extras}
        asked = "extra" not in str(line.marker) or any(
            f'extra == "{extra}"' in str(line.marker) for extra in extras
        )
        here = line.marker is None or any(
            line.marker.evaluate({"extra": extra}) for extra in extras
        )
        if here or (anywhere and asked):
            yield line


def closure(*, anywhere: bool = False) -> set[str]:
    """The names of all that is needed by way of something else."""
    waiting, seen = list(DIRECT), set[str]()
    while waiting:
        needed = waiting.pop()
        if str(needed) not in seen:
            seen.add(str(needed))
            waiting += wanted(needed, anywhere=anywhere)
    direct = {canonicalize_name(each.name) for each in DIRECT}
    return {canonicalize_name(Requirement(each).name) for each in seen} - direct


def test_each_dependency_has_one_exact_version():
    loose = [
        str(each)
        for each in [*DIRECT, *CONSTRAINTS.values()]
        if [clause.operator for clause in each.specifier] != ["=="]
    ]
    assert loose == []


def test_what_is_tested_are_the_versions_named():
    for each in [
        *DIRECT,
        *(CONSTRAINTS[name] for name in closure() & set(CONSTRAINTS)),
    ]:
        assert each.specifier.contains(version(each.name)), each


def test_no_dependency_of_a_dependency_is_unnamed():
    assert closure() - set(CONSTRAINTS) == set()


def test_nothing_is_named_that_no_machine_needs():
    """Some are for Windows or another Python: they are named but not installed here."""
    assert set(CONSTRAINTS) - closure(anywhere=True) == set()
