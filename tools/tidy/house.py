"""The house as data: which folder may include which, which library has which door, which file may
be long and why. To change a rule, change the table here and say why in STYLE.md."""

# Inside core, from the bottom up: a folder may include only those before it.
CORE = ["base", "json", "time", "crypto", "merkle", "log", "credential", "disclosure",
        "statement", "facts", "admission", "access", "recognition", "untp", "testimony",
        "clearance", "procedure", "insight", "verify"]

# What may be included from outside core. A name ending in "/*" stands for every folder below it.
# `uses`: what every file of the module may include; `tests`: what its tests may include as well.
# Every module may include itself and, above the core, any folder of core.
MODULES = {
    "registry/ports": {},
    "registry/ports/conformance": {"uses": ["registry/ports"]},
    "registry": {"uses": ["registry/ports"],
                 # Accounts on the real file: what must happen once is the store's to hold.
                 "tests": ["registry/fixture", "adapters/memory", "adapters/keys",
                           "adapters/inflate", "adapters/private", "adapters/seal",
                           "adapters/text"]},
    "registry/fixture": {"uses": ["registry", "registry/ports", "adapters/keys",
                                  "adapters/memory", "adapters/text"]},
    "adapters/*": {"uses": ["registry/ports"], "tests": ["registry/ports/conformance"]},
    # The second file of the same engine: owners of connections are written once.
    "adapters/private": {"uses": ["registry/ports", "adapters/sqlite"],
                         "tests": ["registry/ports/conformance"]},
    "importers": {"uses": ["registry", "registry/ports", "importers/*"],
                  "tests": ["registry/fixture"]},
    "importers/*": {"uses": []},
    "importers/filing": {"uses": ["importers/csv"]},
    "importers/at_scale": {"uses": ["importers", "importers/csv", "registry", "registry/ports",
                                    "registry/fixture", "adapters/*"]},
    "api": {"uses": ["registry", "registry/ports"],
            "tests": ["registry/fixture", "adapters/memory", "adapters/keys", "adapters/inflate",
                      "adapters/text"]},
    "server": {"uses": ["api", "registry", "registry/ports", "adapters/*"],
               "tests": ["registry/fixture", "adapters/net/testing"]},
    "cli": {"uses": ["server", "api", "importers", "importers/*", "registry", "registry/ports",
                     "adapters/*"],
            "tests": ["registry/fixture", "adapters/net/testing"]},
    "scenarios": {"uses": ["server", "api", "importers", "importers/*", "registry",
                           "registry/ports", "registry/fixture", "adapters/*"]},
    # The follower: core alone, which proves core's purity at every build.
    "wasm": {"tests": ["registry", "registry/ports", "registry/fixture", "adapters/memory",
                       "adapters/keys"]},
    "wasm/exports": {"uses": ["wasm"]},
    "wasm/answers": {"uses": ["wasm"]},
    "wasm/cases": {"uses": ["wasm", "scenarios", "importers", "registry", "registry/ports",
                            "adapters/*"]},
    "web/checker": {"uses": ["adapters/keys", "registry", "registry/ports"]},
    "sim": {"uses": ["registry", "registry/ports", "registry/fixture", "adapters/*", "scenarios"]},
    "fault": {"uses": ["cli", "server", "api", "registry", "registry/ports", "registry/fixture",
                       "adapters/*", "adapters/net/testing"]},
    "bench": {"uses": ["server", "api", "importers", "importers/*", "registry", "registry/ports",
                       "registry/fixture", "adapters/*", "scenarios", "wasm",
                       "tools/testing"]},
    "tools/reference": {"uses": ["server", "api", "registry/ports"]},
    "tools/*": {"uses": []},
}

# The standard headers a pure core can use. No clock, thread, file, stream or exception among them;
# <chrono> is there for its calendar types, its clocks are refused by name.
CORE_HEADERS = set("""
    algorithm array atomic bit bitset cassert cctype charconv chrono climits cmath compare concepts
    cstddef cstdint cstdlib cstring deque expected functional initializer_list iterator limits list
    map memory new numeric optional queue ranges set source_location span string string_view tuple
    type_traits typeinfo unordered_map unordered_set utility variant vector version
""".split())

