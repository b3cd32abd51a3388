#!/usr/bin/env python3
"""tutorial.py CONCORDAT PAGE...: follows tutorials as a reader would, and compares what comes out.

A tutorial is a page of Markdown. Two kinds of fenced blocks count, everything else is prose:

    ```console            lines that begin with "$ " are typed (a line that ends with a backslash
    $ concordat ...       goes on in the next); the lines below are what must come out. A line "…"
    what comes out        stands for any number of lines, "…" inside a line for any characters.
    ```

    ```csv recalls.csv    a file of that name is written into the folder of the tutorial before
    a,b                   the next command is typed
    ```

Each page runs in a shell and an empty folder of its own, with `concordat` and the examples at hand,
and, where it types `./dev`, with one that stands for the tree's own: it runs the program as it was
built, on the demonstration that `./dev up` would have founded.
Exit status 1 when a page does not hold; the place, what was expected and what came are printed.
"""

import os
import pathlib
import queue
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading

# A command that answers nothing for so long is stuck; the slowest founds a registry.
LONGEST_COMMAND_S = 120
# Marks that keep identifiers apart from text of the other direction; no page can show them.
DEV = """#!/bin/sh
[ "$1" = run ] || exit 64
shift
[ -e var/registry.sqlite ] || {
  mkdir -p var && concordat init --store sqlite:var/registry.sqlite --demo >/dev/null
}
exec concordat "$@"
"""
UNSEEN = dict.fromkeys(map(ord, "\u2068\u2069"))
FENCE = re.compile(r"^```(\w+)?(?:\s+(\S+))?\s*$")


class Step:
    """A command with what it must print, or a file to write."""

    def __init__(self, line, command=None, file=None):
        self.line = line
        self.command = command
        self.file = file
        self.text = []


def steps_in(text):
    steps = []
    language, name, opened = None, None, 0
    for number, line in enumerate(text.split("\n"), 1):
        fence = FENCE.match(line)
        if fence and language is None:
            language, name, opened = fence.group(1) or "text", fence.group(2), number
            if name:
                steps.append(Step(number, file=name))
            continue
        if line.startswith("```"):
            language, name = None, None
            continue
        if language is None:
            continue
        if name:
            steps[-1].text.append(line)
        elif language == "console":
            if steps and steps[-1].command and steps[-1].command.endswith("\\"):
                steps[-1].command = steps[-1].command[:-1] + line.strip()
            elif line.startswith("$ "):
                steps.append(Step(number, command=line[2:]))
            elif steps and steps[-1].line > opened:
                steps[-1].text.append(line)
            else:
                raise SystemExit(f"line {number}: a console block begins with a command")
    return steps


def line_fits(pattern, line):
    parts = [re.escape(part) for part in pattern.split("…")]
    return re.fullmatch(".*".join(parts), line) is not None


def fits(expected, came):
    """Whether the lines came as expected, where a line "…" stands for any number of lines."""
    if not expected:
        return not came
    if expected[0].strip() == "…":
        return any(fits(expected[1:], came[at:]) for at in range(len(came) + 1))
    return bool(came) and line_fits(expected[0].rstrip(), came[0].rstrip()) and fits(
        expected[1:], came[1:])


class Shell:
    """One bash, to which commands are typed; standard error comes with standard output."""

    MARK = "--end-of-command--"

    def __init__(self, folder, environment):
        self.process = subprocess.Popen(
            ["bash", "--noprofile", "--norc"], cwd=folder, env=environment, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
            start_new_session=True)
        self.lines = queue.Queue()
        self.listener = threading.Thread(target=self.listen, daemon=True)
        self.listener.start()

    def listen(self):
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))
        self.lines.put(None)

    def run(self, command):
        self.process.stdin.write(f"{command}\nprintf '\\n{self.MARK}\\n'\n")
        self.process.stdin.flush()
        came = []
        while True:
            try:
                line = self.lines.get(timeout=LONGEST_COMMAND_S)
            except queue.Empty:
                return came + [f"(nothing more within {LONGEST_COMMAND_S} seconds)"]
            if line is None:
                return came + ["(the shell ended)"]
            if line == self.MARK:
                break
            came.append(line.translate(UNSEEN))
        # What a command prints ends with a line feed or with none: the mark brings its own.
        if came and came[-1] == "":
            came.pop()
        return came

    def end(self):
        """Everything the page left running ends with it."""
        try:
            os.killpg(self.process.pid, signal.SIGTERM)
        except ProcessLookupError:
            pass
        self.process.wait(timeout=LONGEST_COMMAND_S)
        self.process.stdin.close()
        self.listener.join()
        self.process.stdout.close()


def follow(page, program):
    """Faults of one page, as text."""
    root = pathlib.Path.cwd()
    folder = tempfile.mkdtemp(prefix="concordat-tutorial-")
    tools = pathlib.Path(folder, ".bin")
    tools.mkdir()
    (tools / "concordat").symlink_to(pathlib.Path(program).resolve())
    environment = dict(os.environ, LC_ALL="C.UTF-8", TZ="UTC", CONCORDAT_SHARE=str(root),
                       PATH=f"{tools}:{os.environ['PATH']}")
    steps = steps_in(pathlib.Path(page).read_text(encoding="utf-8"))
    if any(step.command and "./dev " in step.command for step in steps):
        stand_in = pathlib.Path(folder, "dev")
        stand_in.write_text(DEV, encoding="utf-8")
        stand_in.chmod(0o755)
    shell = Shell(folder, environment)
    faults = []
    try:
        for step in steps:
            if step.file:
                pathlib.Path(folder, step.file).write_text("\n".join(step.text) + "\n",
                                                           encoding="utf-8")
                continue
            came = shell.run(step.command)
            if fits(step.text, came):
                continue
            faults.append("\n".join([f"{page}:{step.line}: $ {step.command}", "  expected:",
                                     *("    " + line for line in step.text), "  came:",
                                     *("    " + line for line in came)]))
            break  # what follows builds on it
    finally:
        shell.end()
        shutil.rmtree(folder, ignore_errors=True)
    return faults


def main(arguments):
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 64
    faults = [fault for page in arguments[1:] for fault in follow(page, arguments[0])]
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
