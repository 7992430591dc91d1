"""The production line: films rendered to their end, stills for the README, measurements."""
