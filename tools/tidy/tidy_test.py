"""Small bad trees, and what tidy says of them; small good trees, of which it says nothing."""

import os
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import house  # noqa: E402
import tidy  # noqa: E402
from source import blank_out, scan  # noqa: E402

MODULE = "concordat_module()\n"


class InATree(unittest.TestCase):
    def findings(self, files):
        """The findings in a tree of these files, as "path:line rule"."""
        with tempfile.TemporaryDirectory() as root:
            for path, text in files.items():
                os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
                with open(os.path.join(root, path), "wb") as stream:
                    stream.write(text if isinstance(text, bytes) else text.encode())
            return [f"{found.path}:{found.line} {found.rule}" for found in tidy.check(root)]

    def house_with(self, files):
        """A small house in order, and these files in it."""
        tree = {
            "CMakeLists.txt": "add_subdirectory(core/base)\nadd_subdirectory(core/json)\n"
                              "add_subdirectory(adapters/keys)\n",
            "core/base/CMakeLists.txt": MODULE, "core/base/README.md": "# base\n",
            "core/base/bytes.hpp": "#pragma once\n",
            "core/base/bytes.cpp": '#include "core/base/bytes.hpp"\n',
            "core/json/CMakeLists.txt": MODULE, "core/json/README.md": "# json\n",
            "core/json/read.hpp": '#pragma once\n#include "core/base/bytes.hpp"\n',
            "core/json/read.cpp": '#include "core/json/read.hpp"\n',
            "adapters/keys/CMakeLists.txt": MODULE, "adapters/keys/README.md": "# keys\n",
            "adapters/keys/sign.cpp": '#include <sodium.h>\n#include "core/json/read.hpp"\n',
        }
        tree.update(files)
        return self.findings(tree)

    def test_a_house_in_order(self):
        self.assertEqual(self.house_with({}), [])


class Arrows(InATree):
    def test_core_goes_down_only(self):
        found = self.house_with({"core/base/up.cpp": '#include "core/json/read.hpp"\n'})
        self.assertEqual(found, ["core/base/up.cpp:1 arrow"])

    def test_core_never_leaves_core(self):
        found = self.house_with({"core/json/out.cpp": '#include "adapters/keys/sign.hpp"\n',
                                 "adapters/keys/sign.hpp": "#pragma once\n"})
        self.assertEqual(found, ["core/json/out.cpp:1 arrow"])

    def test_the_table(self):
        for here, there, is_test, allowed in [
                ("api", "adapters/net", False, False), ("server", "adapters/net", False, True),
                ("adapters/sqlite", "adapters/text", False, False),
                ("adapters/sqlite", "adapters/text", True, False),
                ("adapters/private", "adapters/sqlite", False, True),
                ("adapters/private", "adapters/keys", False, False),
                ("registry/ports", "registry", False, False),
                ("registry", "registry/ports", False, True),
                ("registry", "adapters/memory", False, False),
                ("registry", "adapters/memory", True, True),
                ("registry", "registry/fixture", False, False),
                ("importers/csv", "adapters/keys", False, False),
                ("adapters/sqlite", "registry/ports/conformance", False, False),
                ("adapters/sqlite", "registry/ports/conformance", True, True),
                ("adapters/sqlite", "tools/testing", False, False),
                ("adapters/sqlite", "tools/testing", True, True),
                ("server", "cli", False, False), ("cli/main", "cli", False, True),
                ("core/statement/catalogue", "core/statement", False, True),
                ("core/merkle", "core/log", True, False),
                ("somewhere", "registry", False, False)]:
            with self.subTest(here=here, there=there, is_test=is_test):
                self.assertEqual(house.refusal(here, there, is_test) is None, allowed)

    def test_includes_name_the_path_from_the_root(self):
        found = self.house_with({"core/json/a.cpp": '#include "read.hpp"\n',
                                 "core/json/b.cpp": '#include "../base/bytes.hpp"\n',
                                 "core/json/c.cpp": '#include "core/json/gone.hpp"\n'})
        self.assertEqual(found, [f"core/json/{name}.cpp:1 include-path" for name in "abc"])

    def test_libraries_have_doors(self):
        found = self.house_with({"adapters/keys/a.cpp": "#include <sqlite3.h>\n",
                                 "adapters/keys/b.cpp": "#include <regex>\n",
                                 "adapters/keys/c.cpp": "#include <nlohmann/json.hpp>\n"})
        self.assertEqual(found, ["adapters/keys/a.cpp:1 library", "adapters/keys/b.cpp:1 banned",
                                 "adapters/keys/c.cpp:1 banned"])


