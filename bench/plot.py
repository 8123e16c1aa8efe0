"""A plot of a few lines over named places, as an SVG that can be read on white and on black."""

import math
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 720, 320
LEFT, RIGHT, TOP, BOTTOM = 56, 150, 40, 48
COLOURS = (("#0b61a4", "#6cb6ff"), ("#b3541e", "#f0a35e"), ("#2e7d32", "#7ccf80"), ("#7b3fa0", "#c79be8"))


@dataclass
class Plot:
    file: str
    title: str
    below: str  # what the places are
    places: list  # along the x axis, all as far apart
    lines: dict  # name → a number for each place, or None
    goal: float | None = None

    def svg(self):
        numbers = [number for line in self.lines.values() for number in line if number is not None] + [self.goal or 0]
        step = nice(max(numbers) / 5)
        top = step * math.ceil(max(numbers) / step + 0.01)
        wide, high = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

        def x(place):
            return LEFT + wide * (place + 0.5) / len(self.places)

        def y(number):
            return TOP + high * (1 - number / top)

        colours = "".join(f".c{n} {{ color: {light} }} " for n, (light, _) in enumerate(COLOURS))
        dark = "".join(f".c{n} {{ color: {dark} }} " for n, (_, dark) in enumerate(COLOURS))
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" font-size="12">',
            f"<title>{escape(self.title)}</title>",
            f"<style>text, .axis {{ fill: #333; stroke: none }} .grid {{ stroke: #8885 }} .goal {{ stroke: #c33; stroke-dasharray: 6 4 }} "
            f"polyline {{ fill: none; stroke: currentColor; stroke-width: 2 }} circle, .name {{ fill: currentColor }} {colours}",
            f"@media (prefers-color-scheme: dark) {{ text {{ fill: #ccc }} .goal {{ stroke: #f77 }} .name {{ fill: currentColor }} {dark}}}</style>",
            f'<text x="{LEFT}" y="20" font-size="14">{escape(self.title)}</text>',
        ]
        for number in range(round(top / step) + 1):
            at = y(number * step)
            parts.append(f'<line class="grid" x1="{LEFT}" x2="{LEFT + wide}" y1="{at:.1f}" y2="{at:.1f}"/>')
            parts.append(f'<text x="{LEFT - 6}" y="{at + 4:.1f}" text-anchor="end">{number * step:.10g}</text>')
        for place, name in enumerate(self.places):
            parts.append(f'<text x="{x(place):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle" font-size="11">{escape(str(name))}</text>')
        parts.append(f'<text x="{LEFT + wide / 2}" y="{HEIGHT - 8}" text-anchor="middle">{escape(self.below)}</text>')
        if self.goal is not None:
            parts.append(f'<line class="goal" x1="{LEFT}" x2="{LEFT + wide}" y1="{y(self.goal):.1f}" y2="{y(self.goal):.1f}"/>')
        names = sorted(((y(last(line)), name) for name, line in self.lines.items()), reverse=True)
        if self.goal is not None:
            names = sorted([*names, (y(self.goal), f"goal {self.goal:g}")], reverse=True)
        lowest, places = HEIGHT - BOTTOM, {}
        for at, name in names:  # names that would lie on each other make room upwards
            lowest = places[name] = min(at, lowest - 15)
        for number, (name, line) in enumerate(self.lines.items()):
            points = [(x(place), y(value)) for place, value in enumerate(line) if value is not None]
            parts.append(f'<g class="c{number % len(COLOURS)}"><polyline points="{" ".join(f"{a:.1f},{b:.1f}" for a, b in points)}"/>')
            parts += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3"/>' for a, b in points]
            parts.append(f'<text class="name" x="{LEFT + wide + 6}" y="{places[name] + 4:.1f}">{escape(name)}</text></g>')
        if self.goal is not None:
            parts.append(f'<text x="{LEFT + wide + 6}" y="{places[f"goal {self.goal:g}"] + 4:.1f}">goal {self.goal:g}</text>')
        return "\n".join([*parts, "</svg>", ""])


def last(line):
    return next(number for number in reversed(line) if number is not None)


def nice(number):
    """1, 2 or 5 times a power of ten, no less than that."""
    power = 10 ** math.floor(math.log10(number)) if number > 0 else 1
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= number)
