#include "core/testimony/computed.hpp"

#include <algorithm>

#include "core/base/bytes.hpp"
#include "core/base/hex.hpp"
#include "core/crypto/digest.hpp"
#include "core/json/write.hpp"
#include "core/testimony/envelope.hpp"
#include "core/testimony/profile.hpp"
#include "core/untp/envelope.hpp"

namespace concordat::testimony {
namespace {

using recognition::Answer;
using recognition::Arguments;
using recognition::Condition;
using recognition::Finding;
using recognition::Verdict;

bool recognises(Verdict verdict) {
  return verdict == Verdict::kRecognised || verdict == Verdict::kConditional ||
         verdict == Verdict::kEvidenceAccepted;
}

class Writer {
 public:
  Writer(const untp::Registrar& registrar, const Computed& computed, const untp::Naming& naming)
      : registrar_(registrar),
        naming_(naming),
        question_(computed.question),
        answer_(computed.answer),
        as_of_(computed.as_of) {}

  json::Object subject(const std::string& id) {
    json::Value asked = recognition::to_json(question_);
    asked.as_object()->set("asOf", as_of_.size);
    json::Object made{{"type", json::Array{"Determination"}},
                      {"id", id},
                      {"madeBy", "computation"},
                      {"purpose", asked.text("purpose")},
                      {"market", market()},
                      {"event", asked.text("event")},
                      {"eventDate", to_string(question_.date)}};
    json::Array numbers;
    for (const auto& one : question_.attestations) numbers.push_back(one.number);
    set_list(made, "attestationNumber", std::move(numbers));
    made.set("verdict", recognition::name(answer_.verdict));
    set_text(made, "undecidedWhy", recognition::name(answer_.why));
    if (recognises(answer_.verdict)) {
      made.set("recognisedWhole", answer_.extent.whole);
      set_text(made, "recognisedScale", answer_.extent.scale);
      set_text(made, "recognisedLevel", answer_.extent.level);
    }
    set_list(made, "determinationReason", reasons());
    json::Array conditions;
    for (const Condition& one : answer_.conditions) conditions.push_back(condition(one));
    set_list(made, "determinationCondition", std::move(conditions));
    if (answer_.stable.from != kBeginning) made.set("stableFrom", to_string(answer_.stable.from));
    if (answer_.stable.until != kForever) made.set("stableUntil", to_string(answer_.stable.until));
    made.set("asOf", json::Object{{"type", json::Array{"RegistryState"}},
                                  {"registry", as_of_.origin},
                                  {"logSize", as_of_.size},
                                  {"rootHash", as_of_.root},
                                  {"recorded", as_of_.time},
                                  {"semanticsVersion", as_of_.semantics_version}});
    made.set("askedQuestion", std::move(asked));
    made.set("askAgainAt", registrar_.base + "/v1/determinations");
    return made;
  }

 private:
  json::Object market() const {
    return untp::on_file(registrar_, naming_,
                         {.type = "Party",
                          .kind = "economies",
                          .id = question_.market,
                          .elsewhere = registrar_.address("economies", question_.market)});
  }

  // Of each requirement whether it applies, and the findings on its best route.
  json::Array reasons() {
    json::Array list;
    for (const Finding& one : answer_.findings) list.push_back(reason(one, {}, nullptr));
    for (const auto& requirement : answer_.requirements) {
      for (const Finding& one : requirement.findings) {
        list.push_back(reason(one, requirement.requirement, nullptr));
      }
      if (requirement.routes.empty()) continue;
      const recognition::RouteAnswer& best = requirement.routes.front();
      for (const Finding& one : best.findings) {
        list.push_back(reason(one, requirement.requirement, &best));
      }
    }
    return list;
  }

  json::Object reason(const Finding& finding, std::string_view requirement,
                      const recognition::RouteAnswer* route) const {
    json::Object made{{"type", json::Array{"Reason"}}, {"reasonCode", finding.code}};
    set_text(made, "requirement", requirement);
    if (route) {
      made.set("route", recognition::name(route->route));
      set_text(made, "instrument", route->instrument);
    }
    made.set("leg", recognition::name(finding.leg));
    made.set("bearing", recognition::name(finding.bearing));
    add_grounds(made, finding.arguments, finding.evidence);
    return made;
  }

  json::Object condition(const Condition& said) const {
    json::Object made{
        {"type", json::Array{"Condition"}}, {"conditionCode", said.code}, {"timing", said.timing}};
    set_text(made, "verifiedBy", said.verified_by);
    add_grounds(made, said.arguments, said.evidence);
    return made;
  }

  void add_grounds(json::Object& made, const Arguments& arguments,
                   const std::vector<facts::Ordinal>& evidence) const {
    json::Array said;
    for (const auto& [name, value] : arguments) {
      said.push_back(json::Object{
          {"type", json::Array{"Argument"}}, {"argumentName", name}, {"argumentValue", value}});
    }
    set_list(made, "argument", std::move(said));
    json::Array grounds;
    for (const facts::Ordinal index : evidence) grounds.push_back(registrar_.statement(index));
    set_list(made, "restsOn", std::move(grounds));
  }

  const untp::Registrar& registrar_;
  const untp::Naming& naming_;
  const recognition::Question& question_;
  const Answer& answer_;
  const recognition::AsOf& as_of_;
};

std::string title_of(const Computed& computed) {
  std::string title = "Computed: ";
  title += recognition::name(computed.answer.verdict);
  title += " in " + computed.question.market + " on " + to_string(computed.question.date);
  if (!computed.question.attestations.empty()) {
    title += ", " + computed.question.attestations.front().number;
  }
  return title;
}

}  // namespace

Result<json::Value> write_computation(const untp::Registrar& registrar, const untp::Issue& issue,
                                      const Computed& computed, const untp::Naming& naming) {
  const Date day = computed.question.date;
  const DateSpan& stable = computed.answer.stable;
  const Date longest = std::max(day, utc_date(issue.at)).plus_days(untp::kOpenLife_days);
  const Date first = stable.from == kBeginning ? day : stable.from;
  const Date last =
      stable.until == kForever ? longest : std::min(longest, stable.until.plus_days(-1));
  json::Value asked = recognition::to_json(computed.question);
  asked.as_object()->set("asOf", computed.as_of.size);
  const std::string id = registrar.base + "/v1/determinations/credential#" +
                         encode_hex(ByteView(crypto::sha256(bytes_of(json::canonical(asked)))));
  Envelope envelope{
      .kind = Kind::kComputation,
      .id = id,
      .name = title_of(computed),
      .description = "Computed by the registry " + registrar.origin +
                     " from the statements on file at log size " +
                     std::to_string(computed.as_of.size) +
                     ". It is no decision of an authority of the market, and binds nobody; what is "
                     "recorded later can change the answer.",
      .from = to_string(first) + "T00:00:00Z",
      .until = to_string(last) + "T23:59:59Z"};
  Writer writer(registrar, computed, naming);
  json::Value made =
      enveloped(registrar, issue, std::move(envelope), writer.subject(id + "/answer"));
  CONCORDAT_CHECK(check_profile(made));
  return made;
}

}  // namespace concordat::testimony
