"""The rules. Each takes a Tree and yields Findings whose text says what to do."""

import json
import os
import re
import unicodedata

import house


class Finding:
    def __init__(self, path, line, rule, text):
        self.path, self.line, self.rule, self.text = path, line, rule, text

    def __str__(self):
        return f"{self.path}:{self.line}: [{self.rule}] {self.text}"


def is_test(path):
    return bool(re.search(r"(_test|_fuzz|_bench)\.cpp$|_for_tests?\.(hpp|cpp)$", path)
                or re.search(r"(^|/)(testing|fixture|conformance)/|^(fault|scenarios|sim)/", path))


def _lines(text):
    return enumerate(text.split("\n"), 1)


def _includes(file):
    for number, line in _lines(file.text):
        found = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
        if found:
            yield number, found.group(1), found.group(2)


def arrows(tree):
    """Arrows point down only."""
    for file in tree.cpp():
        for number, kind, name in _includes(file):
            if kind == "<":
                continue
            if "/" not in name or name.startswith(".") or "/../" in name:
                yield Finding(file.path, number, "include-path",
                              f'include "{name}" by its path from the root')
            elif name not in tree.paths:
                yield Finding(file.path, number, "include-path",
                              f'"{name}" is not in the tree; include by the path from the root')
            else:
                why = house.refusal(file.folder, name.rsplit("/", 1)[0], is_test(file.path))
                if why:
                    yield Finding(file.path, number, "arrow", f'"{name}": {why}')


def libraries(tree):
    """Each foreign library has its doors."""
    for file in tree.cpp():
        for number, kind, name in _includes(file):
            if name == "regex" or name.startswith("nlohmann/"):
                yield Finding(file.path, number, "banned",
                              f"<{name}> is not used here; see STYLE.md for what is")
                continue
            door = next((key for key in house.LIBRARIES if name.startswith(key)), None)
            if kind == "<" and door and not _may_use(file.path, house.LIBRARIES[door]):
                yield Finding(file.path, number, "library",
                              f"<{name}> belongs behind {', '.join(house.LIBRARIES[door])}; "
                              "speak to the port in front of it")


def _may_use(path, folders):
    return (any(path.startswith(folder + "/") for folder in folders)
            or is_test(path) or path.startswith("tools/testing/"))


_CLOCKS = re.compile(r"(?<![\w.>])time\s*\(\s*(nullptr|NULL|0|&\w+)\s*\)|\bstd::clock\b")


def purity(tree):
    """The core: no clock, thread, file, socket, global state or exception."""
    for file in tree.cpp():
        if not file.path.startswith("core/") or is_test(file.path):
            continue
        seam = file.path in house.CORE_SEAM
        for number, kind, name in _includes(file):
            if kind == "<" and name not in house.CORE_HEADERS and not seam:
                yield Finding(file.path, number, "pure-core",
                              f"<{name}> is not among the headers a pure core needs "
                              "(CORE_HEADERS in tools/tidy/house.py); move this to an adapter")
        if seam:
            continue
        for number, line in _lines(file.code):
            for word, advice in house.CORE_WORDS.items():
                if re.search(rf"(?<![\w.>]){word}\b", line):
                    yield Finding(file.path, number, "pure-core", f"`{word}`: {advice}")
            if _CLOCKS.search(line):
                yield Finding(file.path, number, "pure-core",
                              "the core has no clock: take the instant as an argument")
        yield from _mutable_state(file)


def _mutable_state(file):
    for found in re.finditer(r"\bstatic\s+([^;={(]*)([;={(])", file.code):
        words = found.group(1)
        if found.group(2) != "(" and not re.search(r"\bconst(expr|init|eval)?\b", words):
            number = file.code.count("\n", 0, found.start()) + 1
            yield Finding(file.path, number, "pure-core",
                          "mutable static: make it constexpr or const, or pass it in")
    opening = (r"(__extension__|using|typedef|template|static_assert|friend|extern|class|struct|"
               r"enum|union|namespace|concept|\[\[)")
    for number, text in file.statements:
        plain = re.split(r"[={]", text)[0]
        if text and not re.match(opening, text) and "(" not in plain \
                and not re.search(r"\b(const|constexpr|constinit|consteval)\b", plain) \
                and re.match(r"(inline\s+|static\s+)*[\w:]+(<.*>)?[\s&*]+\w+", text):
            yield Finding(file.path, number, "pure-core",
                          "mutable state at namespace scope: make it constexpr, or pass it in")


