"""Checks of strength 5: industrial land."""
