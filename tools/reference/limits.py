"""The limits of the code: constants with a reason beside them, as a page of docs/reference."""

import pathlib
import re

FOLDERS = ("core", "registry", "adapters", "api", "server", "importers", "cli")
DECLARED = re.compile(
    r"^(?:inline )?(?:static )?constexpr [\w:<>]+ "
    r"(k(?:Max|Most|Longest|Least|Shortest|Largest|Deepest)\w*)"
    r"(?: = |\{)(.+?)\}?;(?:\s*//\s*(.+))?$")


def is_source(path):
    name = path.name
    return (path.suffix in (".hpp", ".cpp") and "_test." not in name and "_fuzz." not in name
            and "for_test" not in name and "testing" not in path.parts
            and "fixture" not in path.parts and "conformance" not in path.parts)


def limits_in(text):
    """(name, value, reason) of each constant at the file's own level."""
    found = []
    comment, shared = [], ""
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped.startswith("//"):
            comment.append(stripped.lstrip("/").strip())
            continue
        match = DECLARED.match(line)
        if match:
            name, value, beside = match.groups()
            # Constants that follow each other without a word between them share their reason.
            shared = " ".join(comment) or beside or shared
            found.append((name, value.strip(), " ".join(comment) or beside or shared))
        else:
            shared = ""
        comment = []
    return found


def page(root):
    root = pathlib.Path(root)
    lines = [
        "# Limits", "",
        "Generated from the code (`./dev reference`); do not edit. Values are as the code writes",
        "them; units stand at the end of a name.",
    ]
    for folder in FOLDERS:
        rows = []
        for path in sorted((root / folder).rglob("*")):
            if not path.is_file() or not is_source(path.relative_to(root)):
                continue
            where = path.relative_to(root).as_posix()
            for name, value, reason in limits_in(path.read_text(encoding="utf-8")):
                cells = [f"`{name}`", f"`{value}`", reason.replace("|", "\\|"), f"`{where}`"]
                rows.append("| " + " | ".join(cells) + " |")
        if rows:
            lines += ["", f"## {folder}", "", "| constant | value | why | where |",
                      "| --- | --- | --- | --- |", *rows]
    return "\n".join(lines) + "\n"
