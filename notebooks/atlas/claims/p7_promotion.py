"""Checks of proposal 7: investment promotion."""
