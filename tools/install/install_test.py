"""An installed copy works away from the source tree, and the unit it brings is accepted and tight.

    install_test.py BUILD_FOLDER
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

BUILD = pathlib.Path(sys.argv.pop(1))
# Of 100, by systemd's own count: what still stands open is the port it listens on.
MOST_EXPOSED = 15


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.prefix = pathlib.Path(cls.folder.name, "usr")
        command = ["cmake", "--install", BUILD, "--component", "concordat", "--prefix", cls.prefix]
        subprocess.run(command, check=True, capture_output=True)
        cls.share = cls.prefix / "share/concordat"

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def concordat(self, *arguments):
        environment = {name: told for name, told in os.environ.items() if name != "CONCORDAT_SHARE"}
        program = self.prefix / "bin/concordat"
        return subprocess.run(
            [program, *arguments],
            capture_output=True,
            text=True,
            env=environment,
            cwd=self.folder.name,
        )

    def test_it_founds_and_answers_with_what_was_installed_alone(self):
        store = f"sqlite:{self.folder.name}/registry.sqlite"
        founded = self.concordat("init", "--store", store, "--demo")
        self.assertEqual(founded.returncode, 0, founded.stderr)
        asked = ["--certificate", "ANSSI-CC-2023/42", "--market", "DE", "--on", "2024-05-01"]
        answered = self.concordat("decide", "--store", store, *asked)
        self.assertEqual(answered.returncode, 0, answered.stderr)
        self.assertIn("ANSSI-CC-2023/42", answered.stdout)

    def unit(self):
        """The unit as installed here: its paths are those of a package, /usr/local."""
        text = (self.share / "docs/operate/concordat.service").read_text()
        here = pathlib.Path(self.folder.name, "concordat.service")
        here.write_text(text.replace("/usr/local", str(self.prefix)))
        return here

    @unittest.skipUnless(shutil.which("systemd-analyze"), "no systemd-analyze")
    def test_the_unit_is_accepted_and_tight(self):
        unit = self.unit()
        verified = subprocess.run(
            ["systemd-analyze", "verify", "--man=no", unit], capture_output=True, text=True
        )
        mentioned = [line for line in verified.stderr.splitlines() if "concordat" in line]
        self.assertEqual(mentioned, [])
        command = ["systemd-analyze", "security", "--offline=true"]
        told = subprocess.run([*command, unit], capture_output=True, text=True).stdout
        level = re.search(r"Overall exposure level for \S+ ([\d.]+)", told)
        self.assertIsNotNone(level, told)
        self.assertLessEqual(float(level[1]) * 10, MOST_EXPOSED)

    def test_every_option_in_the_unit_is_one_of_the_command(self):
        text = self.unit().read_text()
        served = re.search(r"ExecStart=.*?(?=\n[A-Z#])", text, re.DOTALL)[0]
        known = self.concordat("serve", "--help").stdout
        for option in re.findall(r"--[a-z-]+", served):
            self.assertIn(f"{option} ", known)


if __name__ == "__main__":
    unittest.main()
