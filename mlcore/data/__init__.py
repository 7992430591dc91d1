"""Data sets: pairs (x, y), the tables that they are read from, and those that come with films."""
