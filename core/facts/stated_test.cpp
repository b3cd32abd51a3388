// Of which statement a row is, after corrections in part.
#include "core/facts/stated.hpp"

#include "core/facts/telling_for_test.hpp"

namespace concordat::facts {
namespace {

using telling::Teller;

// The statements of the rows that surely hold on a day.
std::vector<Ordinal> stated_on(const Teller& teller, std::string_view date) {
  const Relation<Designation>& rows = teller.tables().designations;
  std::vector<Ordinal> found;
  for (const Designation* const row : teller.rows(rows, teller.id("lne"))) {
    if (row->certain.contains(telling::day(date))) found.push_back(stated_by(rows, *row));
  }
  return found;
}

TEST_CASE("what a correction in part leaves of a row is of the statement that it corrects") {
  using Found = std::vector<Ordinal>;
  Teller teller;
  const auto designate = [&](std::string_view number, std::string_view effective,
                             std::string_view members) {
    const std::string body =
        R"({"body": "lne", "act": "EU-1", "number": ")" + std::string(number) + "\"}";
    return teller.tell(
        {.type = "designation", .body = body, .effective = effective, .members = members});
  };
  constexpr std::string_view kWhole = R"({"from": "2020-01-01", "until": "2024-01-01"})";
  constexpr std::string_view kYear = R"({"from": "2021-01-01", "until": "2022-01-01"})";
  constexpr std::string_view kHalf = R"({"from": "2021-07-01", "until": "2022-01-01"})";
  CHECK(designate("1", kWhole, "") == 0);
  CHECK(stated_on(teller, "2020-06-01") == Found{0});
  designate("2", kYear, R"("corrects": {"statement": "s0", "kind": "clerical", "whole": false})");
  CHECK(stated_on(teller, "2020-06-01") == Found{0});
  CHECK(stated_on(teller, "2021-03-01") == Found{1});
  CHECK(stated_on(teller, "2023-03-01") == Found{0});
  // Of the same words as the first: the days tell the two apart.
  designate("1", kHalf, R"("corrects": {"statement": "s1", "kind": "clerical", "whole": false})");
  CHECK(stated_on(teller, "2020-06-01") == Found{0});
  CHECK(stated_on(teller, "2021-03-01") == Found{1});
  CHECK(stated_on(teller, "2021-09-01") == Found{2});
  CHECK(stated_on(teller, "2023-03-01") == Found{0});
  // As a whole: what was taken out of it meanwhile stays out, and the rest is the corrector's.
  designate("4", kWhole, R"("corrects": {"statement": "s0", "kind": "clerical"})");
  CHECK(stated_on(teller, "2020-06-01") == Found{3});
  CHECK(stated_on(teller, "2021-03-01") == Found{1});
  CHECK(stated_on(teller, "2021-09-01") == Found{2});
  CHECK(stated_on(teller, "2023-03-01") == Found{3});
}

}  // namespace
}  // namespace concordat::facts
