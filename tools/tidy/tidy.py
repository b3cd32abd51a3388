#!/usr/bin/env python3
"""Keeps the rules of STYLE.md that a machine can keep. Run by ctest as `tidy`.

    tools/tidy/tidy.py [--root FOLDER] [--rules] [FILE...]

Reads the tree as it lies on disk. With files, only findings in those are told. Exit status 1 with
findings.
"""

import argparse
import os
import sys

import rules
from source import blank_out, scan

SKIPPED = {"build", "dist", "node_modules", "var", ".git", ".cache", "__pycache__"}
CODE = (".cpp", ".hpp", ".py", ".css", ".cmake", ".sh", "CMakeLists.txt")
DATA = (".json", ".scenario", ".yaml", ".yml", ".csv", ".txt", ".dict")


class File:
    def __init__(self, path, text):
        self.path, self.text = path, text
        self.folder = path.rpartition("/")[0]
        is_cpp = path.endswith((".cpp", ".hpp"))
        self.code = blank_out(text) if is_cpp else ""
        self.functions, self.statements = scan(self.code) if is_cpp else ([], [])


class Tree:
    """All text files below a folder, without what is built or generated."""

    def __init__(self, root):
        self.root = root
        self.root_is_house = os.path.realpath(root) == os.path.realpath(
            os.path.join(os.path.dirname(__file__), "..", ".."))
        self.paths, self.unreadable = {}, []
        for folder, folders, names in os.walk(root):
            inside = os.path.relpath(folder, root)
            skipped = SKIPPED if inside == "." else {"__pycache__", "node_modules"}
            folders[:] = sorted(name for name in folders if name not in skipped)
            for name in sorted(names):
                self._add(os.path.normpath(os.path.join(inside, name)))

    def _add(self, path):
        if path.startswith("spec/corpus/") or not self._is_text(path):
            return
        try:
            with open(os.path.join(self.root, path), encoding="utf-8", newline="") as stream:
                self.paths[path] = File(path, stream.read())
        except (UnicodeDecodeError, FileNotFoundError):
            self.unreadable.append(path)

    @staticmethod
    def _is_text(path):
        name = path.rpartition("/")[2]
        return path.endswith(CODE + DATA + (".md",)) or "." not in name or path == ".ci/run"

    def _ending(self, endings):
        return [file for path, file in self.paths.items() if path.endswith(endings)]

    def cpp(self):
        return self._ending((".cpp", ".hpp"))

    def sources(self):
        return self._ending(CODE) + [self.paths[path] for path in ("dev", ".ci/run")
                                     if path in self.paths]

    def documents(self):
        return self._ending((".md",))

    def data(self):
        return [file for file in self._ending(DATA) if not file.path.endswith("CMakeLists.txt")]

    def texts(self):
        return list(self.paths.values())


def check(root):
    tree = Tree(root)
    findings = [rules.Finding(path, 1, "utf-8", "not UTF-8 text") for path in tree.unreadable]
    for rule in rules.ALL:
        findings.extend(rule(tree))
    findings.sort(key=lambda finding: (finding.path, finding.line, finding.rule))
    return findings


def main():
    parser = argparse.ArgumentParser(description="Keeps the rules of STYLE.md.")
    parser.add_argument("--root", default=os.path.join(os.path.dirname(__file__), "..", ".."))
    parser.add_argument("--rules", action="store_true", help="say what is checked")
    parser.add_argument("files", nargs="*", help="tell only of these")
    options = parser.parse_args()
    if options.rules:
        for rule in rules.ALL:
            print(f"{rule.__name__:16}{rule.__doc__.splitlines()[0]}")
        return 0
    findings = check(options.root)
    if options.files:
        wanted = {os.path.relpath(path, options.root) for path in options.files}
        findings = [finding for finding in findings if finding.path in wanted]
    for finding in findings:
        print(finding)
    print(f"tidy: {len(findings)} to mend" if findings else "tidy: the house is in order")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    sys.exit(main())
