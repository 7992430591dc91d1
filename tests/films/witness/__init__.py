"""Witnesses of what a film shows: they share no code with what draws it."""
