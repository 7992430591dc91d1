"""Round tick values and how numbers are written, for any scale of data."""

import numpy as np
from numpy.typing import ArrayLike

__all__ = [
    "coarser",
    "decimals_for",
    "decimals_of",
    "digits_for",
    "format_number",
    "nice_range",
    "room",
    "round_step",
    "template",
    "ticks",
    "unit_name",
]


def _step(span: float, count: int) -> float:
    """Return a round step that cuts ``span`` in ``count`` at the most."""
    return round_step(span / max(count, 1), (1, 2, 2.5, 5))


def ticks(low: float, high: float, count: int = 5) -> list[float]:
    """Return about ``count`` round values within ``[low, high]``."""
    step = _step(high - low, count)
    first, last = np.ceil(low / step - 1e-6), np.floor(high / step + 1e-6)
    return [float(k * step) for k in np.arange(first, last + 1)]


def nice_range(low: float, high: float, count: int = 5) -> tuple[float, float]:
    """Widen ``[low, high]`` to multiples of a round step."""
    if high <= low:
        pad = abs(low) or 1.0
        low, high = low - pad / 2, high + pad / 2
    step = _step(high - low, count)
    return float(np.floor(low / step + 1e-9) * step), float(np.ceil(high / step - 1e-9) * step)


def round_step(least: float, leading: tuple[float, ...]) -> float:
    """Return the smallest step with such a leading number that is no less than ``least``.

    What is less by a millionth only is not: that is rounding.

    Examples
    --------
    >>> round_step(0.03, (1, 5)), round_step(0.03, (1, 2, 5)), round_step(20.0, (1, 2, 5))
    (0.05, 0.05, 20.0)
    """
    power = 10.0 ** np.floor(np.log10(least) + 1e-12)
    return float(next(m * power for m in (*leading, 10) if m * power >= least * 0.999999))


def coarser(step: float) -> int:
    """Return how many steps, of 1 and 5 times powers of ten, are one of the next size."""
    return 2 if round(step / 10.0 ** np.floor(np.log10(step) + 1e-9)) == 5 else 5


def room(apart: float, limits: tuple[float, float]) -> float:
    """Return how far something has come that has so much room: from 0 to 1 between the limits.

    So ticks that are so far apart fade in as a scale widens.
    """
    return float(np.interp(apart, limits, (0.0, 1.0)))


def decimals_of(value: float, step: float) -> int:
    """Return how many decimals a multiple of a step has.

    Examples
    --------
    >>> decimals_of(1.5, 0.5), decimals_of(2.0, 0.5), decimals_of(0.25, 0.05), decimals_of(40, 20)
    (1, 0, 2, 0)
    """
    most = max(0, -int(np.floor(np.log10(step) + 1e-9)))
    figures = f"{value:.{most}f}".rstrip("0") if most else ""
    return len(figures.partition(".")[2])


def decimals_for(size: float, digits: int = 3) -> int:
    """Return how many decimals show ``digits`` significant digits of a number of that size."""
    if not np.isfinite(size) or size == 0:
        return digits - 1
    return int(np.clip(digits - 1 - np.floor(np.log10(abs(size))), 0, 9))


def format_number(value: float, digits: int = 4) -> str:
    """Write a number in plain figures, or as a power of ten if it would be long; minus is U+2212.

    Examples
    --------
    >>> format_number(-0.5), format_number(12.0), format_number(1.5e7), format_number(2.5e-6)
    ('−0.5', '12', '1.5×10⁷', '2.5×10⁻⁶')
    """
    if value == 0:
        return "0"
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    power = int(exponent)
    if -4 <= power < 5:
        return _trimmed(f"{value:.{max(0, digits - 1 - power)}f}")
    return f"{_trimmed(mantissa)}×10{_raised(power)}"


def _trimmed(figures: str) -> str:
    """Leave out closing zeros after the point, and write the minus as one."""
    figures = figures.rstrip("0").rstrip(".") if "." in figures else figures
    return figures.replace("-", "−")


def _raised(exponent: int) -> str:
    return f"{exponent}".translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


def digits_for(value: float, resolution: float, least: int = 4) -> int:
    """Return how many significant digits tell a value to a resolution, 12 at most.

    Examples
    --------
    >>> digits_for(0.25, 0.05), digits_for(1e9, 50.0)
    (4, 9)
    """
    size = max(abs(value), resolution)
    return int(np.clip(np.ceil(np.log10(size / resolution)) + 1, least, 12))


def template(values: ArrayLike, digits: int = 4, sign: bool = True) -> str:
    """Return the widest text that any of ``values`` takes, such as `-00.00`.

    Examples
    --------
    >>> template([-2.4, 7.2]), template([0.02], sign=False), template([120.0, 4500.0])
    ('-0.000', '0.00000', '-0000')
    """
    size = float(np.max(np.abs(values)))
    decimals = decimals_for(size, digits)
    whole = f"{size:.{decimals}f}".partition(".")[0]
    fraction = "." + "0" * decimals if decimals else ""
    return ("-" if sign else "") + "0" * len(whole) + fraction


def unit_name(power_of_ten: float) -> str:
    """Write a power of ten as the unit of an axis.

    Examples
    --------
    >>> unit_name(1e5), unit_name(1e-7), unit_name(1e9)
    ('in 100,000s', 'in 10⁻⁷', 'in 10⁹')
    """
    exponent = round(float(np.log10(power_of_ten)))
    if 1 <= exponent <= 6:
        return f"in {10**exponent:,}s"
    return "in 10" + _raised(exponent)
