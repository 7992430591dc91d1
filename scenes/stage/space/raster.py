"""Pixels of a 3-D panel: a depth-buffered painter for grid meshes and striped balls.

A mesh of n x m corners is filled triangle by triangle, with a depth buffer, so that whatever
lies nearest the viewer wins, pixel by pixel. Iso-lines and grid lines are drawn in the same
pass: where an attribute passes an integer, the pixel takes the line's colour by its distance
in pixels. That makes them smooth, hidden where the surface hides them, and free of geometry.

Depth grows towards the viewer. Coordinates are pixels, colours floats in [0, 1]; the pixels
painted on are 8-bit RGBA, premultiplied, as cairo keeps them. The loops are compiled by numba.
"""

from math import sqrt

import numpy as np
import numpy.typing as npt
from numba import njit

__all__ = ["fill_mesh", "paint_ball"]

Floats = npt.NDArray[np.float64]
Depths = npt.NDArray[np.float32]
Pixels = npt.NDArray[np.uint8]
Slopes = tuple[float, float]

_SLACK = 1e-4  # neighbouring triangles overlap by this, so that no pixel falls between them


@njit(cache=True, nogil=True, inline="always")
def _line_cover(value: float, reach: float, per_pixel: float) -> float:
    """Cover of a line where ``value`` is whole: ``reach - per_pixel * distance``, in [0, 1]."""
    nearest: float = np.floor(value + 0.5)
    return min(1.0, max(0.0, reach - per_pixel * abs(value - nearest)))


@njit(cache=True, nogil=True, inline="always")
def _pixels_per_unit(along_x: float, along_y: float) -> float:
    """Pixels over which a coordinate grows by one, from its growth per pixel each way."""
    return 1.0 / (sqrt(along_x * along_x + along_y * along_y) + 1e-9)


@njit(cache=True, nogil=True, inline="always")
def _slopes(a: float, b: float, c: float, across: Slopes, down: Slopes) -> tuple[float, float]:
    """Growth per pixel to the right and downwards of what is ``a``, ``b`` and ``c`` at corners."""
    return (
        (b - a) * across[0] + (c - a) * across[1],
        (b - a) * down[0] + (c - a) * down[1],
    )


@njit(cache=True, nogil=True, inline="always")
def _crossed(a: float, b: float, c: float, reach: float) -> bool:
    """Tell whether a triangle comes within ``reach`` of a line, where the coordinate is whole."""
    met: bool = np.floor(max(a, b, c) + reach) >= min(a, b, c) - reach
    return met


@njit(cache=True, nogil=True, inline="always")
def _packed(red: float, green: float, blue: float) -> int:
    """An opaque pixel as one number, red in its lowest byte, from colours up to 255."""
    packed = np.int32(red + 0.5) | np.int32(green + 0.5) << 8 | np.int32(blue + 0.5) << 16
    return np.uint32(packed | 0xFF000000)  # type: ignore[return-value]


@njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
def fill_mesh(pixels: Pixels, depth: Depths, corners: Floats, look: Floats, opacity: float) -> None:
    """Blend a mesh over ``pixels`` where it is nearer than ``depth``.

    A translucent mesh that may overlap itself is filled twice: with ``opacity`` 0 for its depth
    alone, then with its own, when only its nearest layer is left to blend.

    Parameters
    ----------
    pixels, depth
        (height, width, 4) and (height, width); both are updated.
    corners
        (n, m, 9): x, y, depth; red, green, blue in [0, 1]; the iso-line coordinate and two grid
        coordinates. Lines run where the last three pass integers.
    look
        (8,): the lines' red, green and blue; the faces' opacity; the iso-lines' opacity and half
        their width in pixels; the same of the grid lines.
    opacity
        Of the whole mesh.
    """
    height, width = depth.shape
    depths, whole = depth.reshape(-1), pixels.reshape(-1).view(np.uint32)
    rows, columns = corners.shape[0] - 1, corners.shape[1] - 1
    line_red, line_green, line_blue, face_opacity = look[0], look[1], look[2], look[3]
    iso_opacity, iso_reach = look[4], look[5] + 0.5
    grid_opacity, grid_reach = look[6], look[7] + 0.5
    for cell in range(rows * columns * 2):
        half = cell & 1
        i = (cell >> 1) // columns
        j = (cell >> 1) % columns
        a = corners[i, j + 1] if half else corners[i, j]
        b = corners[i + 1, j + 1] if half else corners[i + 1, j]
        c = corners[i + 1, j] if half else corners[i, j + 1]
        ax, ay = a[0], a[1]
        abx, aby = b[0] - ax, b[1] - ay
        acx, acy = c[0] - ax, c[1] - ay
        area = abx * acy - acx * aby
        if area == 0.0:
            continue
        top = max(0, int(np.ceil(min(ay, b[1], c[1]) - 0.5)))
        bottom = min(height - 1, int(np.floor(max(ay, b[1], c[1]) - 0.5)))
        low_x, high_x = min(ax, b[0], c[0]), max(ax, b[0], c[0])
        if top > bottom or high_x < 0.0 or low_x > width:
            continue
        # the barycentric weights of b and c change by these per pixel
        bx, by = acy / area, -acx / area
        cx, cy = -aby / area, abx / area
        across, down = (bx, cx), (by, cy)
        # a weight that grows to the right is positive right of x = start + shift * dy, one that
        # falls is so left of it; a triangle has at most two edges to either side
        left_start = other_left_start = low_x - 1.0
        right_start = other_right_start = high_x + 1.0
        left_shift = other_left_shift = right_shift = other_right_shift = 0.0
        for weight_x, weight_y, weight in (
            (bx, by, _SLACK),
            (cx, cy, _SLACK),
            (-bx - cx, -by - cy, 1.0 + _SLACK),
        ):
            if weight_x > 1e-12:
                other_left_start, other_left_shift = left_start, left_shift
                left_start, left_shift = ax - weight / weight_x, -weight_y / weight_x
            elif weight_x < -1e-12:
                other_right_start, other_right_shift = right_start, right_shift
                right_start, right_shift = ax - weight / weight_x, -weight_y / weight_x
        z_x, z_y = _slopes(a[2], b[2], c[2], across, down)
        red_x, red_y = _slopes(a[3], b[3], c[3], across, down)
        green_x, green_y = _slopes(a[4], b[4], c[4], across, down)
        blue_x, blue_y = _slopes(a[5], b[5], c[5], across, down)
        iso_x, iso_y = _slopes(a[6], b[6], c[6], across, down)
        u_x, u_y = _slopes(a[7], b[7], c[7], across, down)
        v_x, v_y = _slopes(a[8], b[8], c[8], across, down)
        iso_px = _pixels_per_unit(iso_x, iso_y)
        u_px, v_px = _pixels_per_unit(u_x, u_y), _pixels_per_unit(v_x, v_y)
        has_iso = iso_opacity > 0.0 and _crossed(a[6], b[6], c[6], iso_reach / iso_px)
        has_u = grid_opacity > 0.0 and _crossed(a[7], b[7], c[7], grid_reach / u_px)
        has_v = grid_opacity > 0.0 and _crossed(a[8], b[8], c[8], grid_reach / v_px)
        for y in range(top, bottom + 1):
            dy = y + 0.5 - ay
            first = max(left_start + left_shift * dy, other_left_start + other_left_shift * dy)
            final = min(right_start + right_shift * dy, other_right_start + other_right_shift * dy)
            left = max(0, int(np.ceil(max(first, low_x - 0.5) - 0.5)))
            right = min(width - 1, int(np.floor(min(final, high_x + 0.5) - 0.5)))
            across_x = left + 0.5 - ax
            red_row = a[3] + across_x * red_x + dy * red_y
            green_row = a[4] + across_x * green_x + dy * green_y
            blue_row = a[5] + across_x * blue_x + dy * blue_y
            for step in range(right - left + 1):
                place = np.uintp(y * width + left + step)
                dx = across_x + step
                z = np.float32(a[2] + dx * z_x + dy * z_y)
                if z < depths[place]:
                    continue
                depths[place] = z
                if opacity <= 0.0:
                    continue
                red = red_row + step * red_x
                green = green_row + step * green_x
                blue = blue_row + step * blue_x
                alpha = face_opacity
                if has_u or has_v:
                    cover = 0.0
                    if has_u:
                        cover = _line_cover(a[7] + dx * u_x + dy * u_y, grid_reach, u_px)
                    if has_v:
                        v = a[8] + dx * v_x + dy * v_y
                        cover = max(cover, _line_cover(v, grid_reach, v_px))
                    cover *= grid_opacity
                    if cover > 0.0:
                        alpha = cover + alpha * (1.0 - cover)
                        t = cover / alpha
                        red += (line_red - red) * t
                        green += (line_green - green) * t
                        blue += (line_blue - blue) * t
                if has_iso:
                    cover = iso_opacity * _line_cover(
                        a[6] + dx * iso_x + dy * iso_y, iso_reach, iso_px
                    )
                    if cover > 0.0:
                        alpha = cover + alpha * (1.0 - cover)
                        t = cover / alpha
                        red += (line_red - red) * t
                        green += (line_green - green) * t
                        blue += (line_blue - blue) * t
                alpha *= opacity
                if alpha >= 1.0:
                    whole[place] = _packed(255.0 * red, 255.0 * green, 255.0 * blue)
                    continue
                light, rest = alpha * 255.0, 1.0 - alpha
                x = left + step
                pixels[y, x, 0] = np.uint8(red * light + rest * pixels[y, x, 0] + 0.5)
                pixels[y, x, 1] = np.uint8(green * light + rest * pixels[y, x, 1] + 0.5)
                pixels[y, x, 2] = np.uint8(blue * light + rest * pixels[y, x, 2] + 0.5)
                pixels[y, x, 3] = np.uint8(light + rest * pixels[y, x, 3] + 0.5)