class Purity(InATree):
    def of_core(self, text, path="core/base/thing.cpp"):
        return [found.split(" ")[1] for found in self.house_with({path: text})]

    def test_what_a_core_may_not_use(self):
        for text in ["#include <thread>\n", "#include <fstream>\n", "#include <sys/socket.h>\n",
                     "#include <random>\n", "void f() { throw 1; }\n",
                     "void f() { try { g(); } catch (...) {} }\n",
                     "auto f() { return std::chrono::system_clock::now(); }\n",
                     "long f() { return time(nullptr); }\n",
                     'const char* f() { return std::getenv("HOME"); }\n',
                     "int f() { static int calls = 0; return ++calls; }\n",
                     "thread_local int depth;\n", "int calls = 0;\n",
                     "namespace a {\nstd::vector<int> seen;\n}\n"]:
            with self.subTest(text=text):
                self.assertIn("pure-core", self.of_core(text))

    def test_what_a_core_may_use(self):
        text = '''#include <chrono>
constexpr int kLimit = 3;
const std::vector<int> kTable = {1, 2};
inline constexpr std::string_view kWhy = "throw, try and time(0) are words";
// try this: throw new light
class Entry {
 public:
  static Entry of(int value);
  int time() const { return time_; }
  int time_ = 0;
};
int f(Entry& entry) {
  static constexpr int kFew = 2;
  int local = kFew;
  return local + entry.time();
}
'''
        self.assertEqual(self.of_core(text), [])

    def test_tests_and_the_seam_are_free(self):
        self.assertEqual(self.of_core("#include <thread>\n", "core/base/thing_test.cpp"), [])
        seam = {"core/crypto/CMakeLists.txt": MODULE, "core/crypto/README.md": "# crypto\n",
                "core/CMakeLists.txt": "foreach(folder base json crypto)\n",
                "CMakeLists.txt": "add_subdirectory(core)\nadd_subdirectory(adapters/keys)\n",
                "core/crypto/digest.cpp": "#include <openssl/evp.h>\nthread_local int context;\n"}
        self.assertEqual(self.house_with(seam), [])


class Sizes(InATree):
    def test_limits(self):
        long_function = "void f() {\n" + "  g();\n" * 70 + "}\n"
        found = self.house_with({
            "core/base/a.cpp": "int x();\n" * 501,
            "core/base/b.cpp": long_function,
            "core/base/c.cpp": "void f(int a, std::map<int, int> b, int c, int d, int e, int) {}\n",
            "core/base/d.cpp": "// " + "x" * 98 + "\n",
            "core/base/README.md": "# base\n\n" + "x" * 121 + "\n| " + "x" * 130 + " |\n"})
        self.assertEqual(found, [
            "core/base/README.md:3 line-length", "core/base/a.cpp:501 file-length",
            "core/base/b.cpp:1 function-length", "core/base/c.cpp:1 parameters",
            "core/base/d.cpp:1 line-length"])

    def test_within_limits(self):
        self.assertEqual(self.house_with({
            "core/base/a.cpp": "int x();\n" * 500,
            "core/base/b.cpp": "void f() {\n" + "  g();\n" * 68 + "}\n",
            "core/base/c.cpp": "void f(int a, std::map<int, int> b, int c, int d) {}\n",
            "core/base/d.cpp": "// " + "\u00e9" * 97 + "\n"}), [])

    def test_columns_are_counted_as_seen(self):
        self.assertIn("core/base/d.cpp:1 line-length",
                      self.house_with({"core/base/d.cpp": "// " + "\u4e2d" * 49 + "\n"}))


