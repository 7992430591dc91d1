"""What belongs to a film about a table of data: a study of it, its plots, its story."""
