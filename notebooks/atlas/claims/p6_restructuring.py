"""Checks of proposal 6: restructuring of industry."""
