"""What the rest stands on, and nobody else needs to read."""
