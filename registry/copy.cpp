#include "registry/copy.hpp"

#include <algorithm>
#include <utility>

#include "core/log/entry.hpp"
#include "core/merkle/frontier.hpp"
#include "core/statement/statement.hpp"
#include "registry/indexer.hpp"
#include "registry/log_view.hpp"
#include "registry/publisher.hpp"

namespace concordat::registry {
namespace {

// Entries a commit: a few megabytes, so that memory stays flat however long the log is.
constexpr std::uint64_t kStep = 4096;

// One pass over the entries, held against every head on the way.
class Copy {
 public:
  Copy(const CopyPlan& plan, std::vector<SigningRecord::Head> heads)
      : plan_(plan), heads_(std::move(heads)) {
    std::ranges::sort(heads_, {}, &SigningRecord::Head::size);
  }

  Status run(std::uint64_t size) {
    CONCORDAT_TRY(epoch, plan_.into.take_epoch());
    for (std::uint64_t begin = 0; begin < size;) {
      const std::uint64_t end = std::min(size, begin + kStep);
      CONCORDAT_TRY(entries, read(begin, end));
      CONCORDAT_CHECK(
          plan_.into.append({.epoch = epoch, .expected_size = begin, .entries = &entries}));
      const auto [first, tiles] = hashes_.append(leaves_);
      CONCORDAT_CHECK(plan_.into.put_tiles(first, tiles));
      begin = end;
      if (plan_.progress) plan_.progress(begin, size);
    }
    if (next_ < heads_.size()) {
      return fail({.code = "registry.ahead-of-store",
                   .arguments = {{"signed", std::to_string(heads_.back().size)},
                                 {"stored", std::to_string(size)}}});
    }
    if (note_.empty()) return {};
    return plan_.into.put_checkpoint(
        {.epoch = epoch, .log_size = note_size_, .note = note_, .durable = true});
  }

  void publish(std::string note, std::uint64_t size) {
    note_ = std::move(note);
    note_size_ = size;
  }

 private:
  Result<std::vector<Bytes>> read(std::uint64_t begin, std::uint64_t end) {
    auto entries = plan_.from.read(begin, end);
    if (!entries || entries->size() != end - begin) return fail(unreadable(begin, end));
    leaves_.clear();
    for (std::size_t at = 0; at < entries->size(); ++at) {
      if (const auto entry = log::decode_entry((*entries)[at]); !entry) {
        return fail(damaged(begin + at, entry.error().code));
      }
      leaves_.push_back(merkle::leaf_hash((*entries)[at]));
      tree_.append(leaves_.back());
      CONCORDAT_CHECK(compare());
    }
    return entries;
  }

  Status compare() {
    for (; next_ < heads_.size() && heads_[next_].size <= tree_.size(); ++next_) {
      if (heads_[next_].size < tree_.size()) continue;  // the empty log
      if (heads_[next_].root == tree_.root()) continue;
      const std::uint64_t agreed = next_ == 0 ? 0 : heads_[next_ - 1].size;
      return fail(
          {.code = "registry.forked",
           .place = "entries " + std::to_string(agreed) + " to " + std::to_string(tree_.size() - 1),
           .arguments = {{"size", std::to_string(heads_[next_].size)}}});
    }
    return {};
  }

  // The first entry of a block that the store does not give.
  [[nodiscard]] Error unreadable(std::uint64_t begin, std::uint64_t end) const {
    for (std::uint64_t at = begin; at < end; ++at) {
      const auto one = plan_.from.read(at, at + 1);
      if (!one) return damaged(at, one.error().code);
      if (one->empty()) return damaged(at, "log.no-such-entry");
    }
    return damaged(begin, "store.io");
  }

  static Error damaged(std::uint64_t index, const std::string& cause) {
    return {.code = "repair.entry",
            .place = "entry " + std::to_string(index),
            .arguments = {{"cause", cause}}};
  }

  const CopyPlan& plan_;
  std::vector<SigningRecord::Head> heads_;
  std::size_t next_ = 0;
  merkle::Frontier tree_;
  std::vector<merkle::Hash> leaves_;  // of the entries read last
  LogView hashes_{plan_.into};        // for its hash tiles
  std::string note_;
  std::uint64_t note_size_ = 0;
};

}  // namespace

Result<log::VerifierKey> log_key_of(const Store& store) {
  CONCORDAT_TRY(first, store.read(0, 1));
  if (first.empty()) return fail({.code = "registry.not-founded"});
  CONCORDAT_TRY(entry, log::decode_entry(first.front()));
  CONCORDAT_TRY(founding, statement::decode_signed(entry.statement));
  return log::parse_vkey(founding.statement.body.text("logKey"));
}

Result<std::uint64_t> copy_log(const CopyPlan& plan) {
  CONCORDAT_TRY(key, log_key_of(plan.from));
  auto newest = Publisher::stored(plan.from, plan.verifier, key);
  if (newest && newest->note.empty()) {
    newest = fail({.code = "registry.checkpoint", .arguments = {{"cause", "checkpoint.missing"}}});
  }
  if (!newest && !plan.whole) return fail(newest.error());
  std::vector<SigningRecord::Head> heads = plan.heads;
  std::uint64_t size = 0;
  if (newest) {
    heads.push_back({.size = newest->size, .root = newest->root});
    size = newest->size;
  }
  if (plan.whole) {
    CONCORDAT_TRY(stored, plan.from.size());
    size = stored;
  }
  Copy copy(plan, std::move(heads));
  if (newest) copy.publish(newest->note, newest->size);
  CONCORDAT_CHECK(copy.run(size));
  return size;
}

Status make_projection(Store& store, const Tokenizer& tokenizer, std::uint64_t size) {
  for (std::uint64_t begin = 0; begin < size; begin += kStep) {
    CONCORDAT_CHECK(index_entries(store, tokenizer, begin, std::min(size, begin + kStep)));
  }
  return {};
}

}  // namespace concordat::registry
