"""The list of mistakes: where, what stands there, what is put instead, and what is wrong then.

`old` is looked for as it stands, and the first place is changed. A mistake whose `old` is gone
is stale: mend the list. One that no test can find bears its reason.
"""

from dataclasses import dataclass

__all__ = ["MISTAKES", "Mistake"]


@dataclass(frozen=True)
class Mistake:
    """One mistake.

    Attributes
    ----------
    file
        Where it is made.
    old, new
        What stands there, and what is put instead.
    why
        What is wrong then.
    tests
        What pytest is given, one run after the other, the tests that should find it first.
    reason
        Why no test has to find it, if so.
    """

    file: str
    old: str
    new: str
    why: str
    tests: tuple[str, ...]
    reason: str = ""


def made_in(
    file: str, tests: tuple[str, ...], *changes: tuple[str, str, str]
) -> tuple[Mistake, ...]:
    """Return mistakes of one file, each an old text, a new one, and what is wrong."""
    return tuple(
        Mistake(file, old, new, why, tests, UNSEEN.get(why, "")) for old, new, why in changes
    )


FILMS = "tests/films/test_witness.py"
LINE = (f"{FILMS} -k 'linear and its'",)
CLASSES = (f"{FILMS} -k 'logistic and its'",)
LANDSCAPES = ("tests/mlcore/landscapes mlcore/landscapes",)
DATA = ("tests/mlcore/data mlcore/data",)
OBJECTIVES = ("tests/mlcore/objectives mlcore/objectives",)
OPTIMISERS = ("tests/mlcore/optimisers mlcore/optimisers",)
CALCULUS = ("tests/mlcore/calculus mlcore/calculus",)
DERIVATIVE = "tests/films/test_derivative.py"
INTEGRAL = "tests/films/test_integral.py"
SLICES = ("tests/stage/plane/test_slices.py",)
GRADIENT = "tests/films/test_gradient.py -k 'not overlaps'"
GROUND = "tests/stage/landscape/test_terrain.py"
FIELDS = "tests/stage/plane/test_field.py"
INFERENCE = ("tests/mlcore/inference mlcore/inference",)
NUMERICS = ("tests/mlcore/numerics mlcore/numerics", *OBJECTIVES)

UNSEEN = {
    "the trail ends before the ball": "by a fiftieth of a unit at most, under the ball itself",
    "a whole iteration that is just missed by rounding counts as not made": (
        "plays end on whole numbers exactly; the guard is for a rounding that may yet come"
    ),
}
"""Why no test has to find some mistakes, by what is wrong."""

IN_FILMS = (
    *made_in(
        "scenes/linear.py",
        LINE,
        ("= {two}/N {total}", "= 1/N {total}", "the partial derivatives have lost their 2"),
        (
            '{{ x_n : data-inner }}")[k]',
            '{{ x_n : data-inner }}")[1 - k]',
            "x_n stands in the wrong partial derivative",
        ),
        (
            "prediction }} {{ - : minus }} {{ y_n",
            "prediction }} {{ + : minus }} {{ y_n",
            "the slopes add predictions and data",
        ),
        ("{terms}^{two}", "{terms}", "the loss that is derived is not squared"),
        ("{{ y_n : data }} )^2", "{{ y_n : data }} )", "the squared error is not squared"),
        (
            "= {{ w_0 : w0 }} + {{ w_1 : w1 }} {{ x : data }}",
            "= {{ w_1 : w1 }} + {{ w_0 : w0 }} {{ x : data }}",
            "slope and intercept are swapped in the line",
        ),
        (
            'live(f"gradient-{k}", partial(float, slope[k])',
            'live(f"gradient-{k}", partial(float, slope[1])',
            "the gradient shows its second component twice",
        ),
        (
            "gradient-0 }}}}, {{{{ {shape} : gradient-1 }}}}",
            "gradient-1 }}}}, {{{{ {shape} : gradient-0 }}}}",
            "the gradient's components are swapped",
        ),
        ('f"alpha < 2 / ', 'f"alpha < 1 / ', "half the stable limit is told"),
        (
            "number_source(study.curvature, 4)",
            "number_source(study.curvature / 2, 4)",
            "half of λmax is told",
        ),
        ('"best α:" quad 2', '"best α:" quad 1', "half the best rate is told"),
        ("{{{{ = 0 : zero }}}}", "{{{{ = 1 : zero }}}}", "at the minimum the slopes are 1"),
        ("{ hat(y)_n : prediction }", "{ hat(y)_n : loss }", "predictions in the loss's colour"),
        ("lambda: moved.rate,", "lambda: 70.0,", "the slope of today is put in, not found"),
    ),
)

