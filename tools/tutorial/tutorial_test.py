"""How a tutorial is read, and that a page which does not hold is found out."""

import pathlib
import tempfile
import unittest

import tutorial

PAGE = """\
Prose with a `$ word`.

```csv list.csv
a,b
1,2
```

```console
$ cat list.csv
a,b
…
$ printf 'one\\ntwo\\nthree' | \\
  grep t
two
…ree
```

```sh
$ not run
```
"""


class Reading(unittest.TestCase):
    def test_commands_their_output_and_files(self):
        steps = tutorial.steps_in(PAGE)
        self.assertEqual([step.file or step.command for step in steps],
                         ["list.csv", "cat list.csv", "printf 'one\\ntwo\\nthree' | grep t"])
        self.assertEqual(steps[0].text, ["a,b", "1,2"])
        self.assertEqual(steps[2].text, ["two", "…ree"])

    def test_ellipses(self):
        self.assertTrue(tutorial.fits([], []))
        self.assertTrue(tutorial.fits(["…"], []))
        self.assertTrue(tutorial.fits(["a", "…", "c"], ["a", "b", "b", "c"]))
        self.assertTrue(tutorial.fits(["x … z"], ["x and z"]))
        self.assertFalse(tutorial.fits(["a"], ["a", "b"]))
        self.assertFalse(tutorial.fits(["a", "b"], ["a"]))
        self.assertFalse(tutorial.fits(["a.c"], ["abc"]))


class Following(unittest.TestCase):
    def follow(self, text):
        with tempfile.TemporaryDirectory() as folder:
            page = pathlib.Path(folder, "page.md")
            page.write_text(text, encoding="utf-8")
            return tutorial.follow(str(page), "/bin/true")

    def test_a_page_that_holds(self):
        self.assertEqual(self.follow(PAGE), [])

    def test_a_page_that_does_not(self):
        faults = self.follow(PAGE.replace("\ntwo\n", "\ntwelve\n"))
        self.assertEqual(len(faults), 1)
        self.assertIn("twelve", faults[0])
        self.assertIn("three", faults[0])

    def test_what_a_page_starts_ends_with_it(self):
        self.assertEqual(self.follow("```console\n$ sleep 1000 &\n…\n```\n"), [])


if __name__ == "__main__":
    unittest.main()
