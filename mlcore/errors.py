"""What a user can cause: the base of every error that is told in one line, without a traceback."""

__all__ = ["UserError"]


class UserError(ValueError):
    """Data or settings that cannot be used; the message is one line: what, where, what to do.

    A fault of ours, such as an array of the wrong shape, is a plain `ValueError` instead.
    """