IN_THE_STAGE = (
    *made_in(
        "scenes/stage/regression/linked_views.py",
        CLASSES,
        (
            "set_weights(run.at(self.iteration).w)",
            "set_weights(run.at(self.iteration + 1).w)",
            "the curve is a step ahead",
        ),
    ),
    *made_in(
        "scenes/stage/regression/descent_views.py",
        (*LINE, *CLASSES),
        ("<- {old} - alpha", "<- {old} + alpha", "plus for minus in the rule"),
        (
            "run.losses[self.head.made]",
            "run.losses[min(self.head.made + 1, len(run))]",
            "the loss is one step ahead of its curve",
        ),
        (
            '(PAIR.format(*names, "w", suffix)',
            '(PAIR.replace(": {2}0", ": {2}1", 1).format(*names, "w", suffix)',
            "w0 has the colour of w1 in the rule",
        ),
    ),
    *made_in(
        "scenes/stage/regression/line_views.py",
        LINE,
        ("{old} - {number_source", "{old} + {number_source", "plus for minus in the numbers"),
        (
            "number_source(self.study.learning_rate, 3)",
            "number_source(2 * self.study.learning_rate, 3)",
            "twice the learning rate is shown",
        ),
        (
            'f"w{k}-old", partial(self._number, run.params, -1, k)',
            'f"w{k}-old", partial(self._number, run.params, 0, k)',
            "the old weights are the new ones",
        ),
        (
            'f"gradient-{k}", partial(self._number, run.gradients, -1, k)',
            'f"gradient-{k}", partial(self._number, run.gradients, -1, 1 - k)',
            "the gradient's components are swapped",
        ),
    ),
    *made_in(
        "scenes/stage/regression/rates.py",
        LINE,
        ("number_source(rate, 3)", "number_source(2 * rate, 3)", "twice the rate is shown"),
        (
            "self.run.losses[self.made]",
            "self.run.losses[(self.made + 1) % len(self.run.losses)]",
            "the loss is one step ahead of its ball",
        ),
    ),
    *made_in(
        "scenes/stage/regression/walk.py",
        LINE,
        (
            "float(self.study.objective.loss(self.weights.w))",
            "2 * float(self.study.objective.loss(self.weights.w))",
            "the loss is doubled",
        ),
        (
            "return self.panel.space.on_surface(self.study.objective, self.weights.w)",
            "return self.panel.space.on_floor(self.weights.w)",
            "the spot walks on the floor",
        ),
    ),
    *made_in(
        "scenes/stage/regression/flat_slice.py",
        ("tests/stage/regression/test_flat_slice.py",),
        ("(w, dtype=float) - self.best) @", "(w, dtype=float)) @", "the slice has no middle"),
        (
            "np.array([end[0], begin[1], 0.0])",
            "np.array([begin[0], end[1], 0.0])",
            "a step goes down first, and then across",
        ),
        (
            "self.start - self.flat.rate(self.weights.w) * slope",
            "self.start + self.flat.rate(self.weights.w) * slope",
            "a step on the flattest slice goes uphill",
        ),
        (
            "lambda: end() / self.begin",
            "lambda: 1 - end() / self.begin",
            "the share that a step takes is called the one that it leaves",
        ),
        ("self.study.curvature * way)", "self.study.curvature)", "the slope is one everywhere"),
    ),
    *made_in(
        "scenes/stage/regression/same_light.py",
        ("tests/stage/regression/test_line_pieces.py",),
        ("2 * _SLANT * far * self.unit", "2 * _SLANT * self.unit", "all give off the same light"),
    ),
    *made_in(
        "scenes/stage/regression/expansion.py",
        ("tests/stage/regression/test_line_pieces.py",),
        (
            "x=(1 - share) * old.x + share * self.new.x",
            "x=old.x * (1 + share * (self.new.x.mean() / old.x.mean() - 1))",
            "one factor for all",
        ),
        ("bar.scale_of * age * RIGHT", "bar.scale_of * RIGHT", "an age is marked at 1"),
    ),
    *made_in(
        "scenes/stage/landscape/saw.py",
        ("tests/stage/landscape/test_saw.py",),
        ("across if to_viewer >= 0 else -across", "across", "the half at the back is taken away"),
        (
            "- excess[..., None] * self.across",
            "+ excess[..., None] * self.across",
            "the front half is pushed to the front",
        ),
    ),
    *made_in(
        "scenes/stage/regression/fit.py",
        LINE,
        (
            "theme().prediction, width, samples",
            "theme().loss, width, samples",
            "the fit has the colour of the loss",
        ),
        (
            "stroke_color=theme().loss, stroke_width=width",
            "stroke_color=theme().w0, stroke_width=width",
            "residuals have the colour of a weight",
        ),
        (
            "self.predict(self.w, self.x)",
            "self.predict(self.w[::-1], self.x)",
            "the fit swaps its weights",
        ),
        (
            "self.fit.predict(self.fit.w, x)",
            "1.1 * self.fit.predict(self.fit.w, x)",
            "residuals overshoot the line",
        ),
        (
            "self.plot.at(x, self.plot.sample.y), self",
            "self.plot.at(x, 0.9 * self.plot.sample.y), self",
            "residuals begin below their points",
        ),
    ),
    *made_in(
        "scenes/stage/regression/data_plot.py",
        LINE,
        ("color=theme().data", "color=theme().prediction", "data in the colour of predictions"),
        (
            "self.place_dots(self.sample.x, self.sample.y)",
            "self.place_dots(self.sample.x, self.sample.y * 1.02)",
            "dots two per cent too high",
        ),
    ),
    *made_in(
        "scenes/stage/regression/classes.py",
        CLASSES,
        ("places[rows, 1] += away", "places[rows, 1] -= away", "dots are stacked inwards"),
        (
            "x, (low, high) = self.where()",
            "x, (low, high) = self.where() + 1.0",
            "the boundary is a degree off",
        ),
        (
            "super().__init__(plot, where, theme().prediction)",
            "super().__init__(plot, where, theme().w1)",
            "the boundary in the colour of a weight",
        ),
    ),
    *made_in(
        "scenes/stage/regression/surprise.py",
        CLASSES,
        ("= sum_(n=1)^N -ln", "= 2 sum_(n=1)^N -ln", "the sum of logarithms is doubled"),
        ("1/N sum_(n=1)^N -ln", "1/N sum_(n=1)^N ln", "a mean of surprises below zero"),
    ),
    *made_in(
        "scenes/stage/regression/rivals.py",
        CLASSES,
        ("1/N sum_n -ln", "2/N sum_n -ln", "the loss is doubled in the formula"),
        ('of="slope"', 'of="loss"', "the slope says that it is a loss"),
    ),
    *made_in(
        "scenes/stage/regression/rivals.py",
        ("tests/stage/regression/test_surprise.py",),
        ("arrived(self.runs[1], self.held)", "arrived(self.runs[1])", "who arrives late is there"),
    ),
    *made_in(
        "scenes/stage/regression/study_film.py",
        ("tests/films/test_other_settings.py",),
        (
            "return self.settings == Settings()",
            "return self.settings.data is None",
            "of another descent is said what is true of the film's own",
        ),
    ),
    *made_in(
        "scenes/stage/regression/steep_and_flat.py",
        ("tests/stage/regression/test_steep_and_flat.py",),
        ("[1.0, self._slopes_there[k]]", "[1.0, -self._slopes_there[k]]", "a tangent mirrored"),
    ),
    *made_in(
        "scenes/stage/regression/steep_and_flat.py",
        CLASSES,
        (
            '_LEFT = "{{ hat(y) : prediction }} - {{ %d : data }}"',
            '_LEFT = "{{ %d : data }} - {{ hat(y) : prediction }}"',
            "the error has the other sign",
        ),
    ),
    *made_in(
        "scenes/stage/regression/class_formulas.py",
        CLASSES,
        (
            'vec(delim: "[", 1, {{ x_n^prime : data-x }})',
            'vec(delim: "[", {{ x_n^prime : data-x }}, 1)',
            "the components of the gradient are swapped",
        ),
        (
            "'-' if mean >= 0 else '+'",
            "'+' if mean >= 0 else '-'",
            "the mean is added where it is subtracted",
        ),
    ),
    *made_in(
        "scenes/stage/regression/chances.py",
        CLASSES,
        (
            "return 1 - self.plot.sample.y, predicted",
            "return self.plot.sample.y, predicted",
            "strokes show the chance of what did not happen",
        ),
        (
            "self.set_stroke(theme().prediction",
            "self.set_stroke(theme().loss",
            "chances in the colour of the loss",
        ),
    ),
    *made_in(
        "scenes/stage/regression/score.py",
        CLASSES,
        ("sigma(z) = 1 / (1 + e^(-z))", "sigma(z) = 1 / (1 + e^z)", "the sigmoid falls"),
        (
            "z = {{ w_1 : w1 }} {{ x : data }} + {{ w_0 : w0 }}",
            "z = {{ w_0 : w0 }} {{ x : data }} + {{ w_1 : w1 }}",
            "the score swaps its weights",
        ),
    ),
    *made_in(
        "scenes/stage/regression/surprise_curve.py",
        ("tests/stage/regression/test_surprise_curve.py",),
        ("self.at(np.exp(-heights)", "self.at(np.exp(-2 * heights)", "dots beside the curve"),
        ("self.data.x <= x", "self.data.x >= x", "the wrong rows are counted in"),
    ),
    *made_in(
        "scenes/stage/regression/odds.py",
        ("tests/stage/regression/test_odds.py",),
        ("(1.0 - share) ** 2", "share**2", "the axis is stretched at first"),
        ('0.9: "9 : 1"', '0.9: "10 : 1"', "odds of ten for a chance of nine tenths"),
        ("[-np.inf, np.inf]", "[-2.0, 2.0]", "a chance may be impossible"),
    ),
    *made_in(
        "scenes/stage/regression/scaling.py",
        ("tests/stage/regression/test_scaling.py", *CLASSES),
        ("self.change.rest(share)", "self.change.rest(1 - share)", "the change runs backwards"),
    ),
    *made_in(
        "scenes/stage/regression/study.py",
        ("tests/stage/regression", *LINE),
        (
            "return np.asarray(in_x * self.y_unit)",
            "return np.asarray(in_x)",
            "the answer is a hundred times too small",
        ),
    ),
    *made_in(
        "scenes/stage/landscape/descent.py",
        LINE,
        (
            "self.trail.set_progress(iteration, self.ball.touch)",
            "self.trail.set_progress(iteration + 3, self.ball.touch)",
            "the trail ahead of its ball",
        ),
        (
            "space.on_surface(run.objective, run.goal)",
            "space.on_surface(run.objective, run.params[0])",
            "the goal is marked at the start",
        ),
        (
            "self.drop.path = np.array([[*self.ball.touch[:2], below], foot])",
            "self.drop.path = np.array([[*self.ball.touch[:2], below], 0.8 * foot])",
            "the drop line's foot is elsewhere",
        ),
        (
            "self.space.on_floor(self.run.at(iteration).w)",
            "self.space.on_floor(self.run.at(iteration + 0.5).w)",
            "the foot is ahead of the ball",
        ),
        (
            "Marker(lowest, colours.minimum",
            "Marker(lowest, colours.loss",
            "the goal in the colour of the loss",
        ),
        ("Pen(colour, 5.0", "Pen(colours.w0, 5.0", "the trail in the colour of a weight"),
        (
            "self.roll_to(playhead.get_value())",
            "self.roll_to(playhead.get_value() + 1)",
            "the ball is a step ahead",
        ),
        ("Trail(on_floor, times", "Trail(on_surface, times", "the shadow on the surface"),
        ("Pen(colours.muted, 2.0", "Pen(colours.w1, 2.0", "the drop line in a weight's colour"),
    ),
    *made_in(
        "scenes/stage/landscape/ball.py",
        ("tests/stage/landscape", *LINE),
        (
            "self.touch + self.radius",
            "self.touch - self.radius",
            "the ball hangs below the surface",
        ),
        (
            "self.rotation, self.stripes",
            "self.rotation.T, self.stripes",
            "the ball's turn is transposed when painted",
        ),
        (
            "space.slopes(objective.gradient(",
            "-space.slopes(objective.gradient(",
            "normals lean uphill",
        ),
    ),
    *made_in(
        "scenes/stage/space/canvas.py",
        LINE,
        (
            "to_body = rotation.T @",
            "to_body = rotation @",
            "the ball's turn is transposed on its way to the pixels",
        ),
        (
            "self.view.scale_at(depth)",
            "self.view.scale_at(0.8 * depth + 1.0)",
            "the ball has another size than its distance asks for",
        ),
    ),
    *made_in(
        "scenes/stage/space/raster.py",
        ("tests/stage/space", *LINE),
        (
            "dy = -(y + 0.5 - cy) / radius",
            "dy = (y + 0.5 - cy) / radius",
            "the ball is painted upside down",
        ),
        (
            "np.sin(4.0 * np.arctan2(py, px))",
            "np.sin(4.0 * np.arctan2(px, py))",
            "the stripes run the other way round",
        ),
        ("if z < depths[place]:", "if z > depths[place]:", "what is behind wins"),
    ),
    *made_in(
        "scenes/stage/manim/ahead.py",
        ("tests/stage/manim/test_ahead.py",),
        (
            "(others_at < mine_at",
            "(others_at > mine_at",
            "what moves is painted over what is before",
        ),
        (" or _look(m) != look", "", "what changes is painted as it was"),
        ("later = [*fallen]", "later = []", "what has fallen may be covered"),
    ),
    *made_in(
        "scenes/stage/space/sight.py",
        ("tests/stage/space", *LINE),
        (
            "towards + lift >= depth",
            "towards - lift >= depth",
            "lines on a surface are hidden by it",
        ),
        ("(distance - towards)", "(distance + towards)", "lines part from their surface"),
    ),
    *made_in(
        "scenes/stage/space/view.py",
        LINE,
        (
            "scale * distance / (distance - depth)",
            "scale * distance / (distance + depth)",
            "what is near looks small",
        ),
    ),
    *made_in(
        "scenes/stage/space/viewport.py",
        LINE,
        (
            "[-cos_phi * cos_theta, -cos_phi * sin_theta, sin_phi]",
            "[-cos_phi * cos_theta, cos_phi * sin_theta, sin_phi]",
            "the view is skewed",
        ),
        ("rectangle_height / 4.0", "rectangle_height / 4.2", "the view is a little small"),
    ),
    *made_in(
        "scenes/stage/landscape/placing.py",
        ("tests/stage/landscape", *LINE),
        (
            "flat = np.array(self.signs) *",
            "flat = np.array(self.signs[::-1]) *",
            "the axes' signs are swapped",
        ),
        (
            "(heights - self.floor) * self.scale[2]",
            "(heights - self.floor) * self.scale[2] * 0.9",
            "all heights are too low",
        ),
        (
            "((weights - self.middle) * self.scale[:2])[..., ::-1]",
            "((weights - self.middle) * self.scale[:2])",
            "the floor's axes are swapped",
        ),
    ),
    *made_in(
        "scenes/stage/landscape/surface.py",
        LINE,
        (
            "each[k : k + 1]",
            "each[1 - k : 2 - k]",
            "the axes' names are swapped",
        ),
        (
            "symbol(source, (colours.w0, colours.w1)[k])",
            "symbol(source, (colours.w1, colours.w0)[k])",
            "the axes' colours are swapped",
        ),
        (
            "weights[axis] = value",
            "weights[axis] = 2 * space.middle[axis] - value",
            "the ticks' signs are swapped",
        ),
        (
            "0.0, 0.0, (value - space.floor) * space.scale[2]",
            "0.0, 0.0, (space.ceiling - value) * space.scale[2]",
            "the loss axis runs downwards",
        ),
        (
            "symbol(names[2], colours.loss)",
            "symbol(names[2], colours.gradient)",
            "the loss axis in the colour of the gradient",
        ),
    ),
    *made_in(
        "scenes/stage/space/solids.py",
        LINE,
        (
            "np.concatenate([self.path[:count], self.tip[None, :]])",
            "self.path[:count]",
            "the trail ends before the ball",
        ),
        (
            'np.searchsorted(self.times, self.progress, side="right")',
            'np.searchsorted(self.times, self.progress + 2, side="right")',
            "the trail runs ahead of the ball and back",
        ),
    ),
    *made_in(
        "scenes/stage/plane/widgets.py",
        LINE,
        (
            "(value - self.low) / (self.high - self.low)",
            "(self.high - value) / (self.high - self.low)",
            "sliders run backwards",
        ),
        ("self.place(value())", "self.place(0.8 * value())", "sliders lag behind their weight"),
        (
            "self.knob = Dot(radius=0.14, color=colour)",
            "self.knob = Dot(radius=0.14, color=theme().loss)",
            "knobs in the colour of the loss",
        ),
        ("np.floor(value() + 1e-6)", "np.floor(value() + 1)", "the counter is a step ahead"),
    ),
    *made_in(
        "scenes/stage/plane/curves.py",
        ("tests/stage/plane", *LINE),
        (
            "_place(self.tip, self.at(iteration, loss))",
            "_place(self.tip, self.at(iteration + 8, loss))",
            "the tip is ahead of the playhead",
        ),
        (
            "np.append(self.losses[steps], loss)",
            "np.append(self.losses[steps][::-1], loss)",
            "the loss curve runs backwards",
        ),
        (
            "passed = min(mark, iteration)",
            "passed = mark",
            "milestones stand before they are reached",
        ),
        (
            "colour or theme().loss",
            "colour or theme().prediction",
            "the loss curve in another colour",
        ),
        (
            "self.set_progress(iteration, run.at(iteration).loss)",
            "self.set_progress(iteration, 0.9 * run.at(iteration).loss)",
            "the loss curve ends below the loss",
        ),
    ),
    *made_in(
        "scenes/stage/plane/plot.py",
        ("tests/stage/plane", *LINE),
        (
            "(np.asarray(y, dtype=float) - self.y_range[0])",
            "(self.y_range[1] - np.asarray(y, dtype=float))",
            "plots are upside down",
        ),
        (
            "_hang(tick.label, foot + 0.16 * DOWN)",
            "_hang(tick.label, foot + 0.16 * DOWN - 0.3 * LEFT)",
            "numbers stand beside their ticks",
        ),
    ),
    *made_in(
        "scenes/stage/look/text.py",
        ("tests/stage/look/test_text.py", *LINE),
        ('return "−" + size if negative else size', "return size", "live numbers lose their minus"),
        (
            'return ("−" if negative else "+")',
            'return ("+" if negative else "−")',
            "terms of a sum have the other sign",
        ),
    ),
    *made_in(
        "scenes/stage/look/equations.py",
        LINE,
        (
            "return getattr(colours, meaning) if meaning in _MEANINGS else None",
            "return getattr(colours, {'w0': 'w1', 'w1': 'w0'}.get(meaning, meaning))"
            " if meaning in _MEANINGS else None",
            "weights swap their colours in formulas",
        ),
        ("'-' if w0 < 0 else '+'", "'+' if w0 < 0 else '-'", "the answer's sign is wrong"),
    ),
    *made_in(
        "scenes/stage/motion/playhead.py",
        LINE,
        (
            "return int(self.iteration + 1e-6)",
            "return int(self.iteration)",
            "a whole iteration that is just missed by rounding counts as not made",
        ),
        (
            "set_value(float(iteration))",
            "set_value(float(iteration) + 0.5)",
            "the playhead overshoots",
        ),
    ),
)

