// What can be asked for, and what for. The rules about each action stand in `rules.hpp`.
#pragma once

#include "core/access/principal.hpp"

namespace concordat::access {

enum class Action : std::uint8_t {
  kReadPublic,
  kSubmitSigned,
  kSignIn,
  kUseTestInterface,
  kManageAccount,
  kManageCredentials,
  kManagePeople,
  kState,
  kTakeBack,
  kKeepRecord,
  kReadRecord,
  kCorrectRecord,
  kDiscloseRecord,
  kEraseRecord,
  kRequestRecord,
  kAnswerRequest,
  kSeeWhoLooked,
  kSearchAudit,
  kOperate,
};

// Who may come with an action at all.
enum class Comer : std::uint8_t {
  kAnybody,  // nobody in particular, too
  kAccount,  // a person who signed in, or a service with a token
  kPerson,   // a person alone: what a stolen token must never do
};

// What a refusal may tell about the thing that was asked for.
enum class Sight : std::uint8_t {
  kOpen,    // that it is there, and another's
  kHidden,  // nothing: what is not there and what is not for the asker are refused alike
};

struct ActionRow {
  Action action;
  std::string_view name;  // as rules, records of access and the reference page spell it
  Comer comer;
  Scope scope;  // that a token needs; of no account where anybody may come
  Sight sight;
  bool fresh;     // a person must have signed in within minutes
  bool recorded;  // concerns what is confidential: granted or refused, it leaves a record
  std::string_view meaning;
};

// In the order of the enumerators.
inline constexpr ActionRow kActions[] = {
    {Action::kReadPublic, "read-public", Comer::kAnybody, Scope::kAccount, Sight::kOpen, false,
     false, "read what is public: the log and everything computed from it"},
    {Action::kSubmitSigned, "submit-signed", Comer::kAnybody, Scope::kStatements, Sight::kOpen,
     false, false,
     "hand in a statement that its author has signed; the signature is the authority"},
    {Action::kSignIn, "sign-in", Comer::kAnybody, Scope::kAccount, Sight::kOpen, false, false,
     "show who one is, or stop being it"},
    {Action::kUseTestInterface, "use-test-interface", Comer::kAnybody, Scope::kAccount,
     Sight::kOpen, false, false,
     "have test keys sign and verify, where the operator has switched that on"},
    {Action::kManageAccount, "manage-account", Comer::kAccount, Scope::kAccount, Sight::kHidden,
     false, false, "see one's own account, its sessions and tokens, and end them"},
    {Action::kManageCredentials, "manage-credentials", Comer::kPerson, Scope::kAccount,
     Sight::kHidden, true, false, "change what one signs in with, and make tokens"},
    {Action::kManagePeople, "manage-people", Comer::kPerson, Scope::kAccount, Sight::kHidden, true,
     true, "invite people into an organisation, give and take roles"},
    {Action::kState, "state", Comer::kAccount, Scope::kStatements, Sight::kOpen, true, false,
     "have a statement signed and logged in the organisation's name"},
    {Action::kTakeBack, "take-back", Comer::kAccount, Scope::kStatements, Sight::kOpen, true, false,
     "suspend, restrict, withdraw or end in the organisation's name what it answers for"},
    {Action::kKeepRecord, "keep-record", Comer::kAccount, Scope::kVault, Sight::kHidden, false,
     true, "put a confidential record into the vault"},
    {Action::kReadRecord, "read-record", Comer::kAccount, Scope::kVault, Sight::kHidden, false,
     true, "read a confidential record, or the rows of it that were disclosed"},
    {Action::kCorrectRecord, "correct-record", Comer::kAccount, Scope::kVault, Sight::kHidden,
     false, true, "put a corrected version of a record in the place of the old one"},
    {Action::kDiscloseRecord, "disclose-record", Comer::kAccount, Scope::kVault, Sight::kHidden,
     true, true, "give another organisation sight of a record or of rows of it"},
    {Action::kEraseRecord, "erase-record", Comer::kAccount, Scope::kVault, Sight::kHidden, true,
     true, "destroy the key and the salt of a record"},
    {Action::kRequestRecord, "request-record", Comer::kAccount, Scope::kExchange, Sight::kOpen,
     false, true, "ask another organisation for a record"},
    {Action::kAnswerRequest, "answer-request", Comer::kAccount, Scope::kExchange, Sight::kHidden,
     true, true, "grant, grant in part or refuse what another organisation asked for"},
    {Action::kSeeWhoLooked, "see-who-looked", Comer::kAccount, Scope::kAudit, Sight::kHidden, false,
     true, "read the records of access to what is one's own"},
    {Action::kSearchAudit, "search-audit", Comer::kAccount, Scope::kAudit, Sight::kOpen, false,
     true, "search the records of access"},
    {Action::kOperate, "operate", Comer::kAccount, Scope::kOperate, Sight::kOpen, true, true,
     "keys, jobs, backups and health of the registry"},
};

[[nodiscard]] constexpr const ActionRow& row_of(Action action) {
  return kActions[static_cast<std::size_t>(action)];
}
[[nodiscard]] constexpr std::string_view name(Action action) { return row_of(action).name; }

// What something is done for. Recorded with every access, and held against what a grant allows.
enum class Purpose : std::uint8_t {
  kNone,  // none was given
  kOwnUse,
  kConformityAssessment,
  kMarketSurveillance,
  kCustomsControl,
  kRecognition,
  kPeerEvaluation,
  kComplaint,
  kDataSubject,
  kRetention,
  kAudit,
};
using PurposeSet = Set<Purpose>;

struct PurposeRow {
  Purpose purpose;
  std::string_view name;
  std::string_view meaning;
};

inline constexpr PurposeRow kPurposes[] = {
    {Purpose::kOwnUse, "own-use", "the owner's own work"},
    {Purpose::kConformityAssessment, "conformity-assessment",
     "to certify, inspect or test (ISO/IEC 17065, 17020, 17025)"},
    {Purpose::kMarketSurveillance, "market-surveillance",
     "to check products made available on a market"},
    {Purpose::kCustomsControl, "customs-control", "to decide on the release of goods"},
    {Purpose::kRecognition, "recognition", "to assess whether results of another are accepted"},
    {Purpose::kPeerEvaluation, "peer-evaluation", "to evaluate a body or a scheme (ISO/IEC 17011)"},
    {Purpose::kComplaint, "complaint", "to handle a complaint or an appeal"},
    {Purpose::kDataSubject, "data-subject", "a person asks what is held about that person"},
    {Purpose::kRetention, "retention", "the time a record was to be kept is over"},
    {Purpose::kAudit, "audit", "to check how the registry and its users act"},
};

[[nodiscard]] constexpr std::string_view name(Purpose purpose) {
  for (const PurposeRow& row : kPurposes) {
    if (row.purpose == purpose) return row.name;
  }
  return {};
}
// Nothing for a name that no purpose has, and for none.
[[nodiscard]] constexpr std::optional<Purpose> purpose_named(std::string_view name) {
  for (const PurposeRow& row : kPurposes) {
    if (row.name == name) return row.purpose;
  }
  return std::nullopt;
}

}  // namespace concordat::access
