"""Mistakes put into the project one at a time, to see whether the tests find them."""
