"""Checks of strength 6: commitment to clean and green industry."""
