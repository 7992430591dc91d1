"""Slopes and sums: what a course in calculus measures, beside what its rules say."""
