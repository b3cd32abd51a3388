import os
import subprocess
import sys
import unittest

TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "table.py")


class Table(unittest.TestCase):
    def told(self, text):
        return subprocess.run([sys.executable, "-B", TABLE], input=text, capture_output=True,
                              text=True, check=True).stdout

    def test_columns_are_aligned_and_other_lines_pass(self):
        self.assertEqual(self.told(
            '0 mismatches\n'
            '{"bench":"decision","metric":"rate","value":4012345.6,"unit":"1/s",'
            '"against":"JavaScript","ratio":3.25}\n'
            '{"bench":"decision","metric":"mismatches","value":0,"unit":"rows"}\n'),
            "0 mismatches\n"
            "bench     metric          value  unit  against     ratio\n"
            "decision  rate        4,012,346  1/s   JavaScript   3.25\n"
            "decision  mismatches          0  rows\n")

    def test_nothing_measured(self):
        self.assertEqual(self.told("no data\n[1]\n"), "no data\n[1]\n")


if __name__ == "__main__":
    unittest.main()
