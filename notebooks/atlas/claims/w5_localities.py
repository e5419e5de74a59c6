"""Checks of weakness 5: uneven climate between localities."""
