"""Which constants count as limits, and where their reasons are found."""

import unittest

import limits

SOURCE = """\
// A manifest of ten thousand
// lines fits.
inline constexpr std::size_t kMaxLines = 10'000;
constexpr std::size_t kMaxFields = 16;  // more than any form asks for
constexpr std::size_t kMaxTokens = 64;

constexpr std::chrono::seconds kLongestSilence{60};
constexpr int kWidth = 8;
  constexpr std::size_t kMaxInner = 3;
"""


class Limits(unittest.TestCase):
    def test_constants_of_the_file_with_their_reasons(self):
        self.assertEqual(limits.limits_in(SOURCE), [
            ("kMaxLines", "10'000", "A manifest of ten thousand lines fits."),
            ("kMaxFields", "16", "more than any form asks for"),
            ("kMaxTokens", "64", "more than any form asks for"),
            ("kLongestSilence", "60", ""),
        ])

    def test_every_limit_of_the_tree_has_its_reason(self):
        page = limits.page(".")
        self.assertIn("kMaxEntryBytes", page)
        bare = [line for line in page.split("\n") if " |  | " in line]
        self.assertEqual(bare, [])


if __name__ == "__main__":
    unittest.main()
