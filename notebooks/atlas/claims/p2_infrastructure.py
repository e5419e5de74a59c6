"""Checks of proposal 2: infrastructure."""
