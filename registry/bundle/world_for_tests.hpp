// Two markets and two product groups, for tests of bundles and receipts.
#pragma once

#include <memory>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

#include "adapters/keys/port_verifier.hpp"
#include "adapters/memory/memory_store.hpp"
#include "core/json/write.hpp"
#include "registry/bundle/make.hpp"
#include "registry/bundle/open.hpp"
#include "registry/fixture/fixture.hpp"

namespace concordat::registry::bundle {

inline constexpr Instant kMade{1'780'272'000'000};                   // 2026-06-01
inline constexpr Instant kExpires{1'780'272'000'000 + 864'000'000};  // ten days later

class HouseForTests {
 public:
  HouseForTests() : registry_(std::move(*site_.found(std::make_unique<memory::MemoryStore>()))) {
    for (const char* const code : {"XA", "XB"}) {
      say("economy", std::string(fixture::kOperator),
          {{"code", code}, {"kind", "economy"}, {"names", json::Object{{"en", code}}}});
      const std::string ministry = std::string("ministry-") + code;
      organisation(ministry, code, {"authority", "designating-authority"});
      say("legal-act", ministry,
          {{"act", std::string("ACT-") + code},
           {"market", code},
           {"title", json::Object{{"en", "The act"}}}});
    }
    organisation("certia", "XA", {"conformity-assessment-body"});
    say("designation", "ministry-XA", {{"body", "certia"}, {"act", "ACT-XA"}});
    say("requirement", "ministry-XA",
        {{"requirement", "R-1"},
         {"market", "XA"},
         {"act", "ACT-XA"},
         {"sector", "kettles"},
         {"title", json::Object{{"en", "Kettles"}}},
         {"procedures", json::Array{json::Object{{"procedure", "P"}, {"party", "third"}}}}});
    json::Array cells;
    for (const char* const leg : {"authenticity", "competence", "measures"}) {
      cells.push_back(json::Object{
          {"route", "R0"}, {"leg", leg}, {"purpose", "recognition"}, {"need", "required"}});
    }
    say("route-matrix", std::string(fixture::kOperator), {{"cells", std::move(cells)}});
    certificate("C-1", "kettles");
    certificate("C-2", "toys");
    certificate("C-3", "toys");
    say("certificate-state", "certia", {{"certificate", "C-2"}, {"state", "suspended"}});
    measure("M-A", "XA", "K-1");
    measure("M-B", "XB", "K-1");
    certificate("C-4", "kettles");
  }

  void organisation(const std::string& name, const std::string& economy, json::Array roles) {
    say("organisation", std::string(fixture::kOperator),
        {{"organisation", name},
         {"names", json::Object{{"en", name}}},
         {"economy", economy},
         {"roles", std::move(roles)}});
  }
  void certificate(const std::string& id, const std::string& sector) {
    say("certificate", "certia",
        {{"certificate", id},
         {"number", "No. " + id},
         {"artefact", "certificate"},
         {"body", "certia"},
         {"act", "ACT-XA"},
         {"legalEffect", "mandatory"},
         {"sector", sector},
         {"holder", "Brewmaster"},
         {"issued", "2000-01-01"}});
  }
  void measure(const std::string& id, const std::string& market, const std::string& model) {
    say("measure", "ministry-" + market,
        {{"measure", id},
         {"market", market},
         {"kind", "ban"},
         {"stage", "confirmed"},
         {"units", json::Object{{"models", json::Array{model}}, {"extent", "all-units"}}}});
  }
  void say(const std::string& type, const std::string& author, json::Object body) {
    const json::Value draft = fixture::draft({.id = "s" + std::to_string(++count_),
                                              .type = type,
                                              .author = author,
                                              .body = std::move(body)});
    const auto outcomes = submit_drafts(*registry_, site_.keys, {draft},
                                        {.today = date_of(2026, 1, 1), .enrol = true});
    REQUIRE_MESSAGE(outcomes.front(),
                    json::compact(draft)
                        << (outcomes.front() ? "" : outcomes.front().error().code)
                        << (outcomes.front() ? "" : outcomes.front().error().place));
  }

  [[nodiscard]] const Registry& registry() const { return *registry_; }
  [[nodiscard]] fixture::MemoryKeys& keys() { return site_.keys; }
  [[nodiscard]] OperatorKey key() {
    Signer* const signer = *site_.keys.signer(fixture::kOperator);
    auto key = OperatorKey::of(*signer, *registry_, kMade);
    REQUIRE(key);
    return std::move(*key);
  }
  [[nodiscard]] log::VerifierKey log_key() const { return *log::parse_vkey(registry_->log_vkey()); }

  [[nodiscard]] Order order(Coverage coverage) const {
    return {.coverage = std::move(coverage), .made = kMade, .expires = kExpires};
  }
  [[nodiscard]] std::string bundle(const Order& made) {
    std::ostringstream out;
    const auto outcome = make(*registry_, made, key(), out);
    REQUIRE_MESSAGE(outcome, (outcome ? "" : outcome.error().code));
    return out.str();
  }
  [[nodiscard]] Result<Bundle> read(const std::string& text) const {
    std::istringstream in(text);
    Lines lines(in);
    const log::VerifierKey key = log_key();
    return open(lines, {.log_key = key, .verifier = verifier_});
  }

  [[nodiscard]] static recognition::Question question(const std::string& market,
                                                      const std::string& number) {
    recognition::Question question;
    question.market = market;
    question.date = date_of(2026, 6, 1);
    if (!number.empty()) question.attestations.push_back({.number = number});
    question.product.model = "K-1";
    return question;
  }
  [[nodiscard]] static std::string answer(const Registry& registry,
                                          const recognition::Question& question) {
    const auto decision = registry.decide(question);
    return decision ? Registry::to_text(question, *decision) : decision.error().code;
  }

 private:
  fixture::Site site_;
  std::unique_ptr<Registry> registry_;
  keys::PortVerifier verifier_;
  int count_ = 0;
};

inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}
inline std::string text_of_lines(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

}  // namespace concordat::registry::bundle
