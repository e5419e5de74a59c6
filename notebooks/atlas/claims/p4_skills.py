"""Checks of proposal 4: skilled labour."""
