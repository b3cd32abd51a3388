#include "core/access/decide.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace concordat::access {
namespace {

// The law is asked once for a request, and only when somebody's rule depends on it.
class Asked {
 public:
  Asked(const Request& request, const Law& law) : request_(request), law_(law) {}

  [[nodiscard]] bool grants(Need need) {
    switch (need) {
      case Need::kNothing:
        return true;
      case Need::kInForce:
        return standing().in_force;
      case Need::kOperator:
        return standing().has(facts::Role::kOperator);
      case Need::kMayState:
        return statement() != nullptr && Law::fits(standing(), *statement()->descriptor) &&
               admitted();
      case Need::kMayTakeBack:
        return statement() != nullptr && admitted();
    }
    return false;
  }
  [[nodiscard]] std::vector<std::uint64_t> against() const {
    if (admitted_ && !*admitted_) return admitted_->error().against;
    if (standing_ && standing_->by != facts::kNever) return {standing_->by};
    return {};
  }

 private:
  [[nodiscard]] const statement::Statement* statement() const {
    return request_.resource.statement;
  }
  [[nodiscard]] const Law::Standing& standing() {
    if (!standing_) standing_ = law_.standing(request_.principal.organisation);
    return *standing_;
  }
  [[nodiscard]] bool admitted() {
    if (statement()->author != request_.principal.organisation) return false;
    if (!admitted_) admitted_ = law_.admits(*statement());
    return admitted_->has_value();
  }

  const Request& request_;
  const Law& law_;
  std::optional<Law::Standing> standing_;
  std::optional<Status> admitted_;
};

bool speaks_of(const Rule& rule, const Resource& resource) {
  if (rule.statements.empty()) return true;
  return resource.statement != nullptr &&
         rule.statements.contains(resource.statement->descriptor->authority);
}

// What keeps the asker from a rule before the resource is looked at; nothing when nothing does.
std::optional<Reason> hindrance(const Rule& rule, const Request& request, Asked& asked) {
  const Principal& principal = request.principal;
  const bool in_role = rule.roles.empty() || principal.roles.intersects(rule.roles);
  if (!in_role || !speaks_of(rule, request.resource)) return Reason::kRole;
  if (!rule.purposes.empty() && !rule.purposes.contains(request.purpose)) return Reason::kPurpose;
  if (!asked.grants(rule.law)) return Reason::kLaw;
  return std::nullopt;
}

// The same of the action, whatever the rule.
std::optional<Reason> hindrance(const ActionRow& action, const Principal& principal) {
  if (action.comer == Comer::kAnybody) return std::nullopt;
  if (principal.kind == Kind::kNobody) return Reason::kSignIn;
  if (action.comer == Comer::kPerson && principal.kind != Kind::kPerson) return Reason::kPerson;
  if (!principal.scopes.contains(action.scope)) return Reason::kScope;
  return std::nullopt;
}

// A service cannot sign in again; its token says what it is for instead.
bool is_stale(const ActionRow& action, const Principal& principal) {
  return action.fresh && principal.kind == Kind::kPerson && !principal.fresh;
}

bool is_granted(const Request& request) {
  const std::string& organisation = request.principal.organisation;
  return std::ranges::any_of(request.resource.grants, [&](const Grant& grant) {
    return !organisation.empty() && grant.organisation == organisation &&
           grant.purposes.contains(request.purpose) && grant.from <= request.now &&
           request.now < grant.until;
  });
}

bool stands_so(Relation relation, const Request& request) {
  const Principal& principal = request.principal;
  const Resource& resource = request.resource;
  if (relation == Relation::kAny) return true;
  if (!resource.there) return false;
  switch (relation) {
    case Relation::kAny:
      return true;
    case Relation::kOwner:
      return !principal.id.empty() && resource.person == principal.id;
    case Relation::kOwnOrganisation:
      return !principal.organisation.empty() && resource.organisation == principal.organisation;
    case Relation::kCounterpart:
      return is_granted(request);
  }
  return false;
}

// "a, b or c" would be a sentence: these are the names alone, as the interface spells them.
template <class T, class Table>
void list_names(std::string& text, Set<T> members, const Table& table) {
  for (const auto& [value, name] : table) {
    if (!members.contains(value)) continue;
    if (!text.empty()) text.append(", ");
    text.append(name);
  }
}

std::string roles_for(const Request& request) {
  std::string text;
  RoleSet wanted;
  for (const Rule& rule : rules_for(request.action)) {
    // At the door nobody knows the statement yet.
    if (request.resource.statement != nullptr && !speaks_of(rule, request.resource)) continue;
    for (const Named<Role>& role : kRoles) {
      if (rule.roles.contains(role.value)) wanted.add(role.value);
    }
  }
  list_names(text, wanted, kRoles);
  return text;
}

// Those of the rules whose roles the asker has.
std::string purposes_for(const Request& request) {
  std::string text;
  for (const PurposeRow& row : kPurposes) {
    const bool fits = std::ranges::any_of(rules_for(request.action), [&](const Rule& rule) {
      const bool in_role = rule.roles.empty() || request.principal.roles.intersects(rule.roles);
      return in_role && rule.purposes.contains(row.purpose);
    });
    if (!fits) continue;
    if (!text.empty()) text.append(", ");
    text.append(row.name);
  }
  return text;
}

}  // namespace

