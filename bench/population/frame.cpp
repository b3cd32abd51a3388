// The frame of a population: what certificates are judged by.
#include <algorithm>

#include "bench/population/draft.hpp"

namespace concordat::bench::population {
namespace {

constexpr std::string_view kRoutes[] = {"R0", "R1", "R2", "R3", "R4", "R5", "R6", "R7"};
constexpr std::string_view kLegs[] = {"authenticity", "entitlement", "coverage",   "currency",
                                      "competence",   "acceptance",  "instrument", "presumption",
                                      "equivalence",  "measures"};
constexpr std::string_view kArrangement = "WORLD-MRA";
constexpr std::string_view kScheme = "REPORTS-ABROAD";
const Date kLongAgo = date_of(2005, 1, 1);

class Writer {
 public:
  explicit Writer(const Extent& extent) : extent_(extent) {}

  std::vector<json::Value> write() {
    constitution();
    for (std::uint32_t sector = 0; sector < kSectors.size(); ++sector) standards(sector);
    for (std::uint32_t market = 0; market < extent_.markets; ++market) {
      economy(market);
      for (std::uint32_t sector = 0; sector < kSectors.size(); ++sector) law(market, sector);
    }
    for (std::uint32_t market = 0; market < extent_.markets; ++market) {
      agreements(market);
      decisions(market);
    }
    for (std::uint32_t body = 0; body < extent_.markets * kBodiesPerMarket; ++body) {
      competence(body);
    }
    arrangement_of_all();
    return std::move(statements_);
  }

 private:
  std::string add(std::string_view type, std::string author, json::Object body,
                  Date from = kLongAgo, Date until = kForever) {
    std::string id = std::string(type) + "-" + padded(statements_.size(), 6);
    statements_.emplace_back(
        draft({.id = id, .type = type, .author = std::move(author), .from = from, .until = until},
              std::move(body)));
    return id;
  }
  static std::string authority(std::uint32_t market) {
    return "authority-" + market_name(market) + ".example";
  }
  static std::string accreditor(std::uint32_t market) {
    return "accreditor-" + market_name(market) + ".example";
  }
  static json::Object title(std::string text) { return {{"en", std::move(text)}}; }

  void organisation(const std::string& id, std::uint32_t market, std::string_view role) {
    add("organisation", "operator.example",
        {{"organisation", id},
         {"names", title(id)},
         {"economy", market_name(market)},
         {"roles", json::Array{role}}});
  }

  void constitution() {
    json::Array cells;
    for (const std::string_view purpose : {"recognition", "market-access"}) {
      for (const std::string_view route : kRoutes) {
        for (const std::string_view leg : kLegs) {
          // Recognition asks about the attestation alone.
          const bool of_goods = leg == "entitlement" || leg == "coverage" || leg == "measures";
          const bool shown_only = of_goods && purpose == "recognition";
          cells.push_back(json::Object{{"route", route},
                                       {"leg", leg},
                                       {"purpose", purpose},
                                       {"need", shown_only ? "informative" : "required"}});
        }
      }
    }
    add("route-matrix", "operator.example", {{"cells", std::move(cells)}});
  }

  void standards(std::uint32_t sector) {
    for (std::uint32_t standard = 0; standard < kStandards; ++standard) {
      for (std::uint32_t edition = 0; edition < kEditions; ++edition) {
        json::Object body{{"edition", edition_name(sector, standard, edition)},
                          {"standard", standard_name(sector, standard)}};
        if (edition > 0) {
          body.set("supersedes", json::Array{edition_name(sector, standard, edition - 1)});
        }
        add("standard-edition", "standards.example", std::move(body),
            first_day_of_edition(edition));
      }
    }
  }

  void economy(std::uint32_t market) {
    add("economy", "operator.example",
        {{"code", market_name(market)},
         {"kind", "economy"},
         {"names", title(market_name(market))}});
    organisation(authority(market), market, "authority");
    organisation(accreditor(market), market, "accreditation-body");
    Numbers draw(extent_.seed, 1'000'000 + market);
    if (draw.chance(80)) {
      add("arrangement-signatory", "arrangements.example",
          {{"arrangement", kArrangement},
           {"accreditor", accreditor(market)},
           {"mainScope", "product-certification"}});
    }
    if (draw.chance(70)) {
      add("accreditor-acceptance", authority(market),
          {{"market", market_name(market)},
           {"arrangement", kArrangement},
           {"mainScope", "product-certification"}});
    }
  }

  void law(std::uint32_t market, std::uint32_t sector) {
    const std::string act = act_name(market, sector);
    const std::string code = market_name(market);
    add("legal-act", authority(market), {{"act", act}, {"market", code}, {"title", title(act)}});
    json::Array editions;
    for (std::uint32_t standard = 0; standard < kStandards; ++standard) {
      editions.emplace_back(edition_name(sector, standard, kEditions - 1));
      for (std::uint32_t edition = 1; edition < kEditions; ++edition) {
        // The older edition keeps presumption for two years beside the newer.
        const Date until =
            edition + 1 < kEditions ? first_day_of_edition(edition + 1).plus_days(730) : kForever;
        add("citation", authority(market),
            {{"market", code}, {"act", act}, {"edition", edition_name(sector, standard, edition)}},
            first_day_of_edition(edition), until);
      }
    }
    json::Object procedure{
        {"procedure", "B"},
        {"party", "third"},
        {"alternatives", json::Array{json::Object{{"modules", json::Array{"B"}}}}}};
    add("requirement", authority(market),
        {{"requirement", act + "-safety"},
         {"market", code},
         {"act", act},
         {"sector", kSectors[sector]},
         {"title", title(act)},
         {"procedures", json::Array{std::move(procedure)}},
         {"editions", std::move(editions)}});
    add("requirements-complete", authority(market),
        {{"market", code}, {"sector", kSectors[sector]}});
  }