class Functions(unittest.TestCase):
    def of(self, text):
        functions, _ = scan(blank_out(text))
        return [(each.name(), each.line, each.lines, each.parameters()) for each in functions]

    def test_shapes(self):
        self.assertEqual(self.of("template <class T>\nT f(T a) {\n}\n"), [("f", 1, 3, 1)])
        constructor = "class A {\n  A(int x) : x_(x), y_{1} {\n  }\n  int x_;\n};\n"
        self.assertEqual(self.of(constructor)[0][0], "A")
        self.assertEqual(self.of("int f(A a = {}, B b = {1, 2}) {\n  return 1;\n}\n"),
                         [("f", 1, 3, 2)])
        self.assertEqual(self.of("const A kTable[] = {\n  {1, f(2)},\n};\n"), [])
        self.assertEqual(self.of("namespace a {\nenum class B { kC };\n}\n"), [])
        self.assertEqual(self.of("auto f() -> int {\n  auto g = [] {\n  };\n  return 1;\n}\n"),
                         [("f", 1, 5, 0)])
        self.assertEqual(self.of("bool operator()(int a, int b) const {\n}\n")[0][1:], (1, 2, 2))
        self.assertEqual(self.of('extern "C" {\nint f() {\n}\n}\n'), [("f", 2, 2, 0)])

    def test_literals_hold_no_braces(self):
        self.assertEqual(self.of('void f() {\n  g("}", \'}\', R"x(}})x", 1\'000);  // }\n}\n'),
                         [("f", 1, 3, 0)])


class LeftOver(InATree):
    def test_markers_places_and_hosts(self):
        for text in ["TO" + "DO later", "FIX" + "ME", "in /wo" + "rk/main", "/ho" + "me/me/x",
                     "deb" + ".debian.org", "https://pyp" + "i.org/simple"]:
            with self.subTest(text=text):
                self.assertEqual(len(self.house_with({"core/base/README.md": text + "\n"})), 1)

    def test_white(self):
        found = self.house_with({"core/base/a.cpp": "int\tx();\nint y(); \nint z();"})
        self.assertEqual(found, ["core/base/a.cpp:1 tab", "core/base/a.cpp:2 trailing-space",
                                 "core/base/a.cpp:3 last-line"])


class Files(InATree):
    def test_a_module_has_a_readme(self):
        found = self.findings({"CMakeLists.txt": "add_subdirectory(core/base)\n",
                               "core/base/CMakeLists.txt": MODULE, "core/base/a.cpp": "int a();\n"})
        self.assertEqual(found, ["core/base/README.md:1 readme"])

    def test_headers(self):
        found = self.house_with({"core/base/a.hpp": "int a();\n"})
        self.assertEqual(found, ["core/base/a.hpp:1 dead-file", "core/base/a.hpp:1 pragma-once"])

    def test_sources_are_built(self):
        found = self.house_with({"core/base/below/a.cpp": "int a();\n",
                                 "core/time/CMakeLists.txt": MODULE,
                                 "core/time/README.md": "# time\n",
                                 "core/time/b.cpp": "int b();\n"})
        self.assertEqual(found, ["core/base/below/a.cpp:1 dead-file",
                                 "core/time/b.cpp:1 dead-file"])

    def test_named_sources_are_built(self):
        self.assertEqual(self.house_with({
            "core/base/below/a.cpp": "int a();\n",
            "core/base/CMakeLists.txt": "concordat_module(SOURCES below/a.cpp)\n"}), [])

    def test_names(self):
        found = self.house_with({"core/base/key_manager.cpp": "class KeyManager {};\n"})
        self.assertEqual(found, ["core/base/key_manager.cpp:1 name"] * 2)

    def test_json_parses(self):
        found = self.house_with({"spec/a.json": "{\n]\n", "spec/b.json": '{"a": 1, "a": 2}\n',
                                 "spec/c.json": '{"a": 1}\n', "spec/corpus/x/bad.json": "{"})
        self.assertEqual(found, ["spec/a.json:2 json", "spec/b.json:1 json"])

    def test_links_lead_somewhere(self):
        found = self.house_with({"README.md": "[a](core/base/README.md#x)\n[b](gone.md)\n"})
        self.assertEqual(found, ["README.md:2 dead-link"])

    def test_texts_are_utf8(self):
        self.assertEqual(self.house_with({"README.md": b"\xff\n"}), ["README.md:1 utf-8"])

    def test_tests_run(self):
        skip = 'TEST_CASE("a" * doctest::' + 'skip()) {}\n'
        self.assertEqual(self.house_with({"core/base/a_test.cpp": skip}),
                         ["core/base/a_test.cpp:1 empty-test"])


if __name__ == "__main__":
    unittest.main()
