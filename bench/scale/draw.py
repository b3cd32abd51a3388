"""Draws the measurements of bench/scale: draw.py LINES SVG writes the picture and prints fitted
exponents; draw.py --named passes lines on with the size in the metric, for the table."""

import json
import math
import sys

PANELS = [
    ("determinations, one core", "determinations a second", "1/s"),
    ("determination, median", "latency, median", "us"),
    ("determination, 99th percentile", "latency, 99th percentile", "us"),
    ("memory a certificate", "bytes a certificate", "bytes"),
    ("folded, one core", "statements folded a second", "1/s"),
]
USUAL_MARKETS = 60
USUAL_CERTIFICATES = 1_000_000
WIDTH, HEIGHT, MARGIN = 300, 200, 46


def named(line):
    found = json.loads(line)
    size = f"{found['certificates']:,} certificates, {found['markets']} markets"
    found["metric"] = f"{found['metric']} ({size})"
    return json.dumps(found)


def points(measured, metric, along):
    """(size, value) with the other size at its usual."""
    other, usual = (("markets", USUAL_MARKETS) if along == "certificates"
                    else ("certificates", USUAL_CERTIFICATES))
    return sorted((line[along], line["value"]) for line in measured
                  if line["metric"] == metric and line[other] == usual and line["value"] > 0)


def exponent(found):
    """Least squares through the logarithms: value ~ size ** exponent."""
    if len({size for size, _ in found}) < 2:
        return None
    xs = [math.log(size) for size, _ in found]
    ys = [math.log(value) for _, value in found]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return (sum((a - x) * (b - y) for a, b in zip(xs, ys)) / sum((a - x) ** 2 for a in xs))


def short(number):
    for limit, letter in ((1e6, " M"), (1e3, " k")):
        if number >= limit:
            return f"{number / limit:.3g}{letter}"
    return f"{number:.3g}"


def panel(found, title, along, corner):
    left, top = corner
    lines = [f'<text x="{left + MARGIN}" y="{top + 16}" class="title">{title} by {along}</text>']
    xs = [math.log10(size) for size, _ in found]
    ys = [math.log10(value) for _, value in found]
    low, high = math.floor(min(ys)), max(math.floor(min(ys)) + 1, math.ceil(max(ys)))
    wide, tall = WIDTH - MARGIN - 20, HEIGHT - MARGIN - 30

    def place(x, y):
        across = (x - xs[0]) / (xs[-1] - xs[0] or 1)
        return (left + MARGIN + across * wide, top + 28 + (high - y) / (high - low) * tall)

    for decade in range(low, high + 1):
        _, y = place(xs[0], decade)
        lines.append(f'<path d="M{left + MARGIN} {y:.1f}h{wide}" class="grid"/>'
                     f'<text x="{left + MARGIN - 6}" y="{y + 4:.1f}" text-anchor="end">'
                     f"{short(10 ** decade)}</text>")
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(*at) for at in zip(xs, ys)))
    lines.append(f'<polyline points="{path}"/>')
    for (size, value), at in zip(found, zip(xs, ys)):
        x, y = place(*at)
        lines.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3"/>'
                     f'<text x="{x:.1f}" y="{y - 7:.1f}" text-anchor="middle">{short(value)}</text>'
                     f'<text x="{x:.1f}" y="{top + HEIGHT - 8}" text-anchor="middle">'
                     f"{short(size)}</text>")
    return lines


def main():
    if sys.argv[1] == "--named":
        for line in sys.stdin:
            print(named(line), flush=True)
        return
    with open(sys.argv[1], encoding="utf-8") as file:
        measured = [json.loads(line) for line in file]
    drawn, row = [], 0
    for metric, title, _ in PANELS:
        before = len(drawn)
        for column, along in enumerate(("certificates", "markets")):
            found = points(measured, metric, along)
            fitted = exponent(found)
            if fitted is None:
                continue
            drawn += panel(found, title, along, (column * WIDTH, row * HEIGHT))
            print(json.dumps({"bench": "scale", "metric": f"exponent of {metric} over {along}",
                              "value": round(fitted, 3), "unit": "", "ratio": None,
                              "against": ", ".join(short(size) for size, _ in found)}))
        row += len(drawn) > before
    style = ("text{font:11px sans-serif;fill:#333}.title{font-weight:bold}"
             ".grid{stroke:#ddd}polyline{fill:none;stroke:#1a5fb4}circle{fill:#1a5fb4}")
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        file.write(f'<svg xmlns="http://www.w3.org/2000/svg" width="{2 * WIDTH}" '
                   f'height="{row * HEIGHT}"><style>{style}</style>\n')
        file.write("\n".join(drawn) + "\n</svg>\n")


if __name__ == "__main__":
    main()