  // With a handful of others, chosen skewed: large economies have agreements with most.
  void agreements(std::uint32_t market) {
    Numbers draw(extent_.seed, 2'000'000 + market);
    const std::uint64_t count = 2 + draw.below(4);
    std::vector<std::uint32_t> partners;
    for (std::uint64_t at = 0; at < count; ++at) {
      const auto partner = static_cast<std::uint32_t>(draw.skewed(extent_.markets));
      const bool taken = std::ranges::find(partners, partner) != partners.end();
      if (partner == market || taken) continue;
      partners.push_back(partner);
      agreement(market, partner, draw);
    }
  }

  void agreement(std::uint32_t market, std::uint32_t partner, Numbers& draw) {
    const std::string one = market_name(market);
    const std::string other = market_name(partner);
    const std::string name = one + "-" + other;
    json::Array annexes;
    for (std::uint32_t sector = 0; sector < kSectors.size(); ++sector) {
      if (!draw.chance(45)) continue;
      annexes.push_back(json::Object{
          {"annex", name + "/" + std::string(kSectors[sector])},
          {"kind", "R2"},
          {"sector", kSectors[sector]},
          {"directions", json::Array{json::Object{{"from", one}, {"to", other}},
                                     json::Object{{"from", other}, {"to", one}}}},
          {"importerActs", json::Array{act_name(market, sector), act_name(partner, sector)}},
          {"artefacts", json::Array{"certificate", "type-examination"}},
          {"competence", "designation"},
          {"phase", "operational"}});
    }
    if (annexes.empty()) return;
    add("agreement", "operator.example",
        {{"agreement", name},
         {"title", title(name)},
         {"parties", json::Array{one, other}},
         {"entry", json::Object{{"rule", "dates"}}},
         {"annexes", std::move(annexes)}});
  }

  // A market decides on editions that bodies elsewhere still apply.
  void decisions(std::uint32_t market) {
    Numbers draw(extent_.seed, 3'000'000 + market);
    for (std::uint32_t sector = 0; sector < kSectors.size(); ++sector) {
      if (!draw.chance(40)) continue;
      const auto standard = static_cast<std::uint32_t>(draw.below(kStandards));
      json::Array mapping;
      for (int atom = 1; atom <= 3; ++atom) {
        mapping.push_back(json::Object{{"atom", "1." + std::to_string(atom)},
                                       {"clause", std::to_string(7 + atom)},
                                       {"severity", 1 + atom % 3},
                                       {"verdict", draw.chance(80) ? "identical" : "weaker"}});
      }
      const std::string name = market_name(market) + "-EQ-" + std::to_string(sector);
      add("equivalence-decision", authority(market),
          {{"decision", name},
           {"market", market_name(market)},
           {"fromEdition", edition_name(sector, standard, kEditions - 2)},
           {"toEdition", edition_name(sector, standard, kEditions - 1)},
           {"sector", kSectors[sector]},
           {"mapping", std::move(mapping)},
           {"outcome", "full-with-addenda"}},
          first_day_of_edition(kEditions - 1));
    }
  }

  void competence(std::uint32_t body) {
    const std::uint32_t market = body % extent_.markets;
    Numbers draw(extent_.seed, 4'000'000 + body);
    organisation(body_name(body), market, "conformity-assessment-body");
    add("accreditation", accreditor(market),
        {{"accreditor", accreditor(market)},
         {"body", body_name(body)},
         {"mainScope", "product-certification"}});
    for (std::uint32_t sector = 0; sector < kSectors.size(); ++sector) {
      if (!draw.chance(60)) continue;
      const std::string designation = add("designation", authority(market),
                                          {{"body", body_name(body)},
                                           {"act", act_name(market, sector)},
                                           {"modules", json::Array{"B"}},
                                           {"sectors", json::Array{kSectors[sector]}}});
      if (!draw.chance(4)) continue;
      const Date day = date_of(2016, 1, 1).plus_days(static_cast<std::int32_t>(draw.below(2000)));
      add("status-change", authority(market), {{"subject", designation}, {"change", "suspended"}},
          day);
      if (!draw.chance(70)) continue;
      add("status-change", authority(market), {{"subject", designation}, {"change", "reinstated"}},
          day.plus_days(90));
    }
  }

  void arrangement_of_all() {
    json::Array parties;
    for (std::uint32_t market = 0; market < extent_.markets; ++market) {
      parties.emplace_back(market_name(market));
    }
    json::Array acts;
    for (std::uint32_t market = 0; market < extent_.markets; ++market) {
      acts.emplace_back(act_name(market, 0));
    }
    add("agreement", "operator.example",
        {{"agreement", kScheme},
         {"title", title(std::string(kScheme))},
         {"parties", std::move(parties)},
         {"entry", json::Object{{"rule", "dates"}}},
         {"annexes",
          json::Array{json::Object{{"annex", std::string(kScheme) + "/all"},
                                   {"kind", "R5"},
                                   {"sector", kSectors[0]},
                                   {"importerActs", std::move(acts)},
                                   {"artefacts", json::Array{"test-report", "certificate"}},
                                   {"competence", "participation"},
                                   {"phase", "operational"}}}}});
    for (std::uint32_t market = 0; market < extent_.markets; ++market) {
      add("participation", authority(market),
          {{"agreement", kScheme},
           {"party", market_name(market)},
           {"role", market % 3 == 0 ? "consuming" : "authorising"}});
    }
  }

  const Extent& extent_;
  std::vector<json::Value> statements_;
};

}  // namespace

std::vector<json::Value> frame(const Extent& extent) { return Writer(extent).write(); }

}  // namespace concordat::bench::population
