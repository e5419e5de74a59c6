"""Checks of strength 2: infrastructure of all modes."""
