#include "registry/vault/vault.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "core/base/base64url.hpp"
#include "core/crypto/running_digest.hpp"
#include "registry/vault/sealed_parts.hpp"

namespace concordat::registry::vault {
namespace {

std::unexpected<Error> refuse(std::string code, std::string_view place) {
  return fail({.code = std::move(code), .place = std::string(place)});
}

// What does not open is not as it was kept; which octet it is tells nobody anything.
template <class T>
Result<T> of_record(Result<T> opened, std::string_view id) {
  if (opened) return opened;
  if (opened.error().code != "sealing.altered" && opened.error().code != "vault.altered") {
    return opened;
  }
  return refuse("vault.altered", id);
}

// 128 bits, as a text that is an identifier.
std::string fresh_id(Randomness& randomness) {
  std::array<Byte, 16> octets{};
  randomness.fill(octets);
  return "v" + encode_base64url(octets);
}

// An arrival that does not end well leaves nothing.
class Arrival {
 public:
  Arrival(VaultStore& store, std::string id) : store_(store), id_(std::move(id)) {}
  ~Arrival() {
    // What cannot be taken away now is swept later.
    if (!kept_) (void)store_.discard(id_);
  }
  Arrival(const Arrival&) = delete;
  Arrival& operator=(const Arrival&) = delete;
  void keep() { kept_ = true; }

