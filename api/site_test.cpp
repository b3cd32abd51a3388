// The pages as a whole, with the sentences that ship: every record of the demonstration in every
// language, every link followed, what must not be overlooked, hostile names.
#include <deque>

#include <doctest/doctest.h>

#include "adapters/text/catalogue_messages.hpp"
#include "api/fixture/demonstration.hpp"
#include "api/page_check_for_tests.hpp"
#include "api/reader.hpp"
#include "api/target.hpp"

namespace concordat::api {
namespace {

using testing::ReadPage;

constexpr std::string_view kRest[] = {"45-eucc",           "50-agreements", "60-requirements",
                                      "65-united-kingdom", "70-kettle",     "80-certificates"};
constexpr http::Field kBrowser{.name = "Accept", .value = "text/html,*/*;q=0.8"};

// The whole demonstration, and things that happened to it.
struct Site {
  Site() : messages(text::CatalogueMessages::load("locales").value()) {
    for (const std::string_view file : kRest) demonstration.file_example(file);
    demonstration.file(R"([
      {"id": "P-hostile", "type": "organisation", "author": "concordat-demo",
       "basis": {"kind": "own"}, "effective": {"from": "2020-01-01"},
       "body": {"organisation": "hostile.example", "economy": "FR", "roles": ["laboratory"],
                "names": {"en": "<script>alert(1)</script> \"& 'x' --> ]]>", "ar": "مختبر"}}},
      {"id": "P-body", "type": "organisation", "author": "concordat-demo",
       "basis": {"kind": "own"}, "effective": {"from": "2020-01-01"},
       "body": {"organisation": "body.example", "economy": "FR",
                "roles": ["conformity-assessment-body"], "names": {"en": "Body"}}},
      {"id": "P-accreditation", "type": "accreditation", "author": "cofrac",
       "basis": {"kind": "own"}, "effective": {"from": "2020-01-01", "until": "2030-01-01"},
       "body": {"accreditor": "cofrac", "body": "body.example", "mainScope": "testing",
                "sectors": ["toys"], "number": "1-0042"}}])");
    demonstration.registry().wait_until_searchable();
  }

  http::Response get(std::string_view target) {
    const auto mark = std::min(target.find('?'), target.size());
    return fixture::ask(api,
                        {.path = std::string(target.substr(0, mark)),
                         .query = std::string(target.substr(std::min(mark + 1, target.size()))),
                         .headers = {kBrowser}});
  }

  fixture::Demonstration demonstration;
  std::unique_ptr<text::CatalogueMessages> messages;
  Api api{{.registry = demonstration.registry(),
           .clock = demonstration.clock(),
           .messages = messages.get(),
           .public_address = "https://registry.example"}};
};

Site& site() {
  static Site built;
  return built;
}

bool is_letter(char letter) { return (letter >= 'a' && letter <= 'z') || letter == '-'; }

// A code that stands where its words should, as "label.from-edition"; none is empty.
std::string bare_code(const std::string& text) {
  for (std::size_t dot = text.find('.'); dot != std::string::npos; dot = text.find('.', dot + 1)) {
    std::size_t begin = dot;
    std::size_t end = dot + 1;
    while (begin > 0 && is_letter(text[begin - 1])) --begin;
    while (end < text.size() && is_letter(text[end])) ++end;
    if (begin < dot && end > dot + 1) return text.substr(begin, end - begin);
  }
  return {};
}

ReadPage check_page(std::string_view target, std::string_view language) {
  CAPTURE(target);
  const http::Response response = site().get(target);
  REQUIRE(response.status == 200);
  REQUIRE(*response.header("Content-Type") == "text/html; charset=utf-8");
  CHECK(*response.header("Content-Language") == language);
  ReadPage page(response.body);
  for (const std::string& fault : page.faults) FAIL_CHECK(fault);
  CHECK(page.language == language);
  CHECK(page.direction == (language == "ar" ? "rtl" : "ltr"));
  CHECK(bare_code(page.plain) == "");
  return page;
}

std::vector<std::string> records_of(const std::string& kind) {
  std::vector<std::string> paths;
  const auto found = site().demonstration.registry().list({.kind = kind, .limit = 500});
  REQUIRE(found);
  for (const auto& one : found->resources) {
    paths.push_back("/" + kind + "/" + percent_encode(one.id));
  }
  return paths;
}

std::string after_fragment(const std::string& link) { return link.substr(link.find('#') + 1); }

}  // namespace

