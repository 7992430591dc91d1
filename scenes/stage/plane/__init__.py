"""Plane pictures: plots, the curves in them, and small instruments."""
