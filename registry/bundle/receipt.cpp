#include "registry/bundle/receipt.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/base/base64.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"
#include "core/log/checkpoint.hpp"
#include "core/log/extract.hpp"
#include "registry/bundle/proved_statement.hpp"

namespace concordat::registry::bundle {
namespace {

// What `credential::parse_jws` reads.
constexpr std::size_t kMaxReceipt_bytes = std::size_t{1} << 20;

constexpr std::string_view kPayloadMembers[] = {"version", "made", "answer", "checkpoint", "log"};

std::unexpected<Error> unfit(std::string place, std::string expected) {
  return fail({.code = "receipt.form", .place = std::move(place), .expected = std::move(expected)});
}

// The log indices in every list `evidence`.
void add_evidence(const json::Value& value, std::set<std::uint64_t>& indices) {
  if (const json::Array* const elements = value.as_array()) {
    for (const json::Value& element : *elements) add_evidence(element, indices);
    return;
  }
  const json::Object* const members = value.as_object();
  if (members == nullptr) return;
  for (const auto& [name, member] : *members) {
    if (name != "evidence") {
      add_evidence(member, indices);
      continue;
    }
    for (const json::Value& index : value.array(name)) {
      if (const std::int64_t* const number = index.as_integer(); number && *number >= 0) {
        indices.insert(static_cast<std::uint64_t>(*number));
      }
    }
  }
}

// What an answer cites: of the question only what was found, never what was asked.
std::set<std::uint64_t> cited_by(const json::Value& answer) {
  std::set<std::uint64_t> indices;
  for (const std::string_view part : {"findings", "requirements", "conditions"}) {
    if (const json::Value* const found = answer.find(part)) add_evidence(*found, indices);
  }
  return indices;
}

// ---- making ----------------------------------------------------------------------------------

Result<json::Array> proved(const Registry& registry, const std::set<std::uint64_t>& indices,
                           std::uint64_t size) {
  std::vector<merkle::Node> left_out;
  std::uint64_t at = 0;
  for (const std::uint64_t index : indices) {
    for (const merkle::Node node : log::subtrees_of(at, index)) left_out.push_back(node);
    at = index + 1;
  }
  for (const merkle::Node node : log::subtrees_of(at, size)) left_out.push_back(node);
  CONCORDAT_TRY(roots, registry.log()->roots_of(left_out));
  std::map<std::uint64_t, json::Value> pieces;
  for (std::size_t node = 0; node < left_out.size(); ++node) {
    const std::uint64_t first = left_out[node].index << left_out[node].level;
    pieces.emplace(
        first, to_json(Gap{.first = first, .level = left_out[node].level, .root = roots[node]}));
  }
  for (const std::uint64_t index : indices) {
    CONCORDAT_TRY(entries, registry.store().read(index, index + 1));
    if (entries.empty()) return fail({.code = "log.no-such-entry"});
    CONCORDAT_TRY(entry, log::decode_entry(entries.front()));
    CONCORDAT_TRY(piece, to_json(Kept{.index = index, .entry = std::move(entry)}));
    pieces.emplace(index, std::move(piece));
  }
  json::Array list;
  for (auto& [place, piece] : pieces) list.push_back(std::move(piece));
  return list;
}

// ---- checking --------------------------------------------------------------------------------

class Checking {
 public:
  Checking(const OpeningPorts& ports) : ports_(ports) {}

  Result<Receipt> run(std::string_view compact) {
    CONCORDAT_TRY(jws, credential::parse_jws(compact));
    CONCORDAT_CHECK(check_header(jws));
    CONCORDAT_TRY(payload, read_payload(jws.payload));
    CONCORDAT_CHECK(check_checkpoint(payload.text("checkpoint")));
    CONCORDAT_CHECK(check_pieces(payload.array("log")));
    CONCORDAT_CHECK(check_as_of());
    CONCORDAT_CHECK(read_statements());
    CONCORDAT_TRY(key, key_of_signer(jws.key_id));
    CONCORDAT_CHECK(check_signature(jws, key, ports_.verifier));
    CONCORDAT_CHECK(check_cited());
    receipt_.entries = entries_.size();
    return std::move(receipt_);
  }

