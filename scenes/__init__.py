"""The films, one a file, and the `stage` that they are played on."""
