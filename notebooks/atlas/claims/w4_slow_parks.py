"""Checks of weakness 4: slow parks and incomplete infrastructure."""
