"""Which verdict follows from a figure? The written rules, as functions of figures alone.

Each rule returns one of the verdicts below. ``below``, ``above``, ``some`` and ``none`` say
what a miss means, where the claim's ``measure`` says something else than the usual.
"""

from __future__ import annotations

from collections.abc import Iterable

SUPPORTED, PARTLY, CONTRADICTED, UNTESTABLE = "supported", "partly", "contradicted", "untestable"
# Sums of decimals miss a bar by their last binary digit; no figure here is that exact.
EPSILON = 1e-9


def at_least(found: float, bar: float, below: str = CONTRADICTED) -> str:
    """Supported where ``found`` reaches ``bar``, else ``below``."""
    return SUPPORTED if found >= bar - EPSILON else below


def at_most(found: float, bar: float, above: str = CONTRADICTED) -> str:
    """Supported where ``found`` does not pass ``bar``, else ``above``."""
    return SUPPORTED if found <= bar + EPSILON else above


def within(found: float, stated: float, percent: float) -> str:
    """Supported where ``found`` is off ``stated`` by at most ``percent``, partly up to three times that."""
    off = 100 * abs(found - stated) / abs(stated)
    if off <= percent + EPSILON:
        return SUPPORTED
    return PARTLY if off <= 3 * percent + EPSILON else CONTRADICTED


def agree(one: float, other: float, percent: float) -> bool:
    """Whether two figures differ by at most ``percent`` of the second."""
    return 100 * abs(one - other) <= percent * abs(other) + EPSILON


def counted(found: int, asked: float, some: str = PARTLY, none: str = CONTRADICTED) -> str:
    """Supported where at least ``asked`` cases are found, ``some`` where one is, else ``none``."""
    if found >= asked:
        return SUPPORTED
    return some if found > 0 else none


def held(tests: Iterable[bool], some: str = PARTLY, none: str = CONTRADICTED) -> str:
    """Supported where all ``tests`` hold, ``some`` where one does, else ``none``."""
    outcomes = [bool(test) for test in tests]
    return counted(sum(outcomes), len(outcomes), some, none)
