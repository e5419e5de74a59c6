"""Checks of the series as a whole and its conclusion."""
