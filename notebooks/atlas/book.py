"""How do results leave a notebook? As a sentence that reads them, and as values pages glue."""

from __future__ import annotations

import numpy as np
from IPython.display import Markdown
from myst_nb import glue

from atlas.text import figure


def say(template: str, **values: object) -> Markdown:
    """A sentence with its figures filled in: ``say("{area} are ready.", area=figure(375.88, "ha"))``.

    Numbers are written as :func:`atlas.text.figure` writes them; strings stay as they are.
    Raises ``KeyError`` when the template names a value that is not given.
    """
    return Markdown(template.format(**{name: figure(value) for name, value in values.items()}))


def put(**values: object) -> None:
    """Glue values under their names, so that a page can show them with ``{glue:text}``.

    Numbers of numpy become plain ones: a page formats the text that a notebook stores.
    """
    for name, value in values.items():
        glue(name, value.item() if isinstance(value, np.generic) else value, display=False)
