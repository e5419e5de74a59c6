"""Checks of strength 3: investment climate and administrative reform."""