 private:
  static Status check_header(const credential::Jws& jws) {
    constexpr std::size_t kHeaderMembers = 3;
    if (jws.type != kReceiptType) return unfit("/typ", std::string(kReceiptType));
    if (!jws.key_id.empty() && jws.header.as_object()->size() == kHeaderMembers) return {};
    return fail({.code = "jws.header", .place = "header", .expected = "alg, kid and typ alone"});
  }

  Result<json::Value> read_payload(std::string_view printed) {
    auto payload = json::read(printed);
    if (!payload) {
      return fail({.code = "receipt.form",
                   .place = payload.error().place,
                   .expected = "a strict JSON object",
                   .arguments = {{"cause", payload.error().code}}});
    }
    const json::Object* const members = payload->as_object();
    if (members == nullptr) return unfit("", "a JSON object");
    if (payload->integer("version") != kReceiptVersion) {
      return fail({.code = "receipt.version", .place = "/version", .expected = "1"});
    }
    if (json::compact(*payload) != printed) return unfit("", "JSON without white space");
    if (!std::ranges::equal(*members, kPayloadMembers, {}, &json::Member::first) ||
        !payload->find("checkpoint")->as_string() || !payload->find("log")->as_array()) {
      return unfit("", "version, made, answer, checkpoint, log");
    }
    CONCORDAT_CHECK(read_answer(*payload->find("answer")));
    const auto made = parse_instant(payload->text("made"));
    if (!made || to_string(*made) != payload->text("made")) {
      return unfit("/made", "2024-05-01T12:34:56.789Z");
    }
    receipt_.made = *made;
    return std::move(*payload);
  }

  Status read_answer(const json::Value& answer) {
    for (const std::string_view part : {"question", "asOf"}) {
      const json::Value* const record = answer.find(part);
      if (record == nullptr || record->as_object() == nullptr) {
        return unfit("/answer", "a determination, with asOf and question");
      }
    }
    receipt_.answer = answer;
    return {};
  }

  Status check_checkpoint(std::string_view note) {
    CONCORDAT_TRY(parsed, log::parse_signed_checkpoint(note));
    CONCORDAT_TRY(signatures, log::signatures_of(parsed, {.log = ports_.log_key, .witnesses = {}}));
    for (const crypto::Obligation& obligation : signatures.obligations) {
      if (!ports_.verifier.holds(obligation)) return fail({.code = "checkpoint.signature"});
    }
    receipt_.origin = parsed.checkpoint.origin;
    receipt_.size = parsed.checkpoint.size;
    root_ = parsed.checkpoint.root;
    return {};
  }

  Status check_pieces(const json::Array& pieces) {
    log::Extract extract;
    for (std::size_t at = 0; at < pieces.size(); ++at) {
      const std::string place = "/log/" + std::to_string(at);
      auto piece = piece_from_json(pieces[at], place);
      if (!piece) return unfit(place, piece.error().expected);
      const auto* const gap = std::get_if<Gap>(&*piece);
      const std::uint64_t first = gap ? gap->first : std::get<Kept>(*piece).index;
      if (first != extract.size()) {
        return unfit(place, "entry " + std::to_string(extract.size()));
      }
      if (gap) {
        CONCORDAT_CHECK(extract.leave_out(gap->level, gap->root));
        continue;
      }
      Kept& kept = std::get<Kept>(*piece);
      CONCORDAT_TRY(octets, log::encode_entry(kept.entry));
      extract.entry(octets);
      entries_.emplace(kept.index, std::move(kept.entry));
    }
    if (extract.size() != receipt_.size) {
      return unfit("/log", std::to_string(receipt_.size) + " entries in all");
    }
    if (extract.root() == root_) return {};
    return fail({.code = "merkle.root-mismatch", .place = "/log"});
  }

  // That the answer is of this log, this size and this tree, and its time that of the last entry,
  // which has to be one that can be written.
  [[nodiscard]] Status check_as_of() const {
    const json::Value& as_of = *receipt_.answer.find("asOf");
    const auto last = entries_.find(receipt_.size - 1);
    const std::int64_t size = as_of.integer("size", -1);
    if (as_of.text("origin") == receipt_.origin && size >= 0 &&
        static_cast<std::uint64_t>(size) == receipt_.size &&
        as_of.text("root") == encode_base64(root_) && last != entries_.end() &&
        parse_instant(as_of.text("time")) &&
        as_of.text("time") == to_string(last->second.recorded)) {
      return {};
    }
    return fail({.code = "receipt.as-of",
                 .place = "/answer/asOf",
                 .expected = "origin, size, root and time of the checkpoint"});
  }

