"""Checks of weakness 2: value chains and supporting industry."""