TEST_CASE("every record has a page in every language, well formed and with words for everything") {
  std::size_t turn = 0;
  for (const std::string& kind : registry::Registry::kinds()) {
    std::size_t of_kind = 0;
    for (const std::string& path : records_of(kind)) {
      // The first of a kind in every language, each of the others in one after the other.
      const bool each = of_kind++ < 2;
      for (std::size_t at = 0; at < (each ? page_languages().size() : 1); ++at) {
        const std::string language(page_languages()[turn++ % page_languages().size()].tag);
        const ReadPage page = check_page(path + "?lang=" + language, language);
        // Whatever an address names stands isolated, so that no line turns it round.
        const std::string id = percent_decode(path.substr(kind.size() + 2)).value();
        CAPTURE(path);
        CHECK(page.isolated.find(id) != std::string::npos);
        const bool number = id.find_first_of("0123456789") != std::string::npos;
        if (number) CHECK(page.plain.find(id) == std::string::npos);
      }
    }
    CAPTURE(kind);
    check_page("/" + kind + "?lang=ru", "ru");
  }
}

TEST_CASE("every link of every page leads somewhere") {
  std::deque<std::string> waiting{"/"};
  std::set<std::string> known{"/"};
  std::size_t pages = 0;
  constexpr std::size_t kMost = 6000;
  while (!waiting.empty() && known.size() < kMost) {
    const std::string target = waiting.front();
    waiting.pop_front();
    CAPTURE(target);
    http::Response response = site().get(target);
    for (int hops = 0; hops < 2 && response.status == 307; ++hops) {
      constexpr std::string_view kAddress = "https://registry.example";
      REQUIRE(response.header("Location")->starts_with(kAddress));
      response = site().get(std::string(response.header("Location")->substr(kAddress.size())));
    }
    CHECK(response.status == 200);
    if (!response.header("Content-Type").value_or("").starts_with("text/html")) continue;
    ++pages;
    const ReadPage page(response.body);
    for (const std::string& fault : page.faults) FAIL_CHECK(fault);
    for (const std::string& link : page.links) {
      REQUIRE(link.starts_with('/'));
      const std::string path = link.substr(0, link.find('#'));
      // The menu of languages would make six sites of one.
      if (path.find("lang=") != std::string::npos) continue;
      if (path.size() != link.size()) {
        const ReadPage other(site().get(path).body);
        CAPTURE(link);
        CHECK(other.ids.contains(percent_decode(after_fragment(link)).value()));
      }
      if (known.insert(path).second) waiting.push_back(path);
    }
  }
  CHECK(waiting.empty());
  CHECK(pages > 1000);
}

TEST_CASE("what the reader chose stays in every link, and every page names its other languages") {
  const http::Response response = site().get("/organisations/anssi?lang=ar&on=2024-05-01");
  const ReadPage page(response.body);
  CHECK(page.direction == "rtl");
  std::size_t kept = 0;
  for (const std::string& link : page.links) {
    if (link.starts_with("/organisations/") || link.starts_with("/economies/")) {
      CAPTURE(link);
      CHECK(link.find("lang=") != std::string::npos);
      CHECK(link.find("on=2024-05-01") != std::string::npos);
      ++kept;
    }
  }
  CHECK(kept > 2);
  CHECK(response.body.find("<link rel=\"alternate\" hreflang=\"fr\" "
                           "href=\"https://registry.example/organisations/anssi?on=2024-05-01&amp;"
                           "lang=fr\">") != std::string::npos);
  CHECK(response.body.find("<link rel=\"canonical\" href=\"https://registry.example/"
                           "organisations/anssi?lang=ar&amp;on=2024-05-01\">") !=
        std::string::npos);
  CHECK(response.body.find("<time datetime=\"2024-05-01\">") != std::string::npos);
}

TEST_CASE("whoever comes by a resolver names the language its way, and can choose another") {
  const ReadPage page(site().get("/organisations/anssi?language=ar&17=261231").body);
  CHECK(page.direction == "rtl");
  const auto french = std::ranges::find_if(page.links, [](const std::string& link) {
    return link.find("lang=fr") != std::string::npos;
  });
  REQUIRE(french != page.links.end());
  CHECK(french->find("language=") == std::string::npos);
  CHECK(ReadPage(site().get(*french).body).language == "fr");
}

