"""Round tick values and how numbers are written, for any scale of data."""

import numpy as np
from numpy.typing import ArrayLike

__all__ = [
    "decimals_for",
    "digits_for",
    "format_number",
    "nice_range",
    "template",
    "ticks",
    "unit_name",
]


def _step(span: float, count: int) -> float:
    """Return the smallest of 1, 2, 2.5, 5 times a power of ten that cuts ``span`` in ``count``."""
    rough = span / max(count, 1)
    power = 10.0 ** np.floor(np.log10(rough))
    return float(next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough * 0.999999))


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
