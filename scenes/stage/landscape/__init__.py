"""A loss as a landscape: its surface, the contours below it, and what moves on it."""