TEST_CASE("a body shows its accreditation with scope, and its suspension before anything else") {
  const http::Response before = site().get("/organisations/body.example?lang=en&on=2025-06-01");
  CHECK(before.body.find("1-0042") != std::string::npos);
  CHECK(ReadPage(before.body).plain.find("In force") != std::string::npos);
  const std::uint64_t size = site().demonstration.registry().size();
  site().demonstration.file(R"([
    {"id": "P-suspension", "type": "status-change", "author": "cofrac", "basis": {"kind": "own"},
     "effective": {"from": "2025-01-01"}, "cause": "audit",
     "body": {"subject": "P-accreditation", "change": "suspended"}},
    {"id": "P-succession", "type": "succession", "author": "body.example",
     "basis": {"kind": "own"}, "effective": {"from": "2026-01-01"},
     "body": {"predecessor": "body.example", "successor": "anssi", "scope": "all"}}])");
  const ReadPage page(site().get("/organisations/body.example?lang=en&on=2025-06-01").body);
  CHECK(page.plain.find("Suspended") != std::string::npos);
  const std::size_t succeeded = page.plain.find("Succeeded by");
  REQUIRE(succeeded != std::string::npos);
  CHECK(succeeded < page.plain.find("What is on file"));
  // As the log had it before, on the same day.
  const ReadPage earlier(
      site()
          .get("/organisations/body.example?lang=en&on=2025-06-01&asOf=" + std::to_string(size))
          .body);
  CHECK(earlier.plain.find("Suspended") == std::string::npos);
  CHECK(earlier.isolated.find("Show as of now") != std::string::npos);
  CHECK(site().get("/organisations/body.example?asOf=10").status == 404);
  CHECK(site().get("/organisations/body.example?asOf=99999999").status == 400);
  CHECK(site().get("/organisations/body.example?on=tomorrow").status == 422);
}

TEST_CASE("a correction stands at the top of what it corrects and of what it says") {
  site().demonstration.file(R"([
    {"id": "P-measure", "type": "measure", "author": "authority-xv.example",
     "basis": {"kind": "own"}, "effective": {"from": "2024-02-01"},
     "body": {"measure": "P-BAN", "market": "XV", "kind": "ban", "stage": "confirmed",
              "units": {"models": ["P-1"]}}},
    {"id": "P-measure-2", "type": "measure", "author": "authority-xv.example",
     "basis": {"kind": "own"}, "effective": {"from": "2024-02-01"},
     "corrects": {"statement": "P-measure", "kind": "clerical"},
     "body": {"measure": "P-BAN", "market": "XV", "kind": "recall", "stage": "lifted",
              "units": {"models": ["P-1"]}}}])");
  const std::uint64_t newest = site().demonstration.registry().size() - 1;
  const ReadPage page(site().get("/measures/P-BAN?lang=en").body);
  const std::size_t corrects = page.plain.find("This corrects entry");
  REQUIRE(corrects != std::string::npos);
  CHECK(corrects < page.plain.find("What is on file"));
  CHECK(page.plain.find("lifted") < page.plain.find("What is on file"));
  CHECK(page.plain.substr(0, page.plain.find("What is on file")).find("In force") ==
        std::string::npos);
  const ReadPage old(site().get("/log/entries/" + std::to_string(newest - 1) + "?lang=en").body);
  CHECK(old.plain.find("Corrected by a later statement") < old.plain.find("What it states"));
}

TEST_CASE("a transcribed fact says its source, who copied it and when") {
  const std::vector<std::string> acts = records_of("acts");
  REQUIRE_FALSE(acts.empty());
  bool any = false;
  for (const std::string& path : acts) {
    const ReadPage page(site().get(path + "?lang=en").body);
    if (page.plain.find("copied from a public source") == std::string::npos) continue;
    any = true;
    CAPTURE(path);
    CHECK(page.plain.find("Stated by") != std::string::npos);
    CHECK(page.plain.find("Source") != std::string::npos);
    CHECK(page.plain.find("The source decides, not the copy.") != std::string::npos);
    break;
  }
  CHECK(any);
}