# Words that mean a clock, a thread, a file, the environment or an exception, wherever they stand.
CORE_WORDS = {
    "throw": "return a Result with a stable code",
    "try": "the core calls nothing that throws for an expected reason",
    "catch": "exceptions end in the adapters",
    "system_clock": "take the instant as an argument",
    "steady_clock": "take the instant as an argument",
    "high_resolution_clock": "take the instant as an argument",
    "thread_local": "pass the state in",
    "getenv": "take the setting as an argument",
    "rand": "take random bytes as an argument",
    "srand": "take random bytes as an argument",
    "random_device": "take random bytes as an argument",
    "fopen": "files belong to adapters",
    "printf": "return the text",
    "fprintf": "return the text",
    "gettimeofday": "take the instant as an argument",
    "clock_gettime": "take the instant as an argument",
}

# The one seam at which core meets a library, and keeps one context for each thread.
CORE_SEAM = {"core/crypto/digest.cpp"}

# Each foreign library has its doors; everything else speaks to the port in front of it.
LIBRARIES = {
    "sodium": ["adapters/keys", "adapters/seal", "bench"],
    "openssl/": ["adapters/keys", "adapters/net", "core/crypto"],
    "sqlite3.h": ["adapters/sqlite", "bench"],
    "libpq-fe.h": ["adapters/postgres", "bench"],
    "unicode/": ["adapters/text"],
    "boost/asio": ["adapters/net", "bench"],
    "boost/beast": ["adapters/net", "bench"],
    "boost/": ["adapters/net", "bench"],
    "curl/": ["adapters/fetch"],
    "zlib.h": ["adapters/inflate", "bench"],
    "qrencode.h": ["adapters/qr"],
    "pango/": ["adapters/paper"],
    "cairo": ["adapters/paper"],
    "qpdf/": ["adapters/paper"],
    "csv.h": ["importers/csv"],
    "CLI/": ["cli/main"],
    "prometheus/": ["server", "api", "adapters/metrics"],
    "benchmark/": ["bench"],
    "doctest/": ["tools/testing", "registry/ports/conformance"],
    "rapidcheck": [],
}

# Files, and functions (file:function), over the limit because they are tables of data, with what
# they list. One that is no longer long must go from here.
LONG_TABLES = {
    "core/admission/authority_test.cpp:cases": "who may and may not make each type of statement",
}

MAX_FILE_LINES = 500
MAX_FUNCTION_LINES = 70
MAX_COLUMNS = 100
MAX_PROSE_COLUMNS = 120
MAX_PARAMETERS = 4        # of what others call
MAX_OWN_PARAMETERS = 5    # of what one source file keeps to itself


def module_of(folder):
    """The module a folder belongs to: the longest entry of the tables that contains it."""
    parts = folder.split("/")
    if parts[0] == "core":
        return "/".join(parts[:2])
    for size in range(len(parts), 0, -1):
        prefix = "/".join(parts[:size])
        if prefix in MODULES:
            return prefix
        if size >= 2 and "/".join(parts[:size - 1]) + "/*" in MODULES:
            return prefix
    return parts[0]


def _row(module):
    if module in MODULES:
        return MODULES[module]
    return MODULES.get(module.rsplit("/", 1)[0] + "/*")


def _named(module, names):
    parent = module.rsplit("/", 1)[0] + "/*" if "/" in module else None
    grandparent = module.split("/")[0] + "/*" if module.count("/") > 1 else None
    return module in names or parent in names or grandparent in names


def refusal(folder, included, is_test):
    """Why a file in `folder` may not include one in `included`; None when it may."""
    here, there = module_of(folder), module_of(included)
    if here == there or included.startswith(folder + "/") and is_test:
        return None
    if here.startswith("core/"):
        return _core_refusal(here, there)
    if there.startswith("core/"):
        return None
    row = _row(here)
    if row is None:
        return f"{here}/ has no row in tools/tidy/house.py; add it and say what it may use"
    allowed = list(row.get("uses", []))
    if is_test:
        allowed += row.get("tests", []) + ["tools/testing"]
    if (there.startswith("adapters/") and here.startswith("adapters/")
            and there not in row.get("uses", [])):
        return "no adapter includes another; meet at a port in registry/ports"
    if _named(there, allowed):
        return None
    return (f"{here}/ may include only core/ and {', '.join(allowed) or 'itself'}; "
            "move the code down, or take what it needs through a port")


def _core_refusal(here, there):
    if not there.startswith("core/"):
        return "core/ stands at the bottom: pass the value in, or move this file up"
    names = [here.split("/")[1], there.split("/")[1]]
    for name in names:
        if name not in CORE:
            return f"core/{name} has no place in the order of core; add it to tools/tidy/house.py"
    if CORE.index(names[1]) < CORE.index(names[0]):
        return None
    return (f"core/{names[1]} stands above core/{names[0]}; the order is {' '.join(CORE)}. "
            "Move the shared part down")
