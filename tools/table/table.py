"""Measurements as a table: reads objects {bench, metric, value, unit, against, ratio}, one a line,
from standard input; a line that is no such object is passed on as it is."""

import json
import sys

COLUMNS = ["bench", "metric", "value", "unit", "against", "ratio"]
NUMBERS = {"value", "ratio"}


def shown(name, value):
    if value is None:
        return ""
    if name not in NUMBERS or not isinstance(value, (int, float)):
        return str(value)
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def row_of(line):
    try:
        found = json.loads(line)
    except ValueError:
        return None
    if not isinstance(found, dict) or "metric" not in found:
        return None
    return [shown(name, found.get(name)) for name in COLUMNS]


def lines_of(rows):
    widths = [max(len(row[at]) for row in rows) for at in range(len(COLUMNS))]
    for row in rows:
        cells = [cell.rjust(width) if name in NUMBERS else cell.ljust(width)
                 for name, cell, width in zip(COLUMNS, row, widths)]
        yield "  ".join(cells).rstrip()


def main():
    rows = []
    for line in sys.stdin:
        row = row_of(line)
        if row is None:
            print(line, end="", flush=True)
        else:
            rows.append(row)
    if rows:
        print("\n".join(lines_of([COLUMNS] + rows)))


if __name__ == "__main__":
    main()
