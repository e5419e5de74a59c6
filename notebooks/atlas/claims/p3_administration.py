"""Checks of proposal 3: administrative reform."""
