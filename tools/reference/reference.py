#!/usr/bin/env python3
"""reference.py [--check] BIN: writes the generated pages of docs/reference, or checks them.

BIN is the folder of the built programs. With --check nothing is written, and the exit status is 1
when a page is not what the code says. Runs from the root of the repository.
"""

import pathlib
import subprocess
import sys

import limits


def output_of(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True,
                          encoding="utf-8").stdout


def pages(programs, root):
    program = str(programs / "concordat_reference")
    return {
        "commands.md": output_of(str(programs / "concordat"), "--reference"),
        "access.md": output_of(program, "access", str(root)),
        "reason-codes.md": output_of(program, "reason-codes", str(root)),
        "metrics.md": output_of(program, "metrics", str(root)),
        "limits.md": limits.page(root),
    }


def main(arguments):
    check = "--check" in arguments
    rest = [argument for argument in arguments if argument != "--check"]
    if len(rest) != 1:
        print(__doc__, file=sys.stderr)
        return 64
    root = pathlib.Path(".")
    status = 0
    for name, content in pages(pathlib.Path(rest[0]), root).items():
        path = root / "docs" / "reference" / name
        if not check:
            path.write_text(content, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != content:
            print(f"{path} is not what the code says: run ./dev reference and commit it")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
