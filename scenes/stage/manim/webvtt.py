"""Captions as WebVTT, for players on pages."""

from collections.abc import Iterable
from datetime import timedelta
from html import escape

import srt

__all__ = ["web_captions"]


def web_captions(captions: Iterable[srt.Subtitle]) -> str:
    """Write captions as WebVTT.

    Examples
    --------
    >>> from datetime import timedelta
    >>> cue = srt.Subtitle(1, timedelta(seconds=61.5), timedelta(seconds=63), "a < b & c")
    >>> print(web_captions([cue]), end="")
    WEBVTT
    <BLANKLINE>
    00:01:01.500 --> 00:01:03.000
    a &lt; b &amp; c
    """
    cues = [
        f"{_clock(each.start)} --> {_clock(each.end)}\n{escape(each.content, quote=False)}\n"
        for each in captions
    ]
    return "\n".join(["WEBVTT\n", *cues])


def _clock(time: timedelta) -> str:
    return str(srt.timedelta_to_srt_timestamp(time)).replace(",", ".")