TEST_CASE("an equivalence decision shows its clause map as a table, an agreement its annexes") {
  for (const std::string& path : records_of("equivalence-decisions")) {
    const ReadPage page(site().get(path + "?lang=en").body);
    CHECK(page.plain.find("Clause by clause") != std::string::npos);
    CHECK(page.plain.find("How it is met") != std::string::npos);
    CHECK(page.count("table") >= 2);
  }
  const std::vector<std::string> agreements = records_of("agreements");
  const ReadPage page(site().get(agreements.front() + "?lang=en").body);
  CHECK(page.plain.find("Annexes") != std::string::npos);
  CHECK(page.plain.find("Parties") != std::string::npos);
  CHECK(page.plain.find("Entry into force") != std::string::npos);
}

TEST_CASE("an area shows its members, an accreditation body whom it accredits") {
  const ReadPage area(site().get("/economies/EU?lang=en").body);
  CHECK(area.plain.find("Membership of an area") != std::string::npos);
  CHECK(std::ranges::count(area.links, "/economies/FR?lang=en") > 0);
  const ReadPage accreditor(site().get("/organisations/cofrac?lang=en").body);
  CHECK(std::ranges::count(accreditor.links, "/organisations/body.example?lang=en") > 0);
}

TEST_CASE("names that would be markup are text") {
  const http::Response page = site().get("/organisations/hostile.example?lang=en");
  REQUIRE(page.status == 200);
  CHECK(page.body.find("<script") == std::string::npos);
  const std::string searched = site().get("/search?q=%3Cscript%3E%22%27&lang=ar").body;
  CHECK(searched.find("<script") == std::string::npos);
  CHECK(ReadPage(searched).faults.empty());
  CHECK(site().get("/organisations/%3Cscript%3E").body.find("<script") == std::string::npos);
  const ReadPage arabic(site().get("/organisations/hostile.example?lang=ar").body);
  CHECK(arabic.faults.empty());
  CHECK(arabic.isolated.find("مختبر") != std::string::npos);
}

TEST_CASE("what is not found here is not thereby invalid, and there is a search") {
  for (const std::string_view path :
       {"/organisations/nobody", "/log/entries/99999999", "/nowhere", "/id/organisations/nobody"}) {
    CAPTURE(path);
    const http::Response response = site().get(std::string(path) + "?lang=en");
    CHECK(response.status == 404);
    const ReadPage page(response.body);
    for (const std::string& fault : page.faults) FAIL_CHECK(fault);
    CHECK(page.plain.find("Not found here is not invalid") != std::string::npos);
    CHECK(response.body.find("role=\"search\"") != std::string::npos);
  }
  const http::Response machine = fixture::ask(site().api, {.path = "/nowhere"});
  CHECK(*machine.header("Content-Type") == "application/problem+json");
}

TEST_CASE("search and lists are plain forms with cursors") {
  const ReadPage found(site().get("/search?q=anssi&lang=en").body);
  CHECK(std::ranges::count(found.links, "/organisations/anssi?lang=en") > 0);
  const ReadPage list(site().get("/economies?lang=en").body);
  const auto next = std::ranges::find_if(
      list.links, [](const std::string& link) { return link.find("after=") != std::string::npos; });
  REQUIRE(next != list.links.end());
  CHECK(site().get(*next).status == 200);
  CHECK(site().get("/search?kind=organisations&q=anssi").status == 200);
  CHECK(site().get("/organisations?economy=FR").status == 200);
  const ReadPage pinned(site().get("/organisations?lang=en&asOf=100").body);
  CHECK(pinned.plain.find("Lists and searches are as of now alone") != std::string::npos);
  CHECK(site().get("/organisations?colour=red").status == 400);
  CHECK(site().get("/search?kind=colours").status == 404);
}

TEST_CASE("pages are for people on this server alone, and are not slow to be told apart") {
  CHECK_FALSE(site().get("/organisations/anssi").header("Access-Control-Allow-Origin"));
  CHECK(Api::route_of("/organisations/anssi") == "/{kind}/{id}");
  CHECK(Api::route_of("/organisations") == "/{kind}");
  CHECK(Api::route_of("/certificates") == "/{kind}");
  CHECK(Api::route_of("/colours/red").empty());
}

}  // namespace concordat::api
