#include "bench/population/population.hpp"

#include <algorithm>

#include "bench/population/draft.hpp"

namespace concordat::bench {

using namespace population;

namespace {

// A certificate's changes follow it in the log, one each time so many others have been filed.
constexpr std::uint64_t kGap = 997;
constexpr std::uint32_t kMostChanges = 40;
constexpr std::uint64_t kCertificatesPerHolder = 12;

std::uint32_t draw_changes(Numbers& draw) {
  const std::uint64_t kind = draw.below(1000);
  if (kind < 840) return 0;
  if (kind < 940) return 1;
  if (kind < 980) return 2;
  if (kind < 996) return 3 + static_cast<std::uint32_t>(draw.below(4));
  return 12 + static_cast<std::uint32_t>(draw.below(kMostChanges - 12 + 1));
}

std::string holder_name(std::uint64_t holder) {
  static constexpr std::string_view kTrades[] = {"Appliances", "Tools",    "Lighting", "Toys",
                                                 "Devices",    "Machines", "Controls", "Works"};
  return "Maker " + padded(holder, 6) + " " + std::string(kTrades[holder % 8]) + " Ltd";
}

std::string hexadecimal(Numbers& draw, std::size_t digits) {
  std::string text;
  while (text.size() < digits) text += "0123456789abcdef"[draw.below(16)];
  return text;
}

// One body in six prints numbers that others print as well.
bool numbers_of_its_own(std::uint32_t body) { return body % 6 != 5; }

std::string serial(const Issued& certificate) {
  return to_string(certificate.issued).substr(2, 2) + "-" + padded(certificate.number, 8);
}

std::string printed_number(const Issued& certificate) {
  if (!numbers_of_its_own(certificate.body)) return serial(certificate);
  return "B" + padded(certificate.body, 4) + "-" + serial(certificate);
}

json::Array models(const Issued& certificate, Numbers& draw) {
  json::Array models;
  const std::uint64_t count = 1 + draw.skewed(3);
  for (std::uint64_t at = 0; at < count; ++at) {
    models.emplace_back("MX-" + padded(certificate.number, 8) + "-" +
                        std::string(1, static_cast<char>('A' + at)));
  }
  return models;
}

json::Object product(const Issued& certificate, Numbers& draw) {
  json::Object product;
  if (draw.chance(65)) product.set("models", models(certificate, draw));
  if (draw.chance(30)) {
    static constexpr std::string_view kVoltages[] = {"230", "120", "24", "12"};
    product.set("attributes", json::Object{{"voltage", kVoltages[draw.below(4)]},
                                           {"current", draw.chance(80) ? "ac" : "dc"},
                                           {"household", draw.chance(50)}});
  }
  if (draw.chance(10)) {
    product.set("factories",
                json::Array{"factory-" + padded(certificate.holder * 2 + draw.below(2), 7)});
  }
  if (draw.chance(3))
    product.set("softwareVersions", json::Array{"2." + std::to_string(draw.below(9))});
  if (draw.chance(20)) product.set("hs", json::Array{padded(8400 + draw.below(200), 4)});
  return product;
}

}  // namespace

Population::Population(const Extent& extent)
    : extent_(extent), bodies_(extent.markets * kBodiesPerMarket) {
  for (json::Value& statement : frame(extent)) waiting_.push_back(std::move(statement));
}

std::string Population::market(std::uint32_t number) const { return market_name(number); }

Issued Population::issued(std::uint64_t number) const {
  Numbers draw(extent_.seed, number);
  Issued certificate{.number = number};
  certificate.body = static_cast<std::uint32_t>(draw.skewed(bodies_));
  certificate.sector = static_cast<std::uint32_t>(draw.skewed(kSectors.size()));
  certificate.holder =
      draw.skewed(std::max<std::uint64_t>(8, extent_.certificates / kCertificatesPerHolder));
  // Days run with the log: later numbers are issued later, give or take a quarter.
  const std::uint64_t days = kYears * 365;
  const std::uint64_t day = number * days / std::max<std::uint64_t>(1, extent_.certificates);
  certificate.issued =
      date_of(kFirstYear, 1, 1).plus_days(static_cast<std::int32_t>(day + draw.below(90)));
  certificate.until = draw.chance(85) ? certificate.issued.plus_days(5 * 365) : kForever;
  certificate.changes = draw_changes(draw);
  return certificate;
}

std::string Population::certificate_id(const Issued& certificate) const {
  if (numbers_of_its_own(certificate.body)) return printed_number(certificate);
  return "body-" + padded(certificate.body, 4) + "/" + printed_number(certificate);
}

json::Value Population::certificate(const Issued& certificate) const {
  Numbers draw(extent_.seed, certificate.number + (std::uint64_t{1} << 40));
  const std::uint32_t market = certificate.body % extent_.markets;
  const std::string id = certificate_id(certificate);
  json::Object body{{"certificate", id},
                    {"number", printed_number(certificate)},
                    {"artefact", "type-examination"},
                    {"body", body_name(certificate.body)},
                    {"act", act_name(market, certificate.sector)},
                    {"module", "B"},
                    {"legalEffect", draw.chance(90) ? "mandatory" : "voluntary"},
                    {"sector", kSectors[certificate.sector]},
                    {"holder", holder_name(certificate.holder)},
                    {"title", "Appliance of the series MX-" + padded(certificate.number, 8)},
                    {"issued", to_string(certificate.issued)}};
  if (draw.chance(50)) body.set("manufacturer", holder_name(certificate.holder));
  json::Array editions;
  const auto first = static_cast<std::uint32_t>(draw.below(kStandards));
  const std::uint32_t newest = edition_on(certificate.issued);
  const std::uint32_t edition = newest > 0 && draw.chance(20) ? newest - 1 : newest;
  editions.emplace_back(edition_name(certificate.sector, first, edition));
  if (draw.chance(40)) {
    editions.emplace_back(edition_name(certificate.sector, (first + 1) % kStandards, newest));
  }
  body.set("editions", std::move(editions));
  if (json::Object scope = product(certificate, draw); !scope.empty()) {
    body.set("product", std::move(scope));
  }
  if (draw.chance(15)) {
    body.set("surveillanceDue", to_string(certificate.issued.plus_days(365)));
  }
  if (draw.chance(25)) body.set("document", "sha256:" + hexadecimal(draw, 64));
  const bool transcribed = draw.chance(20);
  json::Object statement =
      draft({.id = "certificate-" + id,
             .type = "certificate",
             .author = transcribed ? "transcriber.example" : body_name(certificate.body),
             .from = certificate.issued,
             .until = certificate.until},
            std::move(body));
  if (transcribed) {
    Numbers list(extent_.seed, certificate.body + (std::uint64_t{1} << 41));
    statement.set("basis", json::Object{{"kind", "transcribed"},
                                        {"source", "list-of-" + body_name(certificate.body)},
                                        {"digest", "sha256:" + hexadecimal(list, 64)},
                                        {"row", std::to_string(certificate.number)}});
  }
  return statement;
}

// Surveillance year after year; the last two of a longer history suspend and reinstate, or
// withdraw.
json::Value Population::change(const Issued& certificate, std::uint32_t at) const {
  Numbers draw(extent_.seed, certificate.number + (std::uint64_t{1} << 42));
  const bool withdrawn = draw.chance(30);
  const std::uint32_t left = certificate.changes - at;
  std::string_view state = "surveillance-done";
  if (left == 1 && (withdrawn || certificate.changes == 1)) {
    state = withdrawn ? "withdrawn" : "surveillance-done";
  } else if (left == 1 && certificate.changes > 1) {
    state = "reinstated";
  } else if (left == 2 && !withdrawn) {
    state = "suspended";
  }
  const Date day = certificate.issued.plus_days(static_cast<std::int32_t>(30 + at * 40));
  json::Object body{{"certificate", certificate_id(certificate)}, {"state", state}};
  if (state == "surveillance-done") body.set("surveillanceDue", to_string(day.plus_days(400)));
  json::Object statement =
      draft({.id = "state-" + certificate_id(certificate) + "-" + std::to_string(at),
             .type = "certificate-state",
             .author = body_name(certificate.body),
             .from = day},
            std::move(body));
  if (state == "suspended" || state == "withdrawn") statement.set("cause", "nonconformities");
  return statement;
}

void Population::histories_up_to_here() {
  for (std::uint32_t at = 0; at < kMostChanges; ++at) {
    const std::uint64_t back = (at + 1) * kGap;
    if (back > filed_) return;
    const Issued certificate = issued(filed_ - back);
    if (at < certificate.changes) waiting_.emplace_back(change(certificate, at));
  }
}

std::optional<json::Value> Population::next() {
  if (waiting_.empty()) {
    if (filed_ == extent_.certificates) return std::nullopt;
    waiting_.emplace_back(certificate(issued(filed_)));
    ++filed_;
    histories_up_to_here();
  }
  json::Value statement = std::move(waiting_.front());
  waiting_.pop_front();
  return statement;
}

}  // namespace concordat::bench
