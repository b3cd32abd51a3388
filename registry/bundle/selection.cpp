#include "registry/bundle/selection.hpp"

#include <algorithm>
#include <span>
#include <unordered_map>

#include "core/facts/probe.hpp"

namespace concordat::registry::bundle {
namespace {

using facts::Ordinal;

// What is said for one market, named in the member `market`, and counts in no other.
constexpr std::string_view kOfOneMarket[] = {
    "requirement",  "requirements-complete", "citation",         "formal-objection",
    "difference",   "filing-obligation",     "acceptance-act",   "accreditor-acceptance",
    "measure",      "equivalence-decision",  "border-procedure", "holiday-calendar",
    "fee-schedule",
};
// What happens to certificates.
constexpr std::string_view kOfCertificates[] = {"certificate-state", "transfer"};

bool is_among(std::span<const std::string_view> types, std::string_view type) {
  return std::ranges::find(types, type) != types.end();
}

}  // namespace

std::set<std::string> lands_of(const std::vector<std::string>& markets, const facts::Tables& tables,
                               Ordinal size) {
  std::set<std::string> lands(markets.begin(), markets.end());
  std::vector<std::string> to_see = markets;
  const auto add = [&](facts::Id land) {
    if (land == facts::kNoId) return;
    if (auto [name, is_new] = lands.emplace(tables.text(land)); is_new) to_see.push_back(*name);
  };
  while (!to_see.empty()) {
    const facts::Id land = tables.id(to_see.back());
    to_see.pop_back();
    if (land == facts::kNoId) continue;
    tables.memberships.visit(land, size, [&](const facts::Membership& row) {
      add(row.area);
      return true;
    });
    tables.economies.visit(land, size, [&](const facts::Economy& row) {
      add(row.part_of);
      return true;
    });
  }
  return lands;
}

// Statements that go together: each points at another of its group, the first at itself.
class Selection::Groups {
 public:
  void add() { towards_.push_back(static_cast<Ordinal>(towards_.size())); }

  Ordinal first_of(Ordinal at) {
    while (towards_[at] != at) {
      towards_[at] = towards_[towards_[at]];
      at = towards_[at];
    }
    return at;
  }

  void join(Ordinal one, Ordinal other) {
    const auto [low, high] = std::minmax({first_of(one), first_of(other)});
    towards_[high] = low;
  }

  // With every other that the name, of a certificate or printed on one, was seen with.
  void join(Ordinal one, std::string_view name) {
    if (name.empty()) return;
    const auto [seen, is_new] = named_.emplace(name, one);
    if (!is_new) join(one, seen->second);
  }

 private:
  std::vector<Ordinal> towards_;
  std::unordered_map<std::string, Ordinal> named_;
};

Selection::Selection(const Coverage& coverage, const facts::Tables& tables, Ordinal size)
    : coverage_(coverage), tables_(tables), size_(size), groups_(std::make_unique<Groups>()) {
  if (coverage.markets) lands_ = lands_of(*coverage.markets, tables, size);
}

Selection::~Selection() = default;

bool Selection::is_wanted(const statement::Statement& statement) const {
  const std::string_view type = statement.type();
  if (coverage_.sectors && type == "certificate") {
    return std::ranges::binary_search(*coverage_.sectors, statement.body.text("sector"));
  }
  if (coverage_.markets && is_among(kOfOneMarket, type)) {
    return lands_.contains(std::string(statement.body.text("market")));
  }
  // These go with the certificate, and with what they interrupt.
  if (coverage_.sectors && is_among(kOfCertificates, type)) return false;
  // Records of access are the registry's alone, and no question depends on them.
  return type != "status-change" && type != "audit-head";
}

void Selection::tie_to_statement(std::string_view id, Ordinal ordinal) {
  const auto other = facts::statement_ordinal(tables_, id, size_);
  if (other && *other < ordinal) groups_->join(ordinal, *other);
}

void Selection::tie(const statement::Statement& statement, Ordinal ordinal) {
  const std::string_view type = statement.type();
  const json::Value& body = statement.body;
  if (statement.corrects) tie_to_statement(statement.corrects->statement, ordinal);
  if (type == "status-change") tie_to_statement(body.text("subject"), ordinal);
  if (type == "certificate" || type == "certificate-state" || type == "transfer") {
    groups_->join(ordinal, body.text("certificate"));
  }
  if (type == "certificate") groups_->join(ordinal, body.text("number"));
  if (type == "certificate-state") groups_->join(ordinal, body.text("replacedBy"));
}

void Selection::look_at(const statement::Statement& statement) {
  const auto ordinal = static_cast<Ordinal>(wanted_.size());
  groups_->add();
  wanted_.push_back(is_wanted(statement));
  tie(statement, ordinal);
}

std::vector<bool> Selection::kept() {
  if (!wanted_.empty()) wanted_.back() = true;
  std::vector<bool> wanted_groups(wanted_.size());
  for (std::size_t at = 0; at < wanted_.size(); ++at) {
    if (wanted_[at]) wanted_groups[groups_->first_of(static_cast<Ordinal>(at))] = true;
  }
  std::vector<bool> kept(wanted_.size());
  for (std::size_t at = 0; at < kept.size(); ++at) {
    kept[at] = wanted_groups[groups_->first_of(static_cast<Ordinal>(at))];
  }
  return kept;
}

}  // namespace concordat::registry::bundle
