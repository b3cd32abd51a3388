#include "wasm/follower.hpp"

#include "core/admission/admission.hpp"
#include "core/base/base64.hpp"
#include "core/json/read.hpp"
#include "core/log/entry.hpp"
#include "core/merkle/tile.hpp"
#include "core/recognition/as_of.hpp"
#include "core/recognition/determine.hpp"
#include "core/statement/statement.hpp"

namespace concordat::wasm {
namespace {

// The same refusal, saying which entry it concerns.
std::unexpected<Error> at_entry(Error error, std::uint64_t index) {
  if (!error.place.empty()) error.arguments.emplace_back("pointer", error.place);
  error.place = "entry " + std::to_string(index);
  return fail(std::move(error));
}

std::unexpected<Error> gap(std::uint64_t held) {
  return fail({.code = "follower.gap", .arguments = {{"held", std::to_string(held)}}});
}

}  // namespace

Status Follower::add_entry(ByteView bytes) {
  CONCORDAT_TRY(entry, log::decode_entry(bytes));
  CONCORDAT_TRY(arrived, statement::decode_signed(entry.statement));
  if (entry.recorded < last_recorded_) return fail({.code = "registry.time-runs-backwards"});
  CONCORDAT_TRY(admitted, admission::admit(state_, arrived, entry.recorded));
  if (admitted.disposition == admission::Disposition::kKnown) {
    return fail({.code = "registry.logged-twice"});
  }
  CONCORDAT_CHECK(state_.apply(
      {.statement = &arrived.statement, .digest = admitted.digest, .recorded = entry.recorded}));
  if (state_.size_applied() == 1) origin_ = arrived.statement.body.text("origin");
  last_recorded_ = entry.recorded;
  tree_.append(merkle::leaf_hash(bytes));
  obligations_.push_back(std::move(*admitted.obligation));
  return {};
}

Status Follower::add_bundle(ByteView bundle, std::uint64_t index, std::size_t count) {
  if (has_drafts_) return fail({.code = "follower.hypothetical"});
  const std::uint64_t held = size();
  const std::uint64_t first = index * merkle::kTileWidth;
  if (index > held / merkle::kTileWidth) return gap(held);
  CONCORDAT_TRY(entries, log::decode_bundle(bundle, count));
  for (std::uint64_t at = held - first; at < entries.size(); ++at) {
    if (Status added = add_entry(entries[static_cast<std::size_t>(at)]); !added) {
      state_.publish(state_.size_applied());
      return at_entry(std::move(added).error(), first + at);
    }
  }
  state_.publish(state_.size_applied());
  return {};
}

Status Follower::add_draft(std::string_view draft, Instant recorded) {
  CONCORDAT_TRY(statement, statement::decode(draft));
  if (recorded < last_recorded_) return fail({.code = "registry.time-runs-backwards"});
  CONCORDAT_CHECK(admission::judge(state_, statement, recorded));
  CONCORDAT_CHECK(state_.apply(
      {.statement = &statement, .digest = statement::content_digest(draft), .recorded = recorded}));
  last_recorded_ = recorded;
  has_drafts_ = true;
  state_.publish(state_.size_applied());
  return {};
}

Result<merkle::Hash> Follower::root(std::uint64_t size) {
  if (!rooted_ || rooted_->size != size) {
    CONCORDAT_TRY(derived, merkle::range_root(tree_, 0, size));
    rooted_ = Rooted{.size = size, .root = derived};
  }
  return rooted_->root;
}

Status Follower::check_checkpoint(std::string_view note, std::string_view vkey) {
  if (has_drafts_) return fail({.code = "follower.hypothetical"});
  CONCORDAT_TRY(key, log::parse_vkey(vkey));
  CONCORDAT_TRY(parsed, log::parse_signed_checkpoint(note));
  CONCORDAT_TRY(signatures, log::signatures_of(parsed, {.log = key, .witnesses = {}}));
  const log::Checkpoint& checkpoint = parsed.checkpoint;
  if (checkpoint.size > size()) return gap(size());
  if (checkpoint.size != 0) {
    CONCORDAT_TRY(derived, root(checkpoint.size));
    if (derived != checkpoint.root) return fail({.code = "merkle.root-mismatch"});
  }
  for (crypto::Obligation& obligation : signatures.obligations) {
    obligations_.push_back(std::move(obligation));
  }
  return {};
}

std::vector<crypto::Obligation> Follower::take_obligations() {
  return std::exchange(obligations_, {});
}

Result<std::string> Follower::determine(std::string_view text) {
  CONCORDAT_TRY(json, json::read(text));
  CONCORDAT_TRY(question, recognition::question_from_json(json));
  const std::uint64_t asked = question.as_of.value_or(size());
  if (asked == 0 || asked > size()) {
    return fail(
        {.code = "question.as-of", .place = "/asOf", .expected = "1 to " + std::to_string(size())});
  }
  const auto size = std::exchange(question.as_of, asked);
  const recognition::Determination& determination = recognition::determine(workspace_, question);
  question.as_of = size;
  json::Printer printer;
  if (has_drafts_) {
    recognition::print(printer, determination);
    return std::move(printer).take();
  }
  CONCORDAT_TRY(derived, root(asked));
  const recognition::AsOf as_of{
      .origin = origin_,
      .size = asked,
      .root = encode_base64(derived),
      .time = to_string(state_.tables().statements[static_cast<std::size_t>(asked - 1)].recorded)};
  recognition::print(printer, question, determination, as_of);
  return std::move(printer).take();
}

}  // namespace concordat::wasm