def sizes(tree):
    """Files, functions, parameters and lines that a reader takes in at once."""
    for file in tree.sources():
        count = file.text.count("\n")
        if count > house.MAX_FILE_LINES and file.path not in house.LONG_TABLES:
            yield Finding(file.path, house.MAX_FILE_LINES + 1, "file-length",
                          f"{count} lines; at most {house.MAX_FILE_LINES}. Split it by what it "
                          "does, or list it under LONG_TABLES if it is a table of data")
        for function in file.functions:
            known = f"{file.path}:{function.name()}" in house.LONG_TABLES
            if function.lines > house.MAX_FUNCTION_LINES and not known:
                yield Finding(file.path, function.line, "function-length",
                              f"{function.name()} has {function.lines} lines; at most "
                              f"{house.MAX_FUNCTION_LINES}. Name its parts")
            most = (house.MAX_PARAMETERS if file.path.endswith(".hpp")
                    else house.MAX_OWN_PARAMETERS)
            if function.parameters() > most:
                yield Finding(file.path, function.line, "parameters",
                              f"{function.name()} takes {function.parameters()} parameters; at "
                              f"most {most}. Gather them in a struct")
    yield from _stale_exceptions(tree)


def _stale_exceptions(tree):
    for entry in house.LONG_TABLES if tree.root_is_house else ():
        path, _, name = entry.partition(":")
        file = tree.paths.get(path)
        if file and name:
            long = any(function.name() == name and function.lines > house.MAX_FUNCTION_LINES
                       for function in file.functions)
        else:
            long = file is not None and file.text.count("\n") > house.MAX_FILE_LINES
        if not long:
            yield Finding(path, 1, "stale-exception",
                          f"{entry} is not long; take it out of LONG_TABLES in tools/tidy/house.py")


def columns(tree):
    """Code within 100 columns, prose within 120; tables, links and worked bytes as they are."""
    for file in tree.sources() + tree.documents():
        fenced, limit = False, house.MAX_COLUMNS
        if file.path.startswith("docs/reference/"):
            continue  # generated
        for number, line in _lines(file.text):
            if file.path.endswith(".md"):
                limit = house.MAX_PROSE_COLUMNS
                fenced ^= line.lstrip().startswith("```")
                if fenced or line.lstrip().startswith("|") or "](" in line or "://" in line:
                    continue
            if len(line.encode()) > limit and width(line) > limit:
                yield Finding(file.path, number, "line-length",
                              f"{width(line)} columns; at most {limit}")


def width(line):
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in line)
    return len(line) + wide - sum(bool(unicodedata.combining(char)) for char in line)


def white(tree):
    """No tabs, no trailing blanks, one line break at the end."""
    for file in tree.texts():
        for number, line in _lines(file.text):
            if "\t" in line:
                yield Finding(file.path, number, "tab", "use spaces")
            if line != line.rstrip():
                yield Finding(file.path, number, "trailing-space", "delete it (./dev fmt does)")
        if file.text and not file.text.endswith("\n"):
            yield Finding(file.path, file.text.count("\n") + 1, "last-line",
                          "end with a line break")


# Assembled from pieces, so that this file does not hold what it looks for.
_MARKERS = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"])
                      + r")\b|\bnot " + r"implemented\b")
_PLACES = re.compile("|".join([r"(?<![\w:./])/" + "wo" + r"rk/\w",
                               r"(?<![\w:./])/" + "ro" + r"ot/\w",
                               r"/ho" + r"me/\w", r"/tmp/" + "build"]))
_HOSTS = re.compile("|".join([r"\bdeb" + r"\.debian\.", r"regis" + r"try\.(npmjs|yarnpkg)",
                              r"\bpy" + r"pi\.org", r"proxy\.go" + r"lang"]))


def markers(tree):
    """Nothing left for later, and nothing of one machine."""
    for file in tree.texts():
        for number, line in _lines(file.text):
            if _MARKERS.search(line):
                yield Finding(file.path, number, "left-over",
                              "finish it, or take it out and say so in the change")
            if _PLACES.search(line):
                yield Finding(file.path, number, "machine-path",
                              "a path of one machine; make it relative or an argument")
            if _HOSTS.search(line):
                yield Finding(file.path, number, "package-host",
                              "a package host; machines know their own sources")


