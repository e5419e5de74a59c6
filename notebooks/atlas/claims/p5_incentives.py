"""Checks of proposal 5: incentives."""
