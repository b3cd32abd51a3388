#include "core/facts/state.hpp"

#include <unordered_map>

#include "core/facts/fold.hpp"
#include "core/facts/probe.hpp"

namespace concordat::facts {
namespace {

// Ordinals stay below kNever, and so does a size one above the last.
constexpr Ordinal kLastOrdinal = kNever - 2;

std::unordered_map<std::string_view, Rule> all_rules() {
  std::unordered_map<std::string_view, Rule> rules;
  for (const auto family : {frame_rules(), norm_rules(), competence_rules(), compact_rules(),
                            attestation_rules(), measure_rules()}) {
    for (const NamedRule& named : family) rules.emplace(named.type, named.rule);
  }
  return rules;
}

// Texts are names, nearly all of them; those of a list or of a record within the body as well.
void prefetch_texts(const Interner& names, const json::Value& value) {
  if (const std::string* const text = value.as_string()) return names.prefetch(*text);
  if (const json::Array* const elements = value.as_array()) {
    for (const json::Value& element : *elements) {
      if (const std::string* const text = element.as_string()) names.prefetch(*text);
    }
  } else if (const json::Object* const members = value.as_object()) {
    for (const auto& [name, member] : *members) {
      if (member.as_object() == nullptr) prefetch_texts(names, member);
    }
  }
}

}  // namespace

struct State::Writer {
  explicit Writer(Tables& tables) : fold(tables), rules(all_rules()) {}
  Fold fold;
  std::unordered_map<std::string_view, Rule> rules;
};

State::State() : tables_(std::make_unique<Tables>()), writer_(std::make_unique<Writer>(*tables_)) {}
State::~State() = default;

void State::save(OctetWriter& out) const {
  out.value(applied_);
  writer_->fold.save(out);
}

void State::load(OctetReader& in) {
  const auto applied = in.value<Ordinal>();
  writer_->fold.load(in);
  if (tables_->statements.size() != applied) return in.fail();
  applied_ = applied;
}

std::string State::layout() {
  std::string layout = "facts";
  for (const std::size_t size : {sizeof(Certificate), sizeof(CertificateState), sizeof(Date),
                                 sizeof(std::size_t), alignof(std::uint64_t)}) {
    layout += " " + std::to_string(size);
  }
  return layout + (std::endian::native == std::endian::little ? " little" : " big");
}

// The ordinal of the statement that this one corrects; kNever when it corrects none.
Result<Ordinal> State::corrected(const statement::Statement& statement) const {
  if (!statement.corrects) return kNever;
  const auto target = statement_ordinal(*tables_, statement.corrects->statement, applied_);
  if (!target) {
    return fail({.code = "fold.unknown-statement",
                 .place = "/corrects/statement",
                 .expected = "the id of a statement on file"});
  }
  if (tables_->statements[*target].descriptor != statement.descriptor) {
    return fail({.code = "fold.correction-of-other-type",
                 .place = "/corrects/statement",
                 .expected = "a statement of the same type",
                 .against = {*target}});
  }
  const Ordinal newer = writer_->fold.revisions().corrected_by(*target);
  if (newer != kNever) {
    return fail({.code = "fold.already-corrected",
                 .place = "/corrects/statement",
                 .expected = "the newest statement of the chain",
                 .against = {newer}});
  }
  if (!statement.corrects->whole && writer_->fold.revisions().is_cut_up(*target)) {
    return fail(
        {.code = "fold.corrected-too-often",
         .place = "/corrects/whole",
         .expected = "a correction as a whole after " + std::to_string(kMostCuts) + " in part"});
  }
  return *target;
}

StatementRecord State::record_of(const Entry& entry, Ordinal origin) const {
  const statement::Statement& statement = *entry.statement;
  Interner& names = tables_->names;
  const auto intern = [&](const std::string& text) {
    return text.empty() ? kNoId : names.intern(text);
  };
  StatementRecord record;
  record.author = names.intern(statement.author);
  record.source = intern(statement.basis.source);
  record.source_digest = intern(statement.basis.digest);
  record.cause = intern(statement.cause);
  record.origin = origin;
  record.read = statement.basis.read.value_or(kBeginning);
  record.recorded = entry.recorded;
  record.content = content_mark(entry.digest);
  record.descriptor = statement.descriptor;
  record.basis = statement.basis.kind;
  return record;
}

void State::prefetch(const Entry& entry) const {
  if (entry.mark) tables_->statements.prefetch(*entry.mark);
  const json::Object* const body = entry.statement->body.as_object();
  if (body == nullptr) return;
  for (const auto& [name, value] : *body) prefetch_texts(tables_->names, value);
}

Status State::apply(const Entry& entry) {
  const statement::Statement& statement = *entry.statement;
  if (applied_ > kLastOrdinal) return fail({.code = "fold.full"});
  const Statements::Mark id = entry.mark ? *entry.mark : Statements::mark_of(statement.id);
  if (const auto known = tables_->statements.find(id)) {
    return fail({.code = "fold.known-id", .place = "/id", .against = {*known}});
  }
  const auto rule = writer_->rules.find(statement.type());
  if (rule == writer_->rules.end()) return fail({.code = "fold.unknown-type", .place = "/type"});
  CONCORDAT_TRY(target, corrected(statement));
  const Ordinal origin = target == kNever ? applied_ : tables_->statements.origin(target);

  writer_->fold.begin(statement, applied_, origin);
  CONCORDAT_CHECK(rule->second(writer_->fold, statement));

  Revisions& revisions = writer_->fold.revisions();
  if (target != kNever && statement.corrects->whole) {
    revisions.correct_whole(target, applied_, writer_->fold.days());
  } else if (target != kNever) {
    revisions.correct_part(target, applied_, writer_->fold.days());
  }
  revisions.settle(applied_);
  tables_->statements.add(id, record_of(entry, origin));
  ++applied_;
  return {};
}

Status State::leave_out(std::uint64_t count) {
  if (count > kLastOrdinal - applied_) return fail({.code = "fold.full"});
  for (; count > 0; --count, ++applied_) tables_->statements.leave_out();
  return {};
}

}  // namespace concordat::facts