Decision decide(const Request& request, const Law& law) {
  const ActionRow& action = row_of(request.action);
  if (const auto reason = hindrance(action, request.principal)) return {.reason = *reason};
  const bool stale = is_stale(action, request.principal);
  Asked asked(request, law);
  Decision decision{.reason = Reason::kRole};
  for (const Rule& rule : rules_for(request.action)) {
    if (const auto reason = hindrance(rule, request, asked)) {
      decision.reason = std::max(decision.reason, *reason);
    } else if (stale) {
      decision.reason = std::max(decision.reason, Reason::kFresh);
    } else if (stands_so(rule.relation, request)) {
      return {.rule = &rule};
    } else {
      decision.reason = action.sight == Sight::kHidden ? Reason::kNotFound : Reason::kForeign;
    }
  }
  if (decision.reason == Reason::kLaw) decision.against = asked.against();
  return decision;
}

std::optional<Reason> at_the_door(Action action, const Principal& principal) {
  const ActionRow& row = row_of(action);
  if (const auto reason = hindrance(row, principal)) return reason;
  const bool in_role = std::ranges::any_of(rules_for(action), [&](const Rule& rule) {
    return rule.roles.empty() || principal.roles.intersects(rule.roles);
  });
  if (!in_role) return Reason::kRole;
  if (is_stale(row, principal)) return Reason::kFresh;
  return std::nullopt;
}

std::string_view code_of(Reason reason) {
  switch (reason) {
    case Reason::kSignIn:
      return "access.sign-in";
    case Reason::kPerson:
      return "access.person";
    case Reason::kScope:
      return "access.scope";
    case Reason::kRole:
      return "access.role";
    case Reason::kPurpose:
      return "access.purpose";
    case Reason::kLaw:
      return "access.law";
    case Reason::kFresh:
      return "access.fresh";
    case Reason::kForeign:
      return "access.foreign";
    case Reason::kNotFound:
      return "access.not-found";
  }
  return {};
}

Error to_error(const Decision& refused, const Request& request) {
  Error error{.code = std::string(code_of(refused.reason)), .against = refused.against};
  switch (refused.reason) {
    case Reason::kScope:
      error.expected = name(row_of(request.action).scope);
      break;
    case Reason::kRole:
      error.expected = roles_for(request);
      break;
    case Reason::kPurpose:
      error.expected = purposes_for(request);
      break;
    default:
      break;
  }
  return error;
}

Action action_of(const statement::Statement& statement) {
  constexpr std::string_view kTakingBack[] = {"suspended", "restricted", "withdrawn",
                                              "cancelled", "annulled",   "ended"};
  std::string_view change;
  if (statement.type() == "certificate-state") change = statement.body.text("state");
  if (statement.type() == "status-change") change = statement.body.text("change");
  const bool back = std::ranges::find(kTakingBack, change) != std::end(kTakingBack);
  return back ? Action::kTakeBack : Action::kState;
}

}  // namespace concordat::access
