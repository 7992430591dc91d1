"""Every process knows the segments of every film by the same keys."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from studio.films import film_names

KEYS = """
import json, sys
from manim import tempconfig
from scenes.stage.manim.renderer import StageRenderer
from studio.rehearsal import load

class Keyed(StageRenderer):
    def __init__(self):
        super().__init__(skip_animations=True)
        self.keys = []

    def segment_key(self, scene):
        self.keys.append(scene.segment_key())
        return super().segment_key(scene)

small = {"pixel_width": 160, "pixel_height": 90, "frame_rate": 5, "dry_run": True}
keys = {}
for name in sys.argv[2:]:
    with tempconfig({**small, "media_dir": sys.argv[1], "progress_bar": "none"}):
        renderer = Keyed()
        load(name)(renderer=renderer).render()
    keys[name] = renderer.keys
print(json.dumps(keys))
"""
"""A program that plays films by their names, paints nothing, and prints the keys of their plays."""


@pytest.fixture(scope="module")
def told(media: Path) -> list[dict[str, list[str]]]:
    """The keys of all films, from two processes that play them in opposite orders."""
    names = film_names()
    return [
        json.loads(
            subprocess.run(
                [sys.executable, "-c", KEYS, media, *order],
                cwd=Path(__file__).parents[2],
                env={**os.environ, "PYTHONHASHSEED": seed},
                stdout=subprocess.PIPE,
                text=True,
                check=True,
            ).stdout.splitlines()[-1]
        )
        for seed, order in (("1", names), ("2", names[::-1]))
    ]


@pytest.mark.parametrize("name", film_names())
def test_every_process_knows_a_films_segments_by_the_same_keys(
    told: list[dict[str, list[str]]], name: str
) -> None:
    one, other = (each[name] for each in told)
    assert [k for k, (a, b) in enumerate(zip(one, other, strict=True)) if a != b] == []
    assert len(set(one)) == len(one) > 50