IN_MLCORE = (
    *made_in(
        "mlcore/numerics/newton.py",
        NUMERICS,
        ("step = step * min(1, away / length)", "step = step * 1", "Newton's steps have no cap"),
        ("step = step / 2", "step = step * 1", "Newton's steps are not halved"),
        ("if ahead[0] <= loss * (1 + _BLUR):", "if True:", "any step is taken, even uphill"),
        (
            "curvatures = np.abs(eigenvalues)",
            "curvatures = eigenvalues",
            "Newton's eigenvalues are not guarded: it climbs where the loss bends down",
        ),
        (
            "return here + step if _is_bowl(hessian) else None",
            "return here + step",
            "whatever is level is taken for a bowl",
        ),
        (
            "floor = _EPS * curvatures.max() or 1.0",
            "floor = 1e-3 * curvatures.max() or 1.0",
            "narrow valleys are never reached",
        ),
        (
            "return bool(eigenvalues[0] > _EPS * eigenvalues[-1])",
            "return bool(eigenvalues[-1] > 0)",
            "a trough is taken for a bowl",
        ),
    ),
    *made_in(
        "mlcore/numerics/curves.py",
        NUMERICS,
        ("return expit(z), expit(-z)", "return expit(z), expit(z)", "σ(−z) is σ(z)"),
        (
            "np.log1p(np.exp(-np.abs(z)))",
            "np.log1p(np.exp(-2 * np.abs(z)))",
            "a softplus too sharp",
        ),
    ),
    *made_in(
        "mlcore/objectives/linear.py",
        OBJECTIVES,
        (
            "best[0] + middle - self._x_mean * turn",
            "best[0] + middle",
            "lines one standard error away do not turn about the middle of the data",
        ),
        ("2 * a, 2 * (a * self._x_mean", "a, 2 * (a * self._x_mean", "half a partial derivative"),
        (
            "return a * a + b * b + self.minimum_loss",
            "return a * a + b * b",
            "the least loss is forgotten",
        ),
        (
            "[mean, mean * mean + deviation * deviation]",
            "[mean, deviation * deviation]",
            "a Hessian about the mean",
        ),
        (
            "return frozen([self._y_mean - slope * self._x_mean, slope])",
            "return frozen([self._y_mean, slope])",
            "the line misses the centre",
        ),
        ("p if deviation > 0 else -p", "p", "the slope's sign depends on the reduction"),
        ("/ np.sqrt(len(data))", "/ np.sqrt(len(data) - 1)", "the mean over N − 1"),
    ),
    *made_in(
        "mlcore/objectives/logistic.py",
        OBJECTIVES,
        ("(p, -q) if order == 1", "(p, q) if order == 1", "the other class pulls the wrong way"),
        (
            "return 2 * p * p * q, -2 * p * q * q",
            "return 2 * p * q, -2 * p * q",
            "the squared error's slope has lost a factor",
        ),
        (
            "(2 * q - p), 2 * p * q * q * (2 * p - q)",
            "(2 * q - p), 2 * p * q * q * (2 * q - p)",
            "the squared error's curvature is the other class's",
        ),
    ),
    *made_in(
        "mlcore/inference/profile.py",
        INFERENCE,
        ("chdtri(1, 1 - level)", "chdtri(1, level)", "the level is that of what is left out"),
        ("inv(factor), axis=0", "inv(factor), axis=1", "standard errors of other combinations"),
    ),
    *made_in(
        "mlcore/objectives/sigmoid.py",
        OBJECTIVES,
        ("zeros.max() <= ones.min() or", "zeros.max() < ones.min() or", "ties are not separable"),
        ("np.divide(-w0, w1)", "np.divide(w0, w1)", "the boundary on the other side"),
        (
            "_HANKEL = np.array([[0, 1], [1, 2]])",
            "_HANKEL = np.array([[0, 1], [1, 1]])",
            "a wrong moment in the Hessian",
        ),
    ),
    *made_in(
        "mlcore/objectives/rescaled.py",
        OBJECTIVES,
        ("jacobian.T @ inner @ jacobian", "jacobian @ inner @ jacobian.T", "J on the wrong side"),
        ("self.change.scale**2", "self.change.scale", "the determinant has lost a factor"),
    ),
    *made_in(
        "mlcore/objectives/curvature.py",
        OBJECTIVES,
        ("return 2 / greatest if", "return 1 / greatest if", "half the stable limit"),
        ("return greatest / least if", "return least / greatest if", "the condition upside down"),
    ),
    *made_in(
        "mlcore/data/standardisation.py",
        (*DATA, *OBJECTIVES),
        (
            "v[..., 0] - slope * self.mean",
            "v[..., 0] + slope * self.mean",
            "weights turned back wrongly",
        ),
        ("done = self.scale**share", "done = self.scale * share", "half-way is elsewhere"),
        (
            "[[1.0, self.mean], [0.0, self.scale]]",
            "[[1.0, 0.0], [self.mean, self.scale]]",
            "the Jacobian is transposed",
        ),
    ),
    *made_in(
        "mlcore/optimisers/gradient_descent.py",
        OPTIMISERS,
        ("return w - self.learning_rate", "return w + self.learning_rate", "descent climbs"),
    ),
    *made_in(
        "mlcore/optimisers/heavy_ball.py",
        OPTIMISERS,
        ("self.momentum * state.v -", "state.v -", "the ball has no friction"),
    ),
    *made_in(
        "mlcore/optimisers/nesterov.py",
        OPTIMISERS,
        ("gradient(ahead)", "gradient(w)", "Nesterov does not look ahead"),
    ),
    *made_in(
        "mlcore/optimisers/rmsprop.py",
        OPTIMISERS,
        ("(1 - self.decay) * g**2", "g**2", "the mean square does not forget"),
    ),
    *made_in(
        "mlcore/optimisers/adam.py",
        OPTIMISERS,
        ("m / (1 - self.beta1**t)", "m", "Adam's first steps are too short"),
        ("state.t + 1", "state.t + 2", "Adam counts from two"),
    ),
    *made_in(
        "mlcore/optimisers/descent.py",
        OPTIMISERS,
        (
            "Outcome.CONVERGED if length <= goal else",
            "Outcome.CONVERGED if length >= goal else",
            "a run away is called converged",
        ),
        (
            "bar = seen[0] if swings else min",
            "bar = seen[0] if not swings else min",
            "what swings is called diverging",
        ),
        (
            "return length if length <= blur else tolerance * length, ceiling",
            "return tolerance * length, ceiling",
            "a start at the minimum goes on",
        ),
        (
            "outcome = Outcome.EXHAUSTED",
            "outcome = Outcome.CONVERGED",
            "running out of steps is called converged",
        ),
    ),
    *made_in(
        "mlcore/optimisers/trajectory.py",
        OPTIMISERS,
        (
            "(1 - share) * self.params[before] + share",
            "share * self.params[before] + (1 - share)",
            "between steps the path runs backwards",
        ),
        (
            "- last, axis=1).argmin()",
            "- last, axis=1).argmax()",
            "the goal is the farthest minimum",
        ),
    ),
    *made_in(
        "mlcore/optimisers/milestones.py",
        OPTIMISERS,
        ("(order / count) ** 2", "(order / count)", "milestones come too late"),
        ("marks[-1] = last", "marks[-1] = last - 1", "the last milestone is not the end"),
    ),
    *made_in(
        "mlcore/landscapes/landscape.py",
        LANDSCAPES,
        (
            'np.meshgrid(w0, w1, indexing="ij")',
            'np.meshgrid(w0, w1, indexing="xy")',
            "the landscape is transposed",
        ),
        ("rim = margin * (high - low)", "rim = 0.0 * (high - low)", "no rim around the path"),
        ("reach = np.sqrt(2 * rise", "reach = np.sqrt(rise", "a window too narrow"),
    ),
    *made_in(
        "mlcore/landscapes/rolling.py",
        LANDSCAPES,
        (
            "moves, axis=1, keepdims=True) / radius",
            "moves, axis=1, keepdims=True) * radius",
            "large balls turn faster",
        ),
        ("turn @ self.rotations[row]", "self.rotations[row] @ turn", "turns about the ball's axes"),
        ("(later * earlier)", "(earlier * later)", "turns in the wrong order"),
        ("path.points + radius * path.normals", "path.points", "the centre is at the contact"),
        ("(-np.asarray(gradient(uv)), np", "(np.asarray(gradient(uv)), np", "normals lean uphill"),
    ),
    *made_in(
        "mlcore/data/text.py",
        DATA,
        ("_SAMPLE = 100", "_SAMPLE = 10", "ten rows tell what a column holds"),
        ('return None if "_" in cell else float(cell)', "return float(cell)", "1_000 is a number"),
    ),
    *made_in(
        "mlcore/data/dataset.py",
        DATA,
        ("least = max(1, count // 8)", "least = 0", "the rarer class may vanish from a sample"),
        (
            "np.linspace(0, len(rows) - 1, count)",
            "np.linspace(0, len(rows) // 2, count)",
            "a sample of the first half",
        ),
    ),
    *made_in(
        "mlcore/numerics/condensed.py",
        NUMERICS,
        (
            "ones = np.add.reduceat(y, first)",
            "ones = np.add.reduceat(1 - y, first)",
            "the classes are swapped",
        ),
    ),
)

