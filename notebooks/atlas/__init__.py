"""The code that more than one notebook of the atlas needs.

Data flows one way: ``data/`` -> ``atlas`` -> ``notebooks/`` -> ``book/`` -> site.
Nothing in this package writes into ``data/``.
"""
