"""Colours by meaning, type, numbers and formulas."""
