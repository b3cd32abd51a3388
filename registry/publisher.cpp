#include "registry/publisher.hpp"

#include "core/base/hex.hpp"
#include "core/log/entry.hpp"

namespace concordat::registry {

Status Publisher::check_record(const Ledger& ledger) const {
  CONCORDAT_TRY(last, ports_.signing_record->last());
  if (!last) return {};
  const std::uint64_t size = ledger.frontier.size();
  if (last->size > size) {
    return fail(
        {.code = "registry.ahead-of-store",
         .expected = "a store of at least " + std::to_string(last->size) + " entries",
         .arguments = {{"signed", std::to_string(last->size)}, {"stored", std::to_string(size)}}});
  }
  CONCORDAT_TRY(root, ledger.log.root(last->size));
  if (root != last->root) {
    return fail({.code = "registry.forked", .arguments = {{"size", std::to_string(last->size)}}});
  }
  return {};
}

// What lies on the disk is what was hashed, and what was hashed is what arrived.
Status Publisher::check_bytes(const Step& step) const {
  const std::uint64_t begin = step.before.size();
  CONCORDAT_TRY(entries, ports_.store->read(begin, step.after.size()));
  const auto mismatch = [&](std::size_t at) {
    return fail({.code = "registry.leaf-mismatch", .place = "entry " + std::to_string(begin + at)});
  };
  if (entries.size() != step.leaves.size()) return mismatch(0);
  for (std::size_t at = 0; at < entries.size(); ++at) {
    if (merkle::leaf_hash(entries[at]) != step.leaves[at]) return mismatch(at);
    if (!step.arrived) continue;
    const auto entry = log::decode_entry(entries[at]);
    if (!entry || entry->recorded != step.arrived->recorded ||
        crypto::sha256(bytes_of(entry->statement)) != step.arrived->statements[at]) {
      return mismatch(at);
    }
  }
  return {};
}

Result<std::string> Publisher::publish(const Step& step) {
  CONCORDAT_CHECK(check_bytes(step));
  const std::uint64_t end = step.after.size();
  const merkle::Hash root = step.after.root();
  if (merkle::root_after(step.before, step.leaves) != root) {
    return fail({.code = "registry.root-mismatch",
                 .arguments = {{"size", std::to_string(end)}, {"root", encode_hex(root)}}});
  }
  CONCORDAT_CHECK(ports_.signing_record->record({.size = end, .root = root}));
  CONCORDAT_TRY(note, sign({.origin = origin_, .size = end, .root = root}));
  CONCORDAT_CHECK(ports_.store->put_checkpoint(
      {.epoch = step.epoch, .log_size = end, .note = note, .durable = step.durable_note}));
  return note;
}

Result<Publisher::Published> Publisher::newest(Published stored) {
  CONCORDAT_TRY(last, ports_.signing_record->last());
  if (!last || last->size <= stored.size) return stored;
  CONCORDAT_TRY(note, sign({.origin = origin_, .size = last->size, .root = last->root}));
  return Published{.note = note, .size = last->size, .root = last->root};
}

Result<std::string> Publisher::sign(const log::Checkpoint& checkpoint) {
  log::Note note{.text = log::to_string(checkpoint)};
  CONCORDAT_TRY(signature, ports_.log_key->sign(bytes_of(note.text)));
  const log::VerifierKey key{.name = origin_, .key = ports_.log_key->public_key()};
  note.signatures.push_back(log::note_signature(key, signature));
  return log::to_string(note);
}

Result<Publisher::Published> Publisher::stored(const Store& store, const Verifier& verifier,
                                               const log::VerifierKey& key) {
  CONCORDAT_TRY(note, store.checkpoint());
  if (!note) return Published{};
  // The fault is the store's, whatever the form of the note says about it.
  const auto refuse = [](const std::string& cause) {
    return fail({.code = "registry.checkpoint", .arguments = {{"cause", cause}}});
  };
  const auto parsed = log::parse_signed_checkpoint(*note);
  if (!parsed) return refuse(parsed.error().code);
  const auto signatures = log::signatures_of(*parsed, {.log = key});
  if (!signatures) return refuse(signatures.error().code);
  for (const crypto::Obligation& obligation : signatures->obligations) {
    if (!verifier.holds(obligation)) return refuse("checkpoint.signature");
  }
  return Published{.note = *note, .size = parsed->checkpoint.size, .root = parsed->checkpoint.root};
}

Status Publisher::agrees(const Published& published, const Ledger& ledger) {
  if (published.size > ledger.frontier.size()) {
    return fail({.code = "registry.checkpoint",
                 .arguments = {{"checkpoint", std::to_string(published.size)},
                               {"stored", std::to_string(ledger.frontier.size())}}});
  }
  if (published.size == 0) return {};
  CONCORDAT_TRY(root, ledger.log.root(published.size));
  if (root != published.root) {
    return fail(
        {.code = "registry.forked", .arguments = {{"size", std::to_string(published.size)}}});
  }
  return {};
}

}  // namespace concordat::registry