@njit(cache=True, nogil=True)
def paint_ball(
    pixels: Pixels,
    depth: Depths,
    ball: Floats,
    to_body: Floats,
    light: Floats,
    stripes: Floats,
    opacity: float,
) -> None:
    """Blend a shaded, striped ball over ``pixels``, behind nearer depths.

    Parameters
    ----------
    pixels, depth
        (height, width, 4), which is updated, and (height, width).
    ball
        (5,): centre x, centre y, depth of the centre, radius in pixels, radius in depth units.
    to_body
        (3, 3): turns a view direction (right, up, towards the viewer) into the ball's own frame.
    light
        (3,): unit vector towards the light, in view directions.
    stripes
        (2, 3): the two colours that alternate by longitude.
    opacity
        Of the whole ball.
    """
    height, width = depth.shape
    cx, cy, cz, radius, depth_radius = ball[0], ball[1], ball[2], ball[3], ball[4]
    halfway = np.sqrt(light[0] ** 2 + light[1] ** 2 + (light[2] + 1.0) ** 2)
    for y in range(max(0, int(cy - radius - 1)), min(height, int(cy + radius + 2))):
        for x in range(max(0, int(cx - radius - 1)), min(width, int(cx + radius + 2))):
            dx = (x + 0.5 - cx) / radius
            dy = -(y + 0.5 - cy) / radius
            distance = np.sqrt(dx * dx + dy * dy)
            cover = opacity * min(1.0, max(0.0, (1.0 - distance) * radius + 0.5))
            if distance > 0.999:
                dx, dy = dx * 0.999 / distance, dy * 0.999 / distance
            dz = np.sqrt(1.0 - dx * dx - dy * dy)
            # the edge against the surface is as soft as the outline: about a pixel
            nearer = (cz + dz * depth_radius - depth[y, x]) / depth_radius
            cover *= min(1.0, max(0.0, nearer * radius + 0.5))
            if cover <= 0.0:
                continue
            px = to_body[0, 0] * dx + to_body[0, 1] * dy + to_body[0, 2] * dz
            py = to_body[1, 0] * dx + to_body[1, 1] * dy + to_body[1, 2] * dz
            # eight stripes by longitude, their borders softened over about a pixel
            sharpness = max(1.0, radius * np.sqrt(px * px + py * py) * max(dz, 0.25) / 4.0)
            mix = 0.5 + 0.5 * sharpness * np.sin(4.0 * np.arctan2(py, px))
            mix = min(1.0, max(0.0, mix))
            # soft light from the lamp, a little from below, a glint, and an edge that catches light
            towards = dx * light[0] + dy * light[1] + dz * light[2]
            gloss = max(0.0, dx * light[0] + dy * light[1] + dz * (light[2] + 1.0)) / halfway
            shade = 0.62 + 0.42 * towards + 0.12 * max(0.0, -dy)
            shine = 0.6 * gloss**70 + 0.14 * gloss**10 + 0.16 * (1.0 - dz) ** 3
            rest = 1.0 - cover
            for k in range(3):
                colour = stripes[0, k] * (1.0 - mix) + stripes[1, k] * mix
                value = min(1.0, colour * max(0.2, shade) + shine) * 255.0
                pixels[y, x, k] = int(cover * value + rest * pixels[y, x, k] + 0.5)
            pixels[y, x, 3] = int(cover * 255.0 + rest * pixels[y, x, 3] + 0.5)
