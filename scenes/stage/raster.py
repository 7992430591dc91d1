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

__all__ = ["EMPTY", "fill_mesh", "paint_ball"]

Floats = npt.NDArray[np.float64]
Depths = npt.NDArray[np.float32]
Pixels = npt.NDArray[np.uint8]

EMPTY = np.float32(-1e30)
"""The depth of a pixel that nothing has covered."""

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
def _inverse(slope: float) -> float:
    return 1.0 / slope if abs(slope) > 1e-12 else 0.0


@njit(cache=True, nogil=True, inline="always")
def _clip_span(
    first: float, final: float, slope: float, value: float, inverse: float
) -> tuple[float, float]:
    """Narrow ``[first, final]`` to where ``value + slope * x`` is not negative."""
    if inverse > 0.0:
        return max(first, -value * inverse), final
    if inverse < 0.0:
        return first, min(final, -value * inverse)
    return (first, final) if value >= 0.0 else (1.0, 0.0)


@njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
def fill_mesh(
    pixels: Pixels,
    depth: Depths,
    corners: Floats,
    style: Floats,
    palette: Floats,
    opacity: float,
) -> None:
    """Blend a mesh over ``pixels`` where it is nearer than ``depth``.

    A translucent mesh that may overlap itself is filled twice: with ``opacity`` 0 for its depth
    alone, then with its own, when only its nearest layer is left to blend.

    Parameters
    ----------
    pixels, depth
        (height, width, 4) and (height, width); both are updated.
    corners
        (n, m, 8): x, y, depth, palette coordinate in [0, 1], shade, iso-line coordinate,
        and two grid coordinates. Lines run where the last three pass integers.
    style
        (3, 5): for the faces, the iso-lines and the grid lines: red, green, blue, opacity, and
        half the line width in pixels. The faces take their colour from ``palette``.
    palette
        (k, 3) colours, evenly spaced along the palette coordinate.
    opacity
        Of the whole mesh.
    """
    height, width = depth.shape
    rows, columns = corners.shape[0] - 1, corners.shape[1] - 1
    last = palette.shape[0] - 1.001
    face_opacity, iso_opacity, grid_opacity = style[0, 3], style[1, 3], style[2, 3]
    iso_red, iso_green, iso_blue = style[1, 0], style[1, 1], style[1, 2]
    grid_red, grid_green, grid_blue = style[2, 0], style[2, 1], style[2, 2]
    iso_reach, grid_reach = style[1, 4] + 0.5, style[2, 4] + 0.5
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
        bx_inverse, cx_inverse = _inverse(bx), _inverse(cx)
        rest_inverse = _inverse(-bx - cx)
        z_a, z_b, z_c = a[2], b[2] - a[2], c[2] - a[2]
        tone_a, tone_b, tone_c = a[3] * last, (b[3] - a[3]) * last, (c[3] - a[3]) * last
        shade_a, shade_b, shade_c = a[4], b[4] - a[4], c[4] - a[4]
        iso_a, iso_b, iso_c = a[5], b[5] - a[5], c[5] - a[5]
        u_a, u_b, u_c = a[6], b[6] - a[6], c[6] - a[6]
        v_a, v_b, v_c = a[7], b[7] - a[7], c[7] - a[7]
        iso_px = _pixels_per_unit(iso_b * bx + iso_c * cx, iso_b * by + iso_c * cy)
        u_px = _pixels_per_unit(u_b * bx + u_c * cx, u_b * by + u_c * cy)
        v_px = _pixels_per_unit(v_b * bx + v_c * cx, v_b * by + v_c * cy)
        for y in range(top, bottom + 1):
            dy = y + 0.5 - ay
            # the span of this row: where all three weights are positive
            first, final = low_x - ax - 0.5, high_x - ax + 0.5
            first, final = _clip_span(first, final, bx, by * dy + _SLACK, bx_inverse)
            first, final = _clip_span(first, final, cx, cy * dy + _SLACK, cx_inverse)
            remainder = 1.0 + _SLACK - (by + cy) * dy
            first, final = _clip_span(first, final, -bx - cx, remainder, rest_inverse)
            left = max(0, int(np.ceil(first + ax - 0.5)))
            right = min(width - 1, int(np.floor(final + ax - 0.5)))
            for x in range(left, right + 1):
                dx = x + 0.5 - ax
                wb = dx * bx + dy * by
                wc = dx * cx + dy * cy
                z = np.float32(z_a + wb * z_b + wc * z_c)
                if z < depth[y, x]:
                    continue
                depth[y, x] = z
                if opacity <= 0.0:
                    continue
                tone = min(max(tone_a + wb * tone_b + wc * tone_c, 0.0), last)
                k = int(tone)
                f = tone - k
                shade = shade_a + wb * shade_b + wc * shade_c
                red = (palette[k, 0] + (palette[k + 1, 0] - palette[k, 0]) * f) * shade
                green = (palette[k, 1] + (palette[k + 1, 1] - palette[k, 1]) * f) * shade
                blue = (palette[k, 2] + (palette[k + 1, 2] - palette[k, 2]) * f) * shade
                alpha = face_opacity
                if grid_opacity > 0.0:
                    cover = grid_opacity * max(
                        _line_cover(u_a + wb * u_b + wc * u_c, grid_reach, u_px),
                        _line_cover(v_a + wb * v_b + wc * v_c, grid_reach, v_px),
                    )
                    if cover > 0.0:
                        alpha = cover + alpha * (1.0 - cover)
                        t = cover / alpha
                        red += (grid_red - red) * t
                        green += (grid_green - green) * t
                        blue += (grid_blue - blue) * t
                if iso_opacity > 0.0:
                    cover = iso_opacity * _line_cover(
                        iso_a + wb * iso_b + wc * iso_c, iso_reach, iso_px
                    )
                    if cover > 0.0:
                        alpha = cover + alpha * (1.0 - cover)
                        t = cover / alpha
                        red += (iso_red - red) * t
                        green += (iso_green - green) * t
                        blue += (iso_blue - blue) * t
                alpha *= opacity
                light = alpha * 255.0
                red, green, blue = (
                    min(red, 1.0) * light,
                    min(green, 1.0) * light,
                    min(blue, 1.0) * light,
                )
                if alpha < 1.0:
                    rest = 1.0 - alpha
                    red += rest * pixels[y, x, 0]
                    green += rest * pixels[y, x, 1]
                    blue += rest * pixels[y, x, 2]
                    light += rest * pixels[y, x, 3]
                pixels[y, x, 0] = np.uint8(red + 0.5)
                pixels[y, x, 1] = np.uint8(green + 0.5)
                pixels[y, x, 2] = np.uint8(blue + 0.5)
                pixels[y, x, 3] = np.uint8(light + 0.5)


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
            lambert = max(0.0, dx * light[0] + dy * light[1] + dz * light[2])
            gloss = max(0.0, dx * light[0] + dy * light[1] + dz * (light[2] + 1.0)) / halfway
            shade = 0.4 + 0.7 * lambert
            rest = 1.0 - cover
            for k in range(3):
                colour = stripes[0, k] * (1.0 - mix) + stripes[1, k] * mix
                value = min(1.0, colour * shade + 0.45 * gloss**40) * 255.0
                pixels[y, x, k] = int(cover * value + rest * pixels[y, x, k] + 0.5)
            pixels[y, x, 3] = int(cover * 255.0 + rest * pixels[y, x, 3] + 0.5)
