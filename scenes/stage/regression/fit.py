"""The fit of a model in a plot of its data: the curve, its residuals, and their squares."""

from collections.abc import Callable
from typing import ClassVar, Self

import numpy as np
from manim import VGroup, VMobject
from numpy.typing import ArrayLike, NDArray

from scenes.stage.look.theme import theme
from scenes.stage.manim.mobjects import Sharing
from scenes.stage.motion.place import Place
from scenes.stage.plane.band import Band
from scenes.stage.plane.curves import Curve, within
from scenes.stage.plane.plot import Plot, path_points
from scenes.stage.regression.data_plot import DataPlot

__all__ = ["FitCurve", "LineFan", "MeanSquare", "ResidualSquares", "Residuals", "Sheaf", "Springs"]

Array = NDArray[np.float64]

_SQUARE = np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0], [0, 0, 0]])


class FitCurve(Curve):
    """The prediction of a model for every x, as its weights stand.

    `at` says what it follows: `Weights`, or a run and its playhead; where only one thing on the
    stage moves, it may be left out. The picture does not need it; those who check it do.
    """

    shared: ClassVar[tuple[str, ...]] = (*Curve.shared, "at")

    def __init__(
        self,
        plot: Plot,
        predict: Callable[[Array, Array], Array],
        w: ArrayLike,
        *,
        samples: int = 2,
        width: float = 5.0,
    ) -> None:
        super().__init__(plot, theme().prediction, width, samples)
        self.predict = predict
        self.at: object = None
        self.set_weights(w)

    def set_weights(self, w: ArrayLike) -> Self:
        """Draw the curve of the weights ``w`` (2,)."""
        self.w = np.asarray(w, dtype=float)
        return self.trace(self.predict(self.w, self.x))


class Residuals(Sharing):
    """A stroke from each drawn point to the prediction at its x, as far as no dot covers it."""

    shared = ("plot", "fit")

    def __init__(self, plot: DataPlot, fit: FitCurve, width: float = 2.4) -> None:
        super().__init__(stroke_color=theme().loss, stroke_width=width, stroke_opacity=0.75)
        self.plot, self.fit = plot, fit
        self.follow()

    def follow(self) -> Self:
        """Redraw the strokes for the curve as it stands."""
        x = self.plot.sample.x
        predicted = np.clip(self.fit.predict(self.fit.w, x), *self.plot.y_range)
        ends = np.stack([self.plot.at(x, self.plot.sample.y), self.plot.at(x, predicted)], axis=1)
        rises = ends[:, 1, 1] - ends[:, 0, 1]
        covered = float(np.ptp(self.plot.dots[0].points[:, 0])) / 2  # by its dot
        ends[:, 0, 1] += np.sign(rises) * np.minimum(np.abs(rises), covered)
        self.points = path_points(list(ends))
        return self


class ResidualSquares(Sharing, VGroup):
    """Each residual as the side of a square; the squares' areas add up to the loss.

    The sides are true to the scale of y. Of more than ``count`` points an even sample is shown.
    """

    shared = ("plot", "fit", "sample")

    def __init__(self, plot: DataPlot, fit: FitCurve, count: int = 40) -> None:
        super().__init__()
        self.plot, self.fit = plot, fit
        self.sample = plot.sample.sample(count)
        for _ in range(len(self.sample)):
            self.add(
                VMobject(
                    stroke_color=theme().loss,
                    stroke_width=1.6,
                    stroke_opacity=0.9,
                    fill_color=theme().loss,
                    fill_opacity=0.16,
                )
            )
        self.follow()

    def follow(self) -> Self:
        """Redraw the squares for the curve as it stands."""
        data = self.sample
        predicted = np.clip(self.fit.predict(self.fit.w, data.x), *self.plot.y_range)
        middle = self.plot.area.get_center()[0]
        for square, start, end in zip(
            self, self.plot.at(data.x, data.y), self.plot.at(data.x, predicted), strict=True
        ):
            side = abs(end[1] - start[1])
            left = start[0] - side if start[0] > middle else start[0]
            # as a mean square's corners are: on the way into that one it stays a square
            corner = np.array([left, min(start[1], end[1]), 0.0])
            square.points = path_points([corner + side * _SQUARE])
        return self


class MeanSquare(Sharing):
    """A square whose area is a mean squared error, its side true to the scale of y.

    Parameters
    ----------
    plot
        Whose scale it has.
    loss
        The mean squared error that it follows, in squared units of y.
    corner
        (3,) the lower left corner.

    Attributes
    ----------
    place
        A tracker of that corner.
    """

    shared = ("plot", "loss", "place")

    def __init__(self, plot: Plot, loss: Callable[[], float], corner: ArrayLike) -> None:
        colour = theme().loss
        super().__init__(stroke_color=colour, stroke_width=3, fill_color=colour, fill_opacity=0.45)
        self.plot, self.loss = plot, loss
        self.place = Place(np.asarray(corner, dtype=float)[:2])
        self.follow()

    def follow(self) -> Self:
        """Redraw the square for the loss as it stands."""
        unit = float(self.plot.at(0, 1)[1] - self.plot.at(0, 0)[1])
        side = unit * float(np.sqrt(self.loss()))
        self.points = path_points([np.append(self.place.point, 0.0) + side * _SQUARE])
        return self


