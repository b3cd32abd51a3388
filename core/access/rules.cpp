#include "core/access/rules.hpp"

#include <algorithm>
#include <array>

namespace concordat::access {
namespace {

using enum Role;
using enum Purpose;
using statement::Authority;

// Who works with confidential records in an organisation of their own.
constexpr RoleSet kKeepers{kRegulator,  kAccreditor,     kCertificationBody,
                           kLaboratory, kCustomsOfficer, kTrader};
// Who may be shown another organisation's: a trader is not.
constexpr RoleSet kInspectors{kRegulator,  kAccreditor,     kCertificationBody,
                              kLaboratory, kCustomsOfficer, kEvaluator};
constexpr PurposeSet kOwnWork{kOwnUse,         kConformityAssessment, kMarketSurveillance,
                              kCustomsControl, kRecognition,          kPeerEvaluation,
                              kComplaint};
constexpr PurposeSet kInspection{kConformityAssessment, kMarketSurveillance, kCustomsControl,
                                 kRecognition,          kPeerEvaluation,     kComplaint};

constexpr AuthoritySet kOfAuthorities{
    Authority::kSelf,          Authority::kMarketAuthority, Authority::kDesignator,
    Authority::kParty,         Authority::kDepositary,      Authority::kBody,
    Authority::kStandardsBody, Authority::kSchemeOwner,     Authority::kAuthorOfSubject,
    Authority::kAnyone};
constexpr AuthoritySet kOfAccreditors{Authority::kAccreditor, Authority::kDesignator,
                                      Authority::kAuthorOfSubject, Authority::kAnyone};
constexpr AuthoritySet kOfBodies{Authority::kBody, Authority::kHolder, Authority::kSchemeOwner,
                                 Authority::kAuthorOfSubject, Authority::kAnyone};
constexpr AuthoritySet kOfHolders{Authority::kHolder, Authority::kAuthorOfSubject,
                                  Authority::kAnyone};
constexpr AuthoritySet kOfAnyone{Authority::kAnyone, Authority::kAuthorOfSubject};
constexpr AuthoritySet kOfOrganisations{Authority::kSelf, Authority::kAuthorOfSubject};

using enum Relation;

constexpr Rule kRules[] = {
    {.action = Action::kReadPublic, .name = "public"},
    {.action = Action::kSubmitSigned, .name = "signed-by-author"},
    {.action = Action::kSignIn, .name = "who-knocks"},
    {.action = Action::kUseTestInterface, .name = "test-interface"},

    {.action = Action::kManageAccount, .name = "own-account", .relation = kOwner},
    {.action = Action::kManageCredentials, .name = "own-credentials", .relation = kOwner},
    {.action = Action::kManagePeople,
     .name = "people-of-organisation",
     .relation = kOwnOrganisation,
     .roles = {kAdministrator}},
    {.action = Action::kManagePeople,
     .name = "people-by-operator",
     .roles = {kOperator},
     .law = Need::kOperator},

    {.action = Action::kState,
     .name = "state-as-operator",
     .relation = kOwnOrganisation,
     .roles = {kOperator},
     .law = Need::kMayState},
    {.action = Action::kState,
     .name = "state-as-authority",
     .relation = kOwnOrganisation,
     .roles = {kRegulator},
     .law = Need::kMayState,
     .statements = kOfAuthorities},
    {.action = Action::kState,
     .name = "state-as-accreditor",
     .relation = kOwnOrganisation,
     .roles = {kAccreditor},
     .law = Need::kMayState,
     .statements = kOfAccreditors},
    {.action = Action::kState,
     .name = "state-as-body",
     .relation = kOwnOrganisation,
     .roles = {kCertificationBody},
     .law = Need::kMayState,
     .statements = kOfBodies},
    {.action = Action::kState,
     .name = "state-as-laboratory",
     .relation = kOwnOrganisation,
     .roles = {kLaboratory},
     .law = Need::kMayState,
     .statements = kOfAnyone},
    {.action = Action::kState,
     .name = "state-as-holder",
     .relation = kOwnOrganisation,
     .roles = {kTrader},
     .law = Need::kMayState,
     .statements = kOfHolders},
    {.action = Action::kState,
     .name = "state-of-organisation",
     .relation = kOwnOrganisation,
     .roles = {kAdministrator},
     .law = Need::kMayState,
     .statements = kOfOrganisations},

    {.action = Action::kTakeBack,
     .name = "take-back-own",
     .relation = kOwnOrganisation,
     .roles = {kOperator, kRegulator, kAccreditor, kCertificationBody, kLaboratory, kTrader},
     .law = Need::kMayTakeBack},

    {.action = Action::kKeepRecord,
     .name = "keep-own",
     .relation = kOwnOrganisation,
     .roles = kKeepers,
     .purposes = kOwnWork,
     .law = Need::kInForce},

    {.action = Action::kReadRecord,
     .name = "read-own",
     .relation = kOwnOrganisation,
     .roles = kKeepers,
     .purposes = kOwnWork},
    {.action = Action::kReadRecord,
     .name = "read-granted",
     .relation = kCounterpart,
     .roles = kInspectors,
     .purposes = kInspection,
     .law = Need::kInForce},
    {.action = Action::kReadRecord,
     .name = "read-about-oneself",
     .relation = kOwner,
     .purposes = {kDataSubject}},

    {.action = Action::kCorrectRecord,
     .name = "correct-own",
     .relation = kOwnOrganisation,
     .roles = kKeepers,
     .purposes = kOwnWork},
    {.action = Action::kCorrectRecord,
     .name = "correct-about-oneself",
     .relation = kOwner,
     .purposes = {kDataSubject}},

    {.action = Action::kDiscloseRecord,
     .name = "disclose-own",
     .relation = kOwnOrganisation,
     .roles = kKeepers,
     .purposes = kInspection},

    {.action = Action::kEraseRecord,
     .name = "erase-own",
     .relation = kOwnOrganisation,
     .roles = kKeepers,
     .purposes = {kRetention, kDataSubject, kOwnUse}},

    {.action = Action::kRequestRecord,
     .name = "request-for-duty",
     .roles = kInspectors,
     .purposes = kInspection,
     .law = Need::kInForce},

    {.action = Action::kAnswerRequest,
     .name = "answer-for-own",
     .relation = kOwnOrganisation,
     .roles = kKeepers},

    {.action = Action::kSeeWhoLooked,
     .name = "looks-at-own",
     .relation = kOwnOrganisation,
     .roles = {kRegulator, kAccreditor, kCertificationBody, kLaboratory, kCustomsOfficer, kTrader,
               kAuditor, kAdministrator}},
    {.action = Action::kSeeWhoLooked, .name = "looks-at-oneself", .relation = kOwner},

    {.action = Action::kSearchAudit,
     .name = "audit-of-registry",
     .roles = {kAuditor},
     .purposes = {kAudit},
     .law = Need::kOperator},
    {.action = Action::kSearchAudit,
     .name = "audit-of-organisation",
     .relation = kOwnOrganisation,
     .roles = {kAuditor},
     .purposes = {kAudit}},

    {.action = Action::kOperate,
     .name = "operate-registry",
     .roles = {kOperator},
     .law = Need::kOperator},
};

constexpr bool grouped_by_action() {
  return std::ranges::is_sorted(kRules, {}, [](const Rule& rule) { return rule.action; });
}
static_assert(grouped_by_action());

constexpr bool actions_in_order() {
  for (std::size_t at = 0; at < std::size(kActions); ++at) {
    if (static_cast<std::size_t>(kActions[at].action) != at) return false;
  }
  return static_cast<std::size_t>(Action::kOperate) + 1 == std::size(kActions);
}
static_assert(actions_in_order());

// Where the rules of each action begin, with the end behind the last.
constexpr auto kBegins = [] {
  std::array<std::size_t, std::size(kActions) + 1> begins{};
  std::size_t at = 0;
  for (std::size_t action = 0; action < std::size(kActions); ++action) {
    begins[action] = at;
    while (at < std::size(kRules) && static_cast<std::size_t>(kRules[at].action) == action) ++at;
  }
  begins.back() = at;
  return begins;
}();
static_assert(kBegins.back() == std::size(kRules));

}  // namespace

std::span<const Rule> rules() { return kRules; }

std::span<const Rule> rules_for(Action action) {
  const auto at = static_cast<std::size_t>(action);
  return std::span(kRules).subspan(kBegins[at], kBegins[at + 1] - kBegins[at]);
}

std::string_view name(Relation relation) {
  switch (relation) {
    case kAny:
      return "any";
    case kOwner:
      return "owner";
    case kOwnOrganisation:
      return "own-organisation";
    case kCounterpart:
      return "counterpart";
  }
  return {};
}

std::string_view meaning(Relation relation) {
  switch (relation) {
    case kAny:
      return "it matters not whose it is";
    case kOwner:
      return "it is about the person who asks";
    case kOwnOrganisation:
      return "it belongs to the organisation of whoever asks";
    case kCounterpart:
      return "a grant of its owner names the asker’s organisation and purpose, and holds now";
  }
  return {};
}

std::string_view name(Need need) {
  switch (need) {
    case Need::kNothing:
      return "nothing";
    case Need::kInForce:
      return "in-force";
    case Need::kOperator:
      return "operator";
    case Need::kMayState:
      return "may-state";
    case Need::kMayTakeBack:
      return "may-take-back";
  }
  return {};
}

std::string_view meaning(Need need) {
  switch (need) {
    case Need::kNothing:
      return "nothing is asked of the facts on file";
    case Need::kInForce:
      return "the organisation is described on the day, and neither suspended nor ended";
    case Need::kOperator:
      return "that, and it is the operator of the registry";
    case Need::kMayState:
      return "that, in the role that the statement takes, and admission would let the statement in";
    case Need::kMayTakeBack:
      return "admission would let the statement in: who answers for something may always end it";
  }
  return {};
}

}  // namespace concordat::access
