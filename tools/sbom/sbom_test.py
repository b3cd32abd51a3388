"""The list of components: whole, the same twice, and in the form that CycloneDX asks for."""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

import sbom

PROGRAM = pathlib.Path(sys.argv.pop(1))
LOCK = sbom.TREE / "web/app/package-lock.json"


class Bill(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bill = sbom.bill(PROGRAM, LOCK)

    def names(self):
        return {component["name"] for component in self.bill["components"]}

    def test_every_library_of_the_loader_is_in_it(self):
        files = [
            file["name"]
            for component in self.bill["components"]
            for file in component.get("components", [])
        ]
        told = subprocess.run(["ldd", PROGRAM], check=True, capture_output=True, text=True).stdout
        # The kernel's own is no file.
        expected = [line for line in told.splitlines() if "linux-vdso" not in line]
        self.assertEqual(len(files), len(expected))
        self.assertEqual(len(files), len(set(files)))

    def test_what_signs_stores_and_serves_is_named(self):
        wanted = {"libsodium23", "libssl3", "libsqlite3-0", "libicu72", "libboost1.81-dev"}
        self.assertLessEqual(wanted, self.names())

    def test_the_application_has_what_it_ships_and_not_what_builds_it(self):
        names = self.names()
        self.assertLessEqual({"preact", "intl-messageformat", "qr"}, names)
        self.assertFalse({"vite", "typescript", "playwright-core", "axe-core"} & names)

    def test_the_same_program_gives_the_same_octets(self):
        self.assertEqual(json.dumps(self.bill), json.dumps(sbom.bill(PROGRAM, LOCK)))

    def test_references_are_unique_and_versions_spelt_for_an_address(self):
        references = [component["bom-ref"] for component in self.bill["components"]]
        self.assertEqual(len(references), len(set(references)))
        for reference in references:
            self.assertRegex(reference, r"^pkg:(deb/debian|npm)/[A-Za-z0-9@%./_:~?=+-]+$")
            self.assertNotIn("+", reference.partition("@")[2])

    def test_a_library_that_no_package_holds_is_told(self):
        with tempfile.TemporaryDirectory() as folder:
            foreign = pathlib.Path(folder, "libforeign.so")
            foreign.write_bytes(b"")
            self.assertEqual(sbom.owners([foreign]), {})


if __name__ == "__main__":
    unittest.main()
