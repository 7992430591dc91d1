"""A film: its chapters, its captions, and a cache that is never stale."""