KEYS = ("tests/stage/film/test_keys.py",)
IN_KEYS = (
    *made_in(
        "scenes/stage/film/keys.py",
        KEYS,
        (
            "self._played.hexdigest(), said)",
            "self._played.hexdigest())",
            "a caption may change, and the old one stays in the picture",
        ),
        (
            "return digest.add(_handed_on(self.film)).hexdigest()",
            "return digest.hexdigest()",
            "what the chapters before hand on does not count",
        ),
        (
            "digest.add(getattr(type(self.film), self._method), *overriding)",
            "digest.add(*overriding)",
            "a chapter's own code does not count",
        ),
    ),
    *made_in(
        "scenes/stage/film/fingerprint.py",
        KEYS,
        (
            'repr(value) if self.sources.captions else "said"',
            "repr(value)",
            "a word that is only said draws the whole film anew",
        ),
        ("inner, *used, *methods]", "inner, *methods]", "what a function mentions does not count"),
        ('held.pop("file_name", None)', "pass", "a clip depends on where drawings are kept"),
    ),
    *made_in(
        "studio/workers.py",
        ("tests/studio/test_workers.py",),
        ("made or self.claimed is None", "made", "two processes draw the same play"),
        ("if self.claimed is not None:", "if False:", "nothing tells how far the film is"),
        (
            "self.file_writer.join_all_encode_jobs()",
            "super().scene_finished(scene)",
            "each process joins a film, with gaps",
        ),
    ),
    *made_in(
        "scenes/stage/film/fingerprint.py",
        ("tests/films/test_determinism.py",),
        (
            'held["points"] = _on_grid(value.points)',
            "pass",
            "the last digits of a place count, and they depend on what was skipped",
        ),
    ),
    *made_in(
        "scenes/stage/film/sources.py",
        KEYS,
        ('{"say", "Said"}', '{"say"}', "words in a Said(…) draw their chapter anew"),
    ),
)

