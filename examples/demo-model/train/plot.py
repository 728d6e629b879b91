"""Draws the loss curve as SVG: few lines, no library."""

from __future__ import annotations

import math
from html import escape

WIDTH, HEIGHT = 760, 420
LEFT, RIGHT, TOP, BOTTOM = 60, 190, 30, 50
COLOURS = ("#1b1b1b", "#d1495b", "#00798c", "#edae49", "#66a182", "#8d5a97", "#2e4057")


def loss_curve(curves: dict[str, list[tuple[float, float]]], title: str) -> str:
    """Curves of (step, loss) by name, the loss on a logarithmic scale."""
    points = [(x, max(y, 1e-4)) for curve in curves.values() for x, y in curve]
    if not points:
        points = [(0.0, 1.0), (1.0, 0.1)]
    last = max(x for x, _ in points)
    low = math.floor(math.log10(min(y for _, y in points)))
    high = math.ceil(math.log10(max(y for _, y in points)) + 1e-9)
    high = max(high, low + 1)

    def place(x: float, y: float) -> tuple[float, float]:
        across = LEFT + (WIDTH - LEFT - RIGHT) * x / max(last, 1)
        down = TOP + (HEIGHT - TOP - BOTTOM) * (high - math.log10(max(y, 10.0**low))) / (high - low)
        return across, down

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<text x="{LEFT}" y="18" font-size="14">{escape(title)}</text>',
    ]
    for power in range(low, high + 1):
        _, y = place(0, 10.0**power)
        out.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>')
        out.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g}</text>')
    for tick in _ticks(last):
        x, _ = place(tick, 1)
        out.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" stroke="#eee"/>')
        out.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{tick:g}</text>')
    out.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 12}" text-anchor="middle">step</text>')
    for i, (name, curve) in enumerate(curves.items()):
        colour = COLOURS[i % len(COLOURS)]
        line = " ".join("{:.1f},{:.1f}".format(*place(x, y)) for x, y in curve)
        out.append(f'<polyline fill="none" stroke="{colour}" stroke-width="1.5" points="{line}"/>')
        y = TOP + 14 + 18 * i
        out.append(f'<rect x="{WIDTH - RIGHT + 12}" y="{y - 9}" width="12" height="4" fill="{colour}"/>')
        out.append(f'<text x="{WIDTH - RIGHT + 30}" y="{y}">{escape(name)}</text>')
    return "\n".join([*out, "</svg>"]) + "\n"


def _ticks(last: float) -> list[float]:
    step = 10.0 ** math.floor(math.log10(max(last, 1)))
    step = next(s for s in (step / 5, step / 2, step, 2 * step) if last / s <= 8)
    return [i * step for i in range(int(last / step) + 1)]
