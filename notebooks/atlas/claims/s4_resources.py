"""Checks of strength 4: natural resources."""
