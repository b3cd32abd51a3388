#include "core/access/reference.hpp"

#include "core/access/decide.hpp"

namespace concordat::access {
namespace {

constexpr std::string_view kHead =
    "# Who may do what\n\n"
    "Generated from the code (`./dev reference`); do not edit. One function decides from these\n"
    "tables, for every route, command and job; what no row allows is refused.\n\n"
    "First the asker alone is looked at: is anybody signed in, is the token for it, is there a\n"
    "role, does the purpose fit, what does the law of the registry say, was the sign-in recent.\n"
    "Only then comes the thing that is asked for. So a refusal of the first kind is the same\n"
    "whether the thing is there or not, and tells what would be needed. Of an action that is\n"
    "*hidden* the rest is told as `access.not-found`: what is another’s and what is not there are\n"
    "refused alike.\n";

std::string code(std::string_view name) { return "`" + std::string(name) + "`"; }

template <class T, class Table>
std::string names_of(Set<T> members, const Table& table, std::string_view none) {
  std::string text;
  for (const auto& row : table) {
    const auto& [value, name] = std::pair(row.value, row.name);
    if (!members.contains(value)) continue;
    text += (text.empty() ? "" : ", ") + std::string(name);
  }
  return text.empty() ? std::string(none) : text;
}

std::string purposes_of(PurposeSet purposes) {
  std::string text;
  for (const PurposeRow& row : kPurposes) {
    if (!purposes.contains(row.purpose)) continue;
    text += (text.empty() ? "" : ", ") + std::string(row.name);
  }
  return text.empty() ? "none needed" : text;
}

std::string_view word(Comer comer) {
  switch (comer) {
    case Comer::kAnybody:
      return "anybody";
    case Comer::kAccount:
      return "person or token";
    case Comer::kPerson:
      return "person alone";
  }
  return {};
}

std::string_view words_of(statement::Authority authority) {
  using enum statement::Authority;
  switch (authority) {
    case kOperator:
      return "operator";
    case kSelf:
      return "self";
    case kMarketAuthority:
      return "market authority";
    case kAccreditor:
      return "accreditor";
    case kDesignator:
      return "designator";
    case kParty:
      return "party";
    case kDepositary:
      return "depositary";
    case kBody:
      return "body";
    case kStandardsBody:
      return "standards body";
    case kSchemeOwner:
      return "scheme owner";
    case kHolder:
      return "holder";
    case kAuthorOfSubject:
      return "author of the subject";
    case kAnyone:
      return "anyone";
  }
  return {};
}

std::string statements_of(const Rule& rule) {
  if (rule.law != Need::kMayState && rule.law != Need::kMayTakeBack) return {};
  if (rule.statements.empty()) return "; statements of every kind";
  std::string text;
  for (unsigned at = 0; at <= static_cast<unsigned>(statement::Authority::kAnyone); ++at) {
    const auto authority = static_cast<statement::Authority>(at);
    if (!rule.statements.contains(authority)) continue;
    text += (text.empty() ? "" : ", ") + std::string(words_of(authority));
  }
  return "; statements made by: " + text;
}

std::string actions() {
  std::string text =
      "\n## Actions\n\n| action | what it is | who may come | scope of a token | recent sign-in | "
      "refusals | leaves a record |\n| --- | --- | --- | --- | --- | --- | --- |\n";
  for (const ActionRow& row : kActions) {
    const bool open_to_all = row.comer == Comer::kAnybody;
    text += "| " + code(row.name) + " | " + std::string(row.meaning) + " | " +
            std::string(word(row.comer)) + " | " +
            (open_to_all ? std::string() : code(name(row.scope))) + " | " +
            (row.fresh ? "yes" : "no") + " | " + (row.sight == Sight::kHidden ? "hidden" : "open") +
            " | " + (row.recorded ? "yes" : "no") + " |\n";
  }
  return text;
}

std::string rule_rows() {
  std::string text =
      "\n## Rules\n\nEach row is one way to be allowed. Its name stands in the record of the "
      "access.\n\n| action | rule | whose | roles | purposes | the law |\n| --- | --- | --- | --- "
      "| --- | --- |\n";
  for (const Rule& rule : rules()) {
    const bool open_to_all = row_of(rule.action).comer == Comer::kAnybody;
    text += "| " + code(name(rule.action)) + " | " + code(rule.name) + " | " +
            std::string(name(rule.relation)) + " | " +
            names_of(rule.roles, kRoles, open_to_all ? "none needed" : "any account") + " | " +
            purposes_of(rule.purposes) + " | " + std::string(name(rule.law)) + statements_of(rule) +
            " |\n";
  }
  return text;
}

std::string meanings() {
  std::string text = "\n### Whose\n\n";
  for (const Relation relation :
       {Relation::kAny, Relation::kOwner, Relation::kOwnOrganisation, Relation::kCounterpart}) {
    text += "- " + code(name(relation)) + ": " + std::string(meaning(relation)) + "\n";
  }
  text += "\n### The law\n\nRead from the facts at the published size, on the day.\n\n";
  for (const Need need :
       {Need::kNothing, Need::kInForce, Need::kOperator, Need::kMayState, Need::kMayTakeBack}) {
    text += "- " + code(name(need)) + ": " + std::string(meaning(need)) + "\n";
  }
  text += "\n### Purposes\n\n";
  for (const PurposeRow& row : kPurposes) {
    text += "- " + code(row.name) + ": " + std::string(row.meaning) + "\n";
  }
  return text;
}

std::string refusals() {
  constexpr std::string_view kTells[] = {"that nobody in particular has come",
                                         "that a token has come, and only a person may",
                                         "the token’s scope",
                                         "the roles that may",
                                         "the purposes that fit",
                                         "the entries of the log that stand against it",
                                         "that the sign-in is too old",
                                         "that it is another’s",
                                         "nothing"};
  std::string text = "\n## Refusals\n\nIn the order in which they are looked for.\n\n";
  for (unsigned at = 0; at < std::size(kTells); ++at) {
    text +=
        "- " + code(code_of(static_cast<Reason>(at))) + " tells " + std::string(kTells[at]) + "\n";
  }
  return text;
}

}  // namespace

std::string reference_page() {
  return std::string(kHead) + actions() + rule_rows() + meanings() + refusals();
}

}  // namespace concordat::access