class LineFan(Sharing):
    """The predictions at many weights at once, as thin lines; of them a share is drawn.

    Parameters
    ----------
    plot
        Of the data.
    predict
        As of a `FitCurve`.
    weights
        (k, 2), a pair a line.
    samples
        Points of each line; two are enough for straight ones.
    """

    shared = ("plot",)

    def __init__(
        self,
        plot: Plot,
        predict: Callable[[Array, Array], Array],
        weights: ArrayLike,
        samples: int = 2,
    ) -> None:
        super().__init__(stroke_color=theme().prediction, stroke_width=2.0, stroke_opacity=0.5)
        self.plot = plot
        x = np.linspace(*plot.x_range, samples)
        lines = predict(np.asarray(weights, dtype=float), x)
        self.lines = [within(x, y, plot.y_range) for y in lines]
        self.draw(0.0)

    def draw(self, share: float) -> Self:
        """Draw the first lines, as many as a share of all; the last one in part."""
        whole = share * len(self.lines)
        strokes = []
        for k, parts in enumerate(self.lines):
            grown = float(np.clip(whole - k, 0, 1))
            for part in parts if grown > 0 else ():
                end = part[0, 0] + grown * (part[-1, 0] - part[0, 0])
                drawn = part[part[:, 0] < end]
                tip = [end, np.interp(end, *part.T)]
                strokes.append(self.plot.at(*np.vstack([drawn, tip]).T))
        self.points = path_points(strokes)
        return self


class Sheaf(Sharing, VGroup):
    """All lines within an error as one band, and a few of them; drawn from left to right.

    Parameters
    ----------
    plot, predict
        As of a `LineFan`.
    weights
        (k, 2), pairs all around the error's ellipse.
    few
        So many of them are drawn as lines.
    """

    shared = ("plot",)

    def __init__(
        self,
        plot: Plot,
        predict: Callable[[Array, Array], Array],
        weights: ArrayLike,
        few: int = 10,
    ) -> None:
        super().__init__()
        self.plot = plot
        self.x = np.linspace(*plot.x_range, 200)
        self.y = predict(np.asarray(weights, dtype=float), self.x)
        self.kept = np.linspace(0, len(self.y), few, endpoint=False).astype(int)
        self.band = Band(plot, self.x, *self.limits()).set_z_index(-1)
        self.lines = VMobject(
            stroke_color=theme().prediction, stroke_width=1.6, stroke_opacity=0.5, z_index=-1
        )
        self.add(self.band, self.lines)
        self.draw(0.0)

    def limits(self) -> Array:
        """Return (2, n) the values of y between which all lines are, as far as they are seen."""
        limits = [self.y.min(axis=0), self.y.max(axis=0)]
        return np.asarray(np.clip(limits, *self.plot.y_range))

    def draw(self, share: float) -> Self:
        """Draw the left share of it."""
        count = max(2, round(share * len(self.x)))
        x, lines = self.x[:count], self.y[self.kept, :count]
        self.band.x = x
        self.band.reach(*self.limits()[:, :count])
        parts = [part for line in lines for part in within(x, line, self.plot.y_range)]
        self.lines.points = path_points([self.plot.at(*part.T) for part in parts])
        return self


class Springs(Residuals):
    """Residuals drawn as springs between the data and the line, each as long as its miss.

    Where several hang at about one x they are finer, and side by side.
    """

    coils = 5
    breadth, beside = 0.09, 0.3
    """Of a coil, and of all that hang at about one x, in frame units."""

    def follow(self) -> Self:
        """Redraw the springs for the curve as it stands."""
        super().follow()
        ends = self.points.reshape(-1, 4, 3)[:, [0, 3]]
        share = np.concatenate([[0.0], (np.arange(2 * self.coils) + 0.5) / (2 * self.coils), [1.0]])
        wave = np.concatenate([[0.0], (-1.0) ** np.arange(2 * self.coils), [0.0]])
        body = np.concatenate([[0.0], np.ones(2 * self.coils), [0.0]])
        paths = ends[:, :1] + share[:, None] * (ends[:, 1:] - ends[:, :1])
        shifts, breadths = self.places(ends[:, 0, 0])
        paths[..., 0] += shifts[:, None] * body + breadths[:, None] * wave
        self.points = path_points(list(paths))
        return self

    def places(self, x: Array) -> tuple[Array, Array]:
        """Return how far aside springs at x (n,) hang, and how broad they are, both (n,)."""
        order = np.argsort(x, kind="stable")
        bounds = 1 + np.flatnonzero(np.diff(x[order]) > self.breadth)
        shifts, breadths = np.zeros(len(x)), np.full(len(x), self.breadth)
        for alike in np.split(order, bounds):
            if len(alike) > 1:
                room = self.beside / len(alike)
                shifts[alike] = room * (np.arange(len(alike)) - (len(alike) - 1) / 2)
                breadths[alike] = 0.4 * room
        return shifts, breadths
