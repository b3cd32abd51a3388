#include "registry/bundle/make.hpp"

#include <functional>

#include "core/json/write.hpp"
#include "core/log/checkpoint.hpp"
#include "core/log/extract.hpp"
#include "registry/bundle/selection.hpp"

namespace concordat::registry::bundle {
namespace {

// Entries that are read from the store at a time.
constexpr std::uint64_t kBlock = 512;

// Takes a line, without its LF.
using Take = std::function<void(const std::string&)>;

// Every entry below a size, in order.
template <class Visit>
Status each_entry(const Registry& registry, std::uint64_t size, Visit&& visit) {
  for (std::uint64_t begin = 0; begin < size; begin += kBlock) {
    CONCORDAT_TRY(entries, registry.store().read(begin, std::min(size, begin + kBlock)));
    for (std::size_t at = 0; at < entries.size(); ++at) {
      CONCORDAT_CHECK(visit(begin + at, entries[at]));
    }
  }
  return {};
}

Result<std::vector<bool>> kept_of(const Registry& registry, const Coverage& coverage,
                                  std::uint64_t size) {
  if (!coverage.markets && !coverage.sectors) {
    return std::vector<bool>(static_cast<std::size_t>(size), true);
  }
  const std::shared_ptr<const facts::State> state = registry.state();
  Selection selection(coverage, state->tables(), static_cast<facts::Ordinal>(size));
  CONCORDAT_CHECK(each_entry(registry, size, [&](std::uint64_t, const Bytes& octets) -> Status {
    CONCORDAT_TRY(entry, log::decode_entry(octets));
    CONCORDAT_TRY(arrived, statement::decode_signed(entry.statement));
    selection.look_at(arrived.statement);
    return {};
  }));
  return selection.kept();
}

// The lines about the log, from its entries in order.
class LogLines {
 public:
  LogLines(const std::vector<bool>& kept, const Take& take) : kept_(kept), take_(take) {}

  Status add(std::uint64_t index, const Bytes& octets) {
    if (!kept_[static_cast<std::size_t>(index)]) {
      leave_out(index, octets);
      return {};
    }
    CONCORDAT_TRY(entry, log::decode_entry(octets));
    CONCORDAT_TRY(line, to_json(Kept{.index = index, .entry = std::move(entry)}));
    take_(json::compact(line));
    return {};
  }

 private:
  // Hashes up the run of which the entry is one, subtree by subtree.
  void leave_out(std::uint64_t index, const Bytes& octets) {
    if (ahead_.empty()) {
      std::uint64_t end = index;
      while (end < kept_.size() && !kept_[static_cast<std::size_t>(end)]) ++end;
      ahead_ = log::subtrees_of(index, end);
      next_ = 0;
    }
    subtree_.append(merkle::leaf_hash(octets));
    const merkle::Node node = ahead_[next_];
    if (subtree_.size() < std::uint64_t{1} << node.level) return;
    take_(json::compact(to_json(
        Gap{.first = node.index << node.level, .level = node.level, .root = subtree_.root()})));
    subtree_ = {};
    if (++next_ == ahead_.size()) ahead_.clear();
  }

  const std::vector<bool>& kept_;
  const Take& take_;
  std::vector<merkle::Node> ahead_;  // of the run that is being left out
  std::size_t next_ = 0;             // in it
  merkle::Frontier subtree_;
};

// What a bundle is made from, once it is known.
struct Content {
  const Registry& registry;
  const Order& order;
  const std::string& checkpoint;
  const std::vector<bool>& kept;
};

Status write_part(const Content& content, Part part, const Take& take) {
  switch (part) {
    case Part::kLog: {
      take(text_line(kCheckpointMember, content.checkpoint));
      LogLines lines(content.kept, take);
      return each_entry(
          content.registry, content.kept.size(),
          [&](std::uint64_t index, const Bytes& octets) { return lines.add(index, octets); });
    }
    case Part::kControllers:
      for (const std::string& text : content.order.controllers) {
        take(text_line(kControllerMember, text));
      }
      return {};
    case Part::kStatusLists:
      for (const std::string& text : content.order.status_lists) {
        take(text_line(kStatusListMember, text));
      }
      return {};
  }
  return {};
}

Status check(const Registry& registry, const Order& order) {
  if (order.expires <= order.made) {
    return fail(
        {.code = "offline.expires", .expected = "an instant after " + to_string(order.made)});
  }
  const std::shared_ptr<const facts::State> state = registry.state();
  const facts::Tables& tables = state->tables();
  if (!order.coverage.markets) return {};
  for (const std::string& market : *order.coverage.markets) {
    bool known = false;
    const facts::Id id = tables.id(market);
    if (id != facts::kNoId) {
      tables.economies.visit(id, state->size_published(), [&](const facts::Economy&) {
        known = true;
        return false;
      });
    }
    if (!known) return fail({.code = "offline.market-unknown", .arguments = {{"market", market}}});
  }
  return {};
}

}  // namespace

Result<Made> make(const Registry& registry, const Order& order, const OperatorKey& key,
                  std::ostream& out) {
  CONCORDAT_CHECK(check(registry, order));
  const std::string note = registry.checkpoint();
  if (note.empty()) return fail({.code = "offline.no-checkpoint"});
  CONCORDAT_TRY(checkpoint, log::parse_signed_checkpoint(note));
  const std::uint64_t size = checkpoint.checkpoint.size;
  if (size == 0) return fail({.code = "offline.no-checkpoint"});
  if (size > kMaxLogSize) {
    return fail({.code = "offline.log-too-large", .expected = std::to_string(kMaxLogSize)});
  }
  CONCORDAT_TRY(kept, kept_of(registry, order.coverage, size));
  const Content content{.registry = registry, .order = order, .checkpoint = note, .kept = kept};

  Made made{.manifest = {.origin = checkpoint.checkpoint.origin,
                         .size = size,
                         .root = checkpoint.checkpoint.root,
                         .made = order.made,
                         .expires = order.expires,
                         .coverage = order.coverage,
                         .parts = {}}};
  // The manifest stands in front and speaks of all that follows: it is written twice, once to know
  // what to say.
  constexpr Part kParts[] = {Part::kLog, Part::kControllers, Part::kStatusLists};
  for (const Part part : kParts) {
    merkle::Frontier lines;
    CONCORDAT_CHECK(write_part(content, part, [&](const std::string& line) {
      lines.append(merkle::leaf_hash(bytes_of(line)));
    }));
    made.manifest.parts[static_cast<std::size_t>(part)] = seal_of(lines);
  }
  CONCORDAT_TRY(jws, key.sign(kManifestType, to_json(made.manifest)));
  const Take put = [&](const std::string& line) { out << line << '\n'; };
  put(manifest_line(jws));
  for (const Part part : kParts) CONCORDAT_CHECK(write_part(content, part, put));
  for (const bool one : kept) made.kept += one ? 1 : 0;
  return made;
}

}  // namespace concordat::registry::bundle
