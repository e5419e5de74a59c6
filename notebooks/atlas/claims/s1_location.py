"""Checks of strength 1: strategic location."""