 private:
  VaultStore& store_;
  std::string id_;
  bool kept_ = false;
};

}  // namespace

struct Vault::Arrived {
  std::uint64_t size_bytes = 0;
  std::uint64_t chunks = 0;
  crypto::Digest digest = {};
  Bytes header;
};

Status Vault::make(Means means, const SealingKey& key,
                   const std::optional<PassphraseCost>& passphrase) {
  CONCORDAT_TRY(known, means.store.master_keys());
  if (!known.empty()) return refuse("vault.made", "");
  return means.store.add_master_key(
      {.id = means.sealing.id_of(key), .passphrase = passphrase, .made = means.clock.now()});
}

Result<Vault> Vault::open(Means means, std::vector<SealingKey> keys) {
  CONCORDAT_TRY(known, means.store.master_keys());
  if (known.empty()) return refuse("vault.not-made", "");
  std::vector<Key> usable;
  for (const SealingKey& key : keys) {
    const SealingKeyId id = means.sealing.id_of(key);
    const bool used =
        std::ranges::any_of(known, [&](const MasterKey& one) { return one.id == id; });
    if (used) usable.push_back({id, key});
  }
  if (usable.empty()) return refuse("vault.key-wrong", "");
  return Vault(means, std::move(usable));
}

// ---- keeping --------------------------------------------------------------------------------

Result<Vault::Arrived> Vault::take_in(const VaultDescription& description, BodySource& body,
                                      const SealingKey& key) {
  const auto sealer = means_.sealing.seal_body(key, bound_body(description.id));
  crypto::RunningSha256 digest;
  Arrived arrived{.header = sealer->header()};
  std::vector<Bytes> sealed;
  Bytes chunk(kChunkBytes);
  Bytes next(kChunkBytes);
  CONCORDAT_TRY(first, body.read(chunk));
  CONCORDAT_CHECK(check_content(description.media_type, ByteView(chunk).first(first)));
  // One chunk ahead, to know which is the last.
  for (std::size_t size = first; true;) {
    std::size_t following = 0;
    if (size == kChunkBytes) {
      CONCORDAT_TRY(more, body.read(next));
      following = more;
    }
    const ByteView plain = ByteView(chunk).first(size);
    const bool last = following == 0;
    digest.add(plain);
    arrived.size_bytes += size;
    if (arrived.size_bytes > kMostBodyBytes) return refuse("vault.too-large", "");
    sealed.push_back(sealer->seal(plain, last));
    if (last || sealed.size() == kChunksInCommit) {
      CONCORDAT_CHECK(means_.store.append(description.id, arrived.chunks, sealed));
      arrived.chunks += sealed.size();
      sealed.clear();
    }
    if (last) break;
    std::swap(chunk, next);
    size = following;
  }
  arrived.digest = digest.finish();
  return arrived;
}

Status Vault::complete(const Draft& draft, const Arrived& arrived, const SealingKey& key,
                       VaultRecord& record) {
  disclosure::Header header{.kind = draft.kind,
                            .owner = draft.owner,
                            .media_type = draft.media_type,
                            .size_bytes = arrived.size_bytes,
                            .body = arrived.digest,
                            .replaces = {}};
  if (!draft.replaces.empty()) {
    CONCORDAT_TRY(before, find(draft.replaces));
    header.replaces = before.commitment;
  }
  std::vector<disclosure::Part> parts = disclosure::parts_of(header);
  parts.insert(parts.end(), draft.rows.begin(), draft.rows.end());
  std::vector<std::string> disclosures;
  for (const disclosure::Part& part : parts) {
    disclosure::PartSalt salt{};
    means_.randomness.fill(salt);
    disclosures.push_back(disclosure::disclose(salt, part));
  }
  disclosure::RecordSalt salt{};
  means_.randomness.fill(salt);
  const disclosure::Record committed(salt, std::move(disclosures));
  const std::string& id = record.description.id;
  record.size_bytes = arrived.size_bytes;
  record.chunks = arrived.chunks;
  record.commitment = committed.commitment();
  record.secrets = {.master = keys_.front().id,
                    .wrapped_key = means_.sealing.seal(
                        keys_.front().key, authenticated(record.description), key.octets()),
                    .header = arrived.header,
                    .parts = means_.sealing.seal(key, bound_parts(id), encode_parts(committed))};
  return {};
}

Result<VaultRecord> Vault::keep(const Draft& draft, BodySource& body) {
  const Instant now = means_.clock.now();
  CONCORDAT_CHECK(check_draft(draft, utc_date(now)));
  // Before the body comes, which may take hours.
  if (!draft.replaces.empty()) CONCORDAT_CHECK(current(draft.replaces));
  VaultRecord record{.description = {.id = fresh_id(means_.randomness),
                                     .kind = draft.kind,
                                     .confidentiality = draft.confidentiality,
                                     .basis = draft.basis,
                                     .owner = draft.owner,
                                     .about = draft.about,
                                     .media_type = draft.media_type,
                                     .keep_until = draft.keep_until,
                                     .kept = now,
                                     .replaces = draft.replaces}};
  const SealingKey key = means_.sealing.fresh_key();
  CONCORDAT_CHECK(means_.store.begin(record.description.id, now));
  Arrival arrival(means_.store, record.description.id);
  CONCORDAT_TRY(arrived, take_in(record.description, body, key));
  CONCORDAT_CHECK(complete(draft, arrived, key, record));
  CONCORDAT_TRY(sequence, means_.store.finish(record));
  arrival.keep();
  record.sequence = sequence;
  return record;
}

// ---- reading --------------------------------------------------------------------------------

Result<VaultRecord> Vault::find(std::string_view id) {
  CONCORDAT_TRY(found, means_.store.find(id));
  if (!found) return refuse("vault.not-found", id);
  return *std::move(found);
}

Result<VaultRecord> Vault::current(std::string_view id) {
  CONCORDAT_TRY(record, find(id));
  if (record.erasure) return refuse("vault.erased", id);
  if (!record.replaced_by.empty()) return refuse("vault.replaced", id);
  return std::move(record);
}

Result<SealingKey> Vault::unwrap(const VaultRecord& record) const {
  const std::string& id = record.description.id;
  if (record.erasure) return refuse("vault.erased", id);
  const auto master = std::ranges::find(keys_, record.secrets.master, &Key::id);
  if (master == keys_.end()) return refuse("vault.key-wrong", id);
  auto opened = of_record(means_.sealing.open(master->key, authenticated(record.description),
                                              record.secrets.wrapped_key),
                          id);
  if (!opened) return std::unexpected(std::move(opened).error());
  if (opened->size() != SealingKey::kSize) return refuse("vault.altered", id);
  SealingKey key{std::span<const Byte, SealingKey::kSize>(*opened)};
  for (volatile Byte& octet : *opened) octet = 0;
  return key;
}

Result<disclosure::Record> Vault::parts_of(const VaultRecord& record, const SealingKey& key) const {
  const std::string& id = record.description.id;
  CONCORDAT_TRY(octets,
                of_record(means_.sealing.open(key, bound_parts(id), record.secrets.parts), id));
  CONCORDAT_TRY(parts, of_record(decode_parts(octets), id));
  if (parts.commitment() != record.commitment) return refuse("vault.altered", id);
  return std::move(parts);
}

Status Vault::stream(const VaultRecord& record, const SealingKey& key, BodySink& sink) {
  const std::string& id = record.description.id;
  CONCORDAT_TRY(
      opener, of_record(means_.sealing.open_body(key, bound_body(id), record.secrets.header), id));
  crypto::RunningSha256 digest;
  std::uint64_t size = 0;
  for (std::uint64_t number = 0; number < record.chunks; ++number) {
    CONCORDAT_TRY(sealed, means_.store.chunk(id, number));
    CONCORDAT_TRY(plain, of_record(opener->open(sealed, number + 1 == record.chunks), id));
    digest.add(plain);
    size += plain.size();
    CONCORDAT_CHECK(sink.write(plain));
  }
  CONCORDAT_TRY(parts, parts_of(record, key));
  CONCORDAT_TRY(
      committed,
      of_record(disclosure::read_disclosure(parts.disclosures()[disclosure::kBodyDigestPart]), id));
  const std::string* kept = committed.value.as_string();
  const bool same = kept != nullptr && *kept == encode_base64url(digest.finish()) &&
                    record.chunks > 0 && size == record.size_bytes;
  if (!same) return refuse("vault.altered", id);
  return {};
}

Status Vault::read_body(std::string_view id, BodySink& sink) {
  CONCORDAT_TRY(record, find(id));
  CONCORDAT_TRY(key, unwrap(record));
  return stream(record, key, sink);
}

Result<disclosure::Record> Vault::read_parts(std::string_view id) {
  CONCORDAT_TRY(record, find(id));
  CONCORDAT_TRY(key, unwrap(record));
  return parts_of(record, key);
}

Status Vault::check(const VaultRecord& record) {
  class Nowhere final : public BodySink {
   public:
    Status write(ByteView) override { return {}; }
  };
  if (record.erasure) {
    const auto chunk = means_.store.chunk(record.description.id, 0);
    if (!chunk && chunk.error().code == "vault.altered") return {};
    return refuse("vault.altered", record.description.id);
  }
  CONCORDAT_TRY(key, unwrap(record));
  Nowhere sink;
  return stream(record, key, sink);
}

// ---- erasing, rotating ----------------------------------------------------------------------

Status Vault::erase(std::string_view id, std::string_view by, std::string_view why) {
  CONCORDAT_CHECK(check_reason(why));
  CONCORDAT_CHECK(find(id));
  return means_.store.erase(
      id, {.at = means_.clock.now(), .by = std::string(by), .why = std::string(why)});
}

Result<std::uint64_t> Vault::rewrap(const SealingKey& from, const SealingKey& to,
                                    std::uint32_t limit) {
  const SealingKeyId old_id = means_.sealing.id_of(from);
  const SealingKeyId new_id = means_.sealing.id_of(to);
  CONCORDAT_TRY(known, means_.store.master_keys());
  const bool is_known =
      std::ranges::any_of(known, [&](const MasterKey& one) { return one.id == new_id; });
  if (!is_known) return refuse("vault.key-wrong", "");
  CONCORDAT_TRY(records, means_.store.wrapped_by(old_id, limit));
  for (VaultRecord& record : records) {
    CONCORDAT_TRY(key, unwrap(record));
    record.secrets.master = new_id;
    record.secrets.wrapped_key =
        means_.sealing.seal(to, authenticated(record.description), key.octets());
  }
  if (!records.empty()) CONCORDAT_CHECK(means_.store.rewrap(records));
  return std::uint64_t{records.size()};
}

}  // namespace concordat::registry::vault
