"""Every override of Manim, and nothing else."""
