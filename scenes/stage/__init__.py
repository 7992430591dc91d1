"""The stage: everything that films share, between Manim and mlcore. This is its front door.

Behind it are families, each a folder; one imports only from those above it in this list:

- `manim/`: every override of Manim, and all that is reached of its privates
- `settings`: what a user may set for a film, read from `manim.cfg`
- `motion/`: numbers that animate
- `look/`: colours by meaning, type, numbers and formulas
- `space/`: 3-D panels, what stands in them, and how they are painted
- `plane/`: plane plots, curves and instruments
- `film/`: chapters, captions, rests, and a cache that is never stale
- `landscape/`: a loss as a surface, and what moves on it
- `regression/`: what belongs to a film about a table of data
"""

from scenes.stage.film.captions import Said
from scenes.stage.film.film import Film, chapter
from scenes.stage.landscape.descent import SurfaceDescent
from scenes.stage.landscape.panel import HOME_PHI, HOME_THETA, LossPanel
from scenes.stage.landscape.placing import LossSpace
from scenes.stage.landscape.slice import Slice
from scenes.stage.look.caption import Caption
from scenes.stage.look.derivation import Derivation, Step
from scenes.stage.look.equations import Equation, Rewrite, line_source
from scenes.stage.look.layout import GRID, Slot
from scenes.stage.look.resizing import Resize
from scenes.stage.look.text import Label, LiveNumber, number_source, symbol, words
from scenes.stage.look.theme import BEAT, BLINK, BREATH, EARLY, LATE, TURN, theme
from scenes.stage.look.ticks import digits_for, format_number, nice_range, template
from scenes.stage.motion.dials import Dim, Turn
from scenes.stage.motion.pace import paced
from scenes.stage.motion.playhead import Playhead
from scenes.stage.motion.weights import Weights
from scenes.stage.plane.curves import Curve, LossCurve
from scenes.stage.plane.plot import Plot
from scenes.stage.plane.widgets import Counter, Slider, guides
from scenes.stage.space.canvas import Pen
from scenes.stage.space.solids import Arrow3D, Marker, Polyline, Trail
from scenes.stage.space.viewport import Solid, Viewport

__all__ = [
    "BEAT",
    "BLINK",
    "BREATH",
    "EARLY",
    "GRID",
    "HOME_PHI",
    "HOME_THETA",
    "LATE",
    "TURN",
    "Arrow3D",
    "Caption",
    "Counter",
    "Curve",
    "Derivation",
    "Dim",
    "Equation",
    "Film",
    "Label",
    "LiveNumber",
    "LossCurve",
    "LossPanel",
    "LossSpace",
    "Marker",
    "Pen",
    "Playhead",
    "Plot",
    "Polyline",
    "Resize",
    "Rewrite",
    "Said",
    "Slice",
    "Slider",
    "Slot",
    "Solid",
    "Step",
    "SurfaceDescent",
    "Trail",
    "Turn",
    "Viewport",
    "Weights",
    "chapter",
    "digits_for",
    "format_number",
    "guides",
    "line_source",
    "nice_range",
    "number_source",
    "paced",
    "symbol",
    "template",
    "theme",
    "words",
]
