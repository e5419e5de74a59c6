"""Checks of weakness 3: skilled labour."""
