// A registry in memory with a body that certifies, for tests of what is issued about it.
#pragma once

#include <memory>
#include <string>

#include <doctest/doctest.h>

#include "adapters/memory/memory_store.hpp"
#include "core/time/timestamp.hpp"
#include "registry/credentials/issuing.hpp"
#include "registry/fixture/fixture.hpp"

namespace concordat::registry {

inline constexpr std::string_view kHouseNow = "2026-06-01T12:00:00Z";

// An accreditor with a key of its own, a body that it accredits, a certificate of that body.
class HouseForTests {
 public:
  HouseForTests()
      : registry_(std::move(*site_.found(std::make_unique<memory::MemoryStore>(medium_)))) {
    say("economy", fixture::kOperator,
        {{"code", "XA"}, {"kind", "economy"}, {"names", json::Object{{"en", "Xanadu"}}}});
    organisation("accreditor", "accreditation-body");
    organisation("certia", "conformity-assessment-body");
    organisation("maker", "manufacturer");
    say("accreditation", "accreditor",
        {{"accreditor", "accreditor"},
         {"body", "certia"},
         {"mainScope", "product-certification"},
         {"number", "XA-4"},
         {"sectors", json::Array{"toys"}}},
        {.id = "granted"});
  }

  void organisation(const std::string& name, const std::string& role) {
    say("organisation", fixture::kOperator,
        {{"organisation", name},
         {"names", json::Object{{"en", "The " + name}}},
         {"economy", "XA"},
         {"roles", json::Array{role}}});
  }
  // Enrols a key whose private part somebody else than the registry has.
  crypto::PublicKey own_key(const std::string& organisation) {
    const crypto::PublicKey key = (*site_.keys.create(organisation))->public_key();
    say("key", fixture::kOperator,
        {{"organisation", organisation}, {"key", crypto::to_jwk(key)}, {"custody", "self"}});
    return key;
  }
  static json::Object certificate_body(const std::string& id, json::Array models = {"K-200"}) {
    return {{"certificate", id},
            {"number", id},
            {"artefact", "certificate"},
            {"body", "certia"},
            {"act", "ACT"},
            {"legalEffect", "voluntary"},
            {"sector", "toys"},
            {"holder", "maker"},
            {"product", json::Object{{"models", std::move(models)}}},
            {"title", "Kettle"},
            {"issued", "2025-01-01"}};
  }
  std::uint64_t certificate(const std::string& id, const std::string& statement = "") {
    return say("certificate", "certia", certificate_body(id), {.id = statement});
  }

  // The identifier of a statement, one of its own when empty, and the day of its effect.
  struct Said {
    std::string id = {};
    std::string from = "2000-01-01";
  };
  std::uint64_t say(const std::string& type, std::string_view author, json::Object body,
                    const Said& said) {
    const std::string id = said.id.empty() ? "s" + std::to_string(++count_) : said.id;
    json::Value made = fixture::draft(
        {.id = id, .type = type, .author = std::string(author), .body = std::move(body)});
    made.as_object()->find("effective")->as_object()->set("from", said.from);
    return file(made);
  }
  std::uint64_t say(const std::string& type, std::string_view author, json::Object body) {
    return say(type, author, std::move(body), Said{});
  }
  // Whether it was admitted.
  bool may_file(const json::Value& made) {
    return submit_drafts(*registry_, site_.keys, {made}, {.today = {20'454}, .enrol = true})[0]
        .has_value();
  }
  std::uint64_t file(const json::Value& made) {
    const auto outcomes =
        submit_drafts(*registry_, site_.keys, {made}, {.today = {20'454}, .enrol = true});
    const Error refusal = outcomes[0] ? Error{} : outcomes[0].error();
    CAPTURE(refusal.code);
    CAPTURE(refusal.place);
    REQUIRE(outcomes[0]);
    return outcomes[0]->index;
  }
  std::uint64_t change(const std::string& certificate, const std::string& state,
                       const std::string& from, json::Array models = {}) {
    json::Object body{{"certificate", certificate}, {"state", state}};
    if (!models.empty()) body.set("models", std::move(models));
    return say("certificate-state", "certia", std::move(body), {.from = from});
  }

  // What is recorded from now on is recorded at that time.
  void set_clock(std::string_view time) {
    site_.time_ms->store(parse_timestamp(time)->milliseconds);
  }
  // Closes the registry and folds its log again.
  void reopen() {
    registry_.reset();
    registry_ =
        std::move(*Registry::open(site_.ports(std::make_unique<memory::MemoryStore>(medium_))));
  }

  Result<json::Value> ask(std::string_view kind, std::string_view id,
                          std::string_view now = kHouseNow) const {
    return credential_about(*registry_, {.kind = kind, .id = id}, *parse_timestamp(now));
  }
  json::Value issued(std::string_view kind, std::string_view id) const {
    auto made = ask(kind, id);
    CAPTURE(made ? std::string() : made.error().code + " " + made.error().place);
    REQUIRE(made);
    return std::move(*made);
  }
  std::string refusal(std::string_view kind, std::string_view id) const {
    const auto made = ask(kind, id);
    return made ? "" : made.error().code;
  }
  const Registry& registry() const { return *registry_; }

 private:
  fixture::Site site_;
  std::shared_ptr<memory::Medium> medium_ = std::make_shared<memory::Medium>();
  std::unique_ptr<Registry> registry_;
  int count_ = 0;
};

}  // namespace concordat::registry