def modules(tree):
    """Every module says what it promises and never does."""
    for path in sorted(tree.paths):
        folder, _, name = path.rpartition("/")
        if name != "CMakeLists.txt" or not folder:
            continue
        has_code = any(other.rpartition("/")[0] == folder and other.endswith((".cpp", ".hpp"))
                       for other in tree.paths)
        if has_code and folder + "/README.md" not in tree.paths:
            yield Finding(folder + "/README.md", 1, "readme",
                          "missing; half a page: what this folder promises, what it never does")
    for file in tree.cpp():
        if file.path.endswith(".hpp") and "#pragma once" not in file.text:
            yield Finding(file.path, 1, "pragma-once", "begin the header with #pragma once")


def names(tree):
    """The domain's words."""
    vague = r"(Manager|Helper|Helpers|Util|Utils|Data)"
    for file in tree.cpp():
        stem = file.path.rpartition("/")[2].split(".")[0]
        if re.search(r"(^|_)(manager|helper|helpers|util|utils|data|misc|common)$",
                     re.sub(r"_(test|fuzz)$", "", stem)):
            yield Finding(file.path, 1, "name", "name the file after what it holds")
        for number, line in _lines(file.code):
            found = re.search(rf"\b(?:class|struct|enum class|enum|using)\s+(\w*{vague})\b", line)
            if found:
                yield Finding(file.path, number, "name",
                              f"{found.group(1)}: name the thing by the domain's word")


def tests_that_run(tree):
    """Tests that may not run, or cannot fail, say nothing."""
    skips = r"doctest::" + r"skip|\b(CHECK|REQUIRE)\(" + r"true\)"
    for file in tree.cpp():
        for number, line in _lines(file.code):
            if re.search(skips, line):
                yield Finding(file.path, number, "empty-test", "let the test run, or delete it")


def json_files(tree):
    """JSON that parses, with no name twice."""
    def unique(pairs):
        keys = [key for key, _ in pairs]
        twice = {key for key in keys if keys.count(key) > 1}
        if twice:
            raise ValueError(f"repeated name {sorted(twice)[0]!r}")
        return dict(pairs)
    for file in tree.data():
        if file.path.endswith(".json") and not file.path.startswith("spec/corpus/"):
            try:
                json.loads(file.text, object_pairs_hook=unique)
            except ValueError as error:
                yield Finding(file.path, getattr(error, "lineno", 1), "json", str(error))


def dead_files(tree):
    """Every source is built, every header included, every link leads somewhere."""
    included = {name for file in tree.cpp() for _, _, name in _includes(file)}
    for file in tree.cpp():
        if file.path.endswith(".hpp"):
            if file.path not in included:
                yield Finding(file.path, 1, "dead-file", "nobody includes this header; delete it")
        elif not _is_built(tree, file):
            yield Finding(file.path, 1, "dead-file",
                          "no CMakeLists.txt takes this file; add its folder, or delete it")
    for file in tree.documents():
        for number, line in _lines(file.text):
            for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", line):
                if "://" in target or target.startswith("mailto:"):
                    continue
                path = os.path.normpath(os.path.join(file.folder, target))
                if not os.path.exists(os.path.join(tree.root, path)):
                    yield Finding(file.path, number, "dead-link", f"{target} does not exist")


def _is_built(tree, file):
    if any(path.startswith("cmake/") and file.path in lists.text
           for path, lists in tree.paths.items()):
        return True
    folder, name = file.folder, file.path.rpartition("/")[2]
    while True:
        lists = tree.paths.get((folder + "/" if folder else "") + "CMakeLists.txt")
        if lists is not None:
            relative = os.path.relpath(file.path, folder or ".")
            globbed = "concordat_module(" in lists.text and folder == file.folder \
                and not name.endswith("_bench.cpp")
            if globbed or re.search(rf"(^|[\s(/}}]){re.escape(relative)}\b", lists.text):
                return _is_added(tree, folder)
        if not folder:
            bench = tree.paths.get("bench/CMakeLists.txt")
            return name.endswith("_bench.cpp") and bench is not None and file.path in bench.text
        folder = folder.rpartition("/")[0]


def _is_added(tree, folder):
    while folder:
        parent = folder.rpartition("/")[0]
        name = folder
        while True:
            lists = tree.paths.get((parent + "/" if parent else "") + "CMakeLists.txt")
            if lists is not None:
                name = os.path.relpath(folder, parent or ".")
                break
            if not parent:
                return False
            parent = parent.rpartition("/")[0]
        if not re.search(rf"(?<![\w/]){re.escape(name)}(?![\w/])", lists.text):
            return False
        folder = parent
    return True


ALL = [arrows, libraries, purity, sizes, columns, white, markers, modules, names, tests_that_run,
       json_files, dead_files]
