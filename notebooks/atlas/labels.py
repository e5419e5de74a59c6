"""What is it called? Every word a map, chart or table shows, by key and language."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("labels.toml")
LANGUAGE = "en"


@lru_cache(maxsize=1)
def _labels() -> dict[str, dict[str, str]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def label(key: str, language: str = LANGUAGE) -> str:
    """The words for ``key`` in ``language`` (en or vi); ``KeyError`` names a missing key."""
    try:
        return _labels()[key][language]
    except KeyError:
        raise KeyError(f"no label {key!r} in language {language!r} in {FILE.name}") from None


def labels_below(prefix: str, language: str = LANGUAGE) -> dict[str, str]:
    """The words of all keys ``prefix.<name>``, by name. Raises ``KeyError`` when there is none."""
    found = {
        key.removeprefix(f"{prefix}."): words[language]
        for key, words in _labels().items()
        if key.startswith(f"{prefix}.")
    }
    if not found:
        raise KeyError(f"no label below {prefix!r} in {FILE.name}")
    return found


def column_labels(columns: list[str], language: str = LANGUAGE) -> dict[str, str]:
    """Table headings for ``columns``, from the keys ``column.<name>``."""
    return {column: label(f"column.{column}", language) for column in columns}