  Status read_statements() {
    for (const auto& [index, entry] : entries_) {
      auto payload = payload_of(entry.statement);
      if (!payload) {
        return fail({.code = "receipt.statement",
                     .place = "entry " + std::to_string(index),
                     .arguments = {{"cause", payload.error().code}}});
      }
      payloads_.emplace(index, std::move(*payload));
    }
    return {};
  }

  // The key that the first statement to do so gives the operator.
  Result<crypto::PublicKey> key_of_signer(const std::string& key_id) {
    const auto founding = payloads_.find(0);
    if (founding != payloads_.end()) receipt_.signer = operator_in(founding->second);
    if (!receipt_.signer.empty()) {
      const Date day = utc_date(receipt_.made);
      for (const auto& [index, payload] : payloads_) {
        const Holder holder{.is_founding = index == 0, .organisation = receipt_.signer};
        auto key = key_given(payload, holder, day);
        if (!key || crypto::thumbprint(*key) != key_id) continue;
        signer_at_ = index;
        return std::move(*key);
      }
    }
    return fail(
        {.code = "receipt.signer-unknown", .place = "/kid", .arguments = {{"key", key_id}}});
  }

  [[nodiscard]] Status check_cited() const {
    std::set<std::uint64_t> due = cited_by(receipt_.answer);
    for (const std::uint64_t index : due) {
      if (entries_.contains(index)) continue;
      return fail({.code = "receipt.unproved", .place = "entry " + std::to_string(index)});
    }
    due.insert({0, signer_at_, receipt_.size - 1});
    for (const auto& [index, entry] : entries_) {
      if (due.contains(index)) continue;
      return fail({.code = "receipt.surplus", .place = "entry " + std::to_string(index)});
    }
    return {};
  }

  const OpeningPorts& ports_;
  Receipt receipt_;
  merkle::Hash root_ = {};
  std::map<std::uint64_t, log::Entry> entries_;
  std::map<std::uint64_t, json::Value> payloads_;  // of the statements in them
  std::uint64_t signer_at_ = 0;
};

}  // namespace

Result<std::string> make_receipt(const Registry& registry, const recognition::Question& question,
                                 const OperatorKey& key, Instant now) {
  const std::string note = registry.checkpoint();
  CONCORDAT_TRY(checkpoint, log::parse_signed_checkpoint(note));
  const std::uint64_t size = checkpoint.checkpoint.size;
  if (question.as_of && *question.as_of != size) {
    return fail({.code = "receipt.as-of", .place = "/asOf", .expected = std::to_string(size)});
  }
  recognition::Question pinned = question;
  pinned.as_of = size;
  CONCORDAT_TRY(decision, registry.decide(pinned));
  json::Value answer = Registry::to_json(question, decision);
  std::set<std::uint64_t> indices = cited_by(answer);
  indices.insert({0, key.statement(), size - 1});
  CONCORDAT_TRY(pieces, proved(registry, indices, size));
  CONCORDAT_TRY(signed_receipt, key.sign(kReceiptType, json::Object{{"version", kReceiptVersion},
                                                                    {"made", to_string(now)},
                                                                    {"answer", std::move(answer)},
                                                                    {"checkpoint", note},
                                                                    {"log", std::move(pieces)}}));
  if (signed_receipt.size() > kMaxReceipt_bytes) return fail({.code = "receipt.too-large"});
  return signed_receipt;
}

Result<Receipt> check_receipt(std::string_view jws, const OpeningPorts& ports) {
  return Checking(ports).run(jws);
}

Status decide_again(const Receipt& receipt, const Registry& registry) {
  CONCORDAT_TRY(question, recognition::question_from_json(*receipt.answer.find("question")));
  recognition::Question pinned = question;
  pinned.as_of = receipt.size;
  CONCORDAT_TRY(decision, registry.decide(pinned));
  if (Registry::to_text(question, decision) == json::compact(receipt.answer)) return {};
  return fail({.code = "receipt.differs"});
}

}  // namespace concordat::registry::bundle