IN_THE_COURSE = (
    *made_in(
        "mlcore/calculus/differences.py",
        CALCULUS,
        ("floats(f(x))) / step", "floats(f(x - step))) / step", "a step is taken on both sides"),
        ("(step == 0).any()", "False", "0/0 is called a slope"),
    ),
    *made_in(
        "mlcore/calculus/sums.py",
        CALCULUS,
        ("np.cumsum(slices)", "slices", "a running sum does not run"),
        (
            "(1 - at) * edges[:-1] + at * edges[1:]",
            "edges[:-1] + 0 * at",
            "all heights are first ones",
        ),
        (
            "(1 - at) * edges[:-1] + at * edges[1:]",
            "at * edges[:-1] + (1 - at) * edges[1:]",
            "slices are as high as where they end",
        ),
        ("(inner > low + near) & ", "", "slices begin before the range"),
    ),
    *made_in(
        "mlcore/calculus/motions.py",
        CALCULUS,
        ("u - u**3 + u**4 / 2", "u - u**3 / 3", "a car comes farther than its speed says"),
    ),
    *made_in(
        "mlcore/calculus/directions.py",
        CALCULUS,
        ("point + step *", "point - step *", "the steepest way up is down"),
    ),
    *made_in(
        "mlcore/calculus/fields.py",
        CALCULUS,
        ("lengths > self.least", "lengths >= 0", "what vanishes has a direction"),
    ),
    *made_in(
        "mlcore/calculus/jacobians.py",
        CALCULUS,
        (
            "axis=-1) for row in rows], axis=-2)",
            "axis=-1) for row in rows], axis=-1)",
            "turned over",
        ),
        (
            "self.jacobian(inner) @ first.jacobian(np.stack(x, axis=-1))",
            "first.jacobian(np.stack(x, axis=-1)) @ self.jacobian(inner)",
            "Jacobians are multiplied the wrong way round",
        ),
        ("s * (1 - s) * w", "s * w", "a sigmoid has another slope"),
        ("self(start) - straight)", "self(start) + straight)", "slopes are added to what is left"),
    ),
    *made_in(
        "scenes/stage/plane/drawn.py",
        ("tests/stage/plane/test_drawn.py tests/stage/plane/test_lens.py",),
        ("np.maximum(self.radius**2 - nearest, 0.0)", "self.radius**2", "lines leave a disc"),
        ("+ radius <= self.radius)", "<= self.radius)", "half a dot hangs over the rim"),
        ("low, high = max(low, first), min(high, last)", "pass", "a graph has no domain"),
    ),
    *made_in(
        "scenes/stage/plane/lens.py",
        ("tests/stage/plane/test_lens.py",),
        (".scale * grown", ".scale", "the lens does not magnify"),
        ("self.radius if self.widens else least]", "least]", "what is widened grows higher, too"),
        ("10.0**-self.closer", "2.0**-self.closer", "closer by powers of two"),
        ("max(0.0, 2 * come - 1)", "come", "numbers come in on top of others"),
        ("disc.radius**2 - nearest**2", "disc.radius**2 - along**2", "a number lies on the rim"),
    ),
    *made_in(
        "scenes/stage/plane/tangents.py",
        ("tests/stage/plane/test_tangents.py",),
        ("np.arccos((small - large) / apart)", "np.pi / 2", "what joins them crosses the circles"),
    ),
    *made_in(
        "scenes/stage/plane/secant.py",
        (DERIVATIVE, "tests/stage/plane/test_secant.py"),
        (
            "forward_quotient(self.f, self.x(), self.step())",
            "forward_quotient(self.f, self.x() + self.step(), self.step())",
            "the slope is measured elsewhere",
        ),
        ("colours.step, 6.0", "colours.w1, 6.0", "the leg along x has another colour"),
    ),
    *made_in(
        "scenes/stage/plane/grown_square.py",
        ("tests/stage/plane/test_grown_square.py",),
        ("self.size * x / (x +", "self.size * x / (2 * x +", "the square is not that over x"),
        ("(a, a, b, b))", "(a, a, b, a))", "the corner has no height"),
        ("opacity=self._seen * room", "opacity=room", "names are there before their parts"),
    ),
    *made_in(
        "scenes/stage/landscape/lifted_slice.py",
        ("tests/stage/landscape/test_lifted_slice.py",),
        ("self.panel.project(self.cut.path) - flat", "0 * flat", "the slice stays in the plot"),
    ),
    *made_in(
        "scenes/stage/plane/slope_below.py",
        ("tests/stage/plane/test_secant.py",),
        ("domain=lambda: (x_range[0], self.place())", "domain=None", "slopes are known before"),
    ),
    *made_in(
        "scenes/stage/plane/slices.py",
        SLICES,
        ("anchor=self.anchor, at=share", "at=share", "slices begin elsewhere"),
        ("anchor=self.anchor, at=share", "anchor=self.anchor", "all heights are first ones"),
        ("+ share * self.column", "+ share * 2 * self.column", "boxes slide beyond the column"),
        ("(end - begin) * heights, starts) / widths", "heights, starts)", "fine bars are too high"),
        ("np.clip(line[..., 1], least, most)", "line[..., 1]", "bars leave a disc"),
        ("x, self.other_side(x), tops", "x, 0 * x, tops", "all of a bar is left over"),
    ),
    *made_in(
        "scenes/stage/plane/sum_below.py",
        SLICES,
        ("(1, colours.prediction)", "(1, colours.gradient)", "what is gained has another colour"),
        ("max(x, sums.edges[0])", "sums.edges[-1]", "the sum is known before"),
    ),
    *made_in(
        "scenes/stage/plane/gauge.py",
        SLICES,
        ("_SWEEP * value / self.high", "_SWEEP * value / 10", "a needle overshoots"),
    ),
    *made_in(
        "scenes/integral.py",
        (INTEGRAL,),
        ("Braking(v=16.0, reaction=1.0", "Braking(v=16.0, reaction=1.2", "another ride"),
        ("AWAY = 50.0", "AWAY = 49.0", "the deer stands elsewhere"),
        ('- 2 {{ x : data }}^2"\n', '- 4 {{ x : data }}^2"\n', "a wrong answer"),
        ("(b - a) - (d - c)", "(b - a) + (d - c)", "the doubt is another"),
        ("np.interp(AWAY, ", "np.interp(48.0, ", "the deer is hit earlier"),
        ("self.step, self.share = Span(1.0)", "self.step, self.share = Span(0.9)", "other slices"),
        ("1/8 {{ t", "1/6 {{ t", "a wrong antiderivative"),
    ),
    *made_in(
        "scenes/derivative.py",
        (DERIVATIVE,),
        ("Polynomial([1.0, 0.0, -2.0, 1.0])", "Polynomial([1.0, 0.0, -2.5, 1.0])", "another cube"),
        ("= 3 {{ x : data-a }}^2 - 4", "= 3 {{ x : data-a }}^2 - 2", "a wrong derivative"),
        ("+ {{ delta : step-b }}^2 )", "+ {{ delta : step-b }} )", "a wrong square"),
        ("-> 0) ", "-> 1) ", "another limit"),
        ('"step-now": secant.step', '"step-now": secant.x', "δ is x"),
        ("at x = 4/3", "at x = 3/4", "a caption names another place"),
        ("np.minimum(FALL(t), FALL(LANDS))", "FALL(t)", "a stone falls through the ground"),
        ("2), *FLAT)", "2),)", "where it is flat the slope is not told as 0"),
        (".3e}", ".2e}", "who divides finds another slope"),
        ("}}}} = {RATE} space", "}}}} = {2 * RATE} space", "another rate is told"),
    ),
    *made_in(
        "mlcore/calculus/streamlines.py",
        CALCULUS,
        ("sense * arrow", "arrow", "a streamline goes up at both ends"),
        ("back[:0:-1], onward", "onward, back[:0:-1]", "a streamline begins in its middle"),
    ),
    *made_in(
        "scenes/stage/landscape/terrain.py",
        (GROUND,),
        (
            "/ self.flatter\n        flat = places",
            "\n        flat = places",
            "heights are not flatter",
        ),
        ("* min(1.0, self.rise))", ")", "a map sways"),
        ("thick * (self.sight - near)", "0 * (self.sight - near)", "fog ends at the region"),
        ("view.axes[:2]) / view.scale", "view.axes[:2])", "the walker stands elsewhere"),
    ),
    *made_in(
        "scenes/stage/landscape/hike.py",
        ("tests/stage/landscape/test_hike.py",),
        ("(1.0 - self.turned) * np.pi", "(1.0 + self.turned) * np.pi", "an arrow turned about"),
        ("(1 - share) * self.path[step]", "self.path[step]", "a way that leaps"),
    ),
    *made_in(
        "scenes/stage/plane/climbs.py",
        ("tests/stage/plane/test_climbs.py",),
        ("(1.0 - self.laid) * np.pi", "self.laid * np.pi", "climbs lie before they stand"),
        ("self.full * (1.0 - step)", "self.full * step", "climbs that are not the slopes"),
    ),
    *made_in(
        "scenes/stage/landscape/terrain_lens.py",
        (GROUND, GRADIENT),
        ("return 100 * off_plane", "return 10 * off_plane", "the bend is no longer in percent"),
        (
            "/ (self.main.view.scale * self.main.size)",
            "/ self.main.view.scale",
            "magnified wrongly",
        ),
    ),
    *made_in(
        "scenes/stage/plane/field.py",
        (FIELDS,),
        (
            "* [unit[0], unit[1], 0.0]",
            "* [unit[0], unit[0], 0.0]",
            "arrows lean in a stretched plot",
        ),
        ("if not way.any():", "if False:", "an arrow without a direction"),
    ),
    *made_in(
        "scenes/stage/plane/polar.py",
        (FIELDS,),
        ("-lengths, lengths < 0", "lengths, lengths < 0", "what is negative is drawn as positive"),
        (
            "r * np.cos(turn), r * np.sin(turn)",
            "r * np.sin(turn), r * np.cos(turn)",
            "a mirrored rose",
        ),
    ),
    *made_in(
        "scenes/gradient.py",
        (GRADIENT,),
        ("3 {{ y : w1 }}^2 = {{ 27", "3 {{ y : w1 }} = {{ 27", "a wrong partial slope"),
        (
            "|{{ nabla f : gradient }}| = 27.29",
            "|{{ nabla f : gradient }}| = 27.92",
            "another length",
        ),
        ("np.degrees(angle - STEEPEST)", "np.degrees(STEEPEST - angle)", "θ has the other sign"),
        ("dot u", "times u", "no dot product"),
    ),
    *made_in(
        "mlcore/objectives/network.py",
        ("tests/mlcore/objectives/test_network.py",),
        ("rows = [2 * (", "rows = [(", "half of a loss's slopes"),
        ("rows[0] * after * (1 - after)", "rows[0] * after", "a sigmoid has another slope"),
        ("along_sums @ matrix)", "along_sums @ np.swapaxes(matrix, -1, -2))", "a row goes on"),
        ("- m : start]", ": start + m]", "a layer has the biases of another"),
    ),
    *made_in(
        "scenes/stage/plane/bending.py",
        ("tests/stage/plane/test_sheet.py",),
        ("maps[stage - 1]", "maps[stage]", "the second bending sets out from elsewhere"),
        ("(1 - rest) * before", "before", "a point is not on its straight way"),
    ),
    *made_in(
        "scenes/stage/plane/sheet.py",
        ("tests/stage/plane/test_sheet.py",),
        ("slopes(middles)) < 0", "slopes(middles)) > 0", "the sheet's front and back are taken"),
        ("return self.plot.at(now[..., 0], now[..., 1])", "return self.plot.at(*points.T)", "flat"),
    ),
    *made_in(
        "scenes/stage/plane/on_a_sheet.py",
        ("tests/stage/plane/test_sheet.py",),
        ("slopes(start)[:, self.axis]", "slopes(start)[self.axis]", "arrows are rows"),
        ("np.clip(along, *self.edges[1 - self.axis])", "along", "lines leave the sheet"),
        (
            "window.part(window.at(outline[:, 0], outline[:, 1]))",
            "window.at(*outline.T)",
            "a square leaves the lens",
        ),
        ("< self.within", "< np.inf", "what is far away on the sheet is looked at"),
        ("k % every != 0) == self.coming", "k % every == 0) == self.coming", "new lines are old"),
    ),
    *made_in(
        "scenes/stage/plane/plane.py",
        ("tests/stage/plane/test_sheet.py",),
        ("[:, 0]).min())", "[:, 0]).max())", "the box is not seen whole"),
    ),
    *made_in(
        "scenes/stage/plane/sheet_lens.py",
        ("tests/stage/plane/test_sheet.py",),
        ("determinant < 0 else", "determinant > 0 else", "the other side is seen"),
        ("legs.arrow = arrow", "pass", "legs follow another arrow"),
    ),
    *made_in(
        "scenes/stage/look/matrices.py",
        ("tests/stage/look/test_matrices.py",),
        ("value()[i, k]", "value()[k, i]", "a matrix is turned over"),
    ),
    *made_in(
        "scenes/jacobian.py",
        ("tests/films/test_jacobian.py",),
        ("((2 * y, 2 * x), (2 * x * y, x**2))", "((2 * y, 2 * x), (2 * x, x**2))", "a slope"),
        ('"{{ 2 x y : w0-b }}"', '"{{ 2 y : w0-b }}"', "a wrong rule"),
        ("det J = - 2 x^2 y", "det J = 2 x^2 y", "a determinant without its minus"),
        ("point = each(point)", "pass", "the second matrix is taken where the first is"),
        ("layer.jacobian(self.after_layers(k - 1))", "layer.jacobian(EAR)", "slopes elsewhere"),
        (
            "(RUN.at(self.head.iteration).w)[count]",
            "(RUN.at(0).w)[count]",
            "a row that never learns",
        ),
    ),
    *made_in(
        "scenes/stage/plane/shearing.py",
        ("tests/stage/plane/test_shearing.py",),
        ("other[0] / one[0] * one", "other[0] * one", "a parallelogram is slid beyond upright"),
        ("float(np.arctan2(cross, dot))", "abs(np.arctan2(cross, dot))", "nothing is turned over"),
        ("one[1] / upright[1] * upright", "one[1] * other", "in the end it is not level"),
    ),
)


MISTAKES: tuple[Mistake, ...] = (*IN_MLCORE, *IN_THE_COURSE, *IN_THE_STAGE, *IN_KEYS, *IN_FILMS)
"""All mistakes, quick ones first."""
