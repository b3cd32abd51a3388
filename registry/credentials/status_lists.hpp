// The status lists of what a registry issues: computed from the facts as they were known at a log
// size, on a day; signed by the key that signs the credentials; kept nowhere but in a cache
// (spec/formats/status-lists.md). A suspension on file stands in the list as soon as it stands
// anywhere.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "core/facts/state.hpp"
#include "core/untp/issued.hpp"
#include "registry/credentials/issuing.hpp"
#include "registry/credentials/status_places.hpp"
#include "registry/ports/deflater.hpp"

namespace concordat::registry {

// For how long a list may be used without a newer one being looked for; HTTP says the same.
inline constexpr std::int64_t kListTtl_ms = 60'000;
// Lists that are kept signed, some sixty kilobytes each at most: today's. Those of the past are
// made each time, because there is one for every moment.
inline constexpr std::size_t kMostSignedLists = 64;

enum class ListForm : std::uint8_t {
  kSuspension,  // bitstring: may not be relied on now, for whatever reason
  kRevocation,  // bitstring: invalid, and that is not meant to pass
  kToken,       // status list token of two bits, which tells both apart
};
[[nodiscard]] std::string_view name(ListForm form);  // "suspension", "revocation", "token"
[[nodiscard]] std::optional<ListForm> list_form(std::string_view name);

struct ListOrder {
  std::uint64_t number = 0;
  ListForm form = ListForm::kSuspension;
  std::optional<Instant> at = {};  // as it was then; as it is now when absent
};

struct SignedList {
  std::shared_ptr<const std::string> token;  // vc+jwt, or statuslist+jwt
  bool final = false;                        // nothing that is recorded later changes it
};

// From any thread.
class StatusLists {
 public:
  // What it is made from outlives it.
  struct Sources {
    const Registry& registry;
    const CredentialKey& key;
    const KeyedStream& stream;
    const Deflater& deflater;
  };
  // Codes: signer.failed, issuing.key-varies.
  [[nodiscard]] static Result<std::unique_ptr<StatusLists>> of(const Sources& sources);

  // Where the status of a credential stands that hangs on that log entry. Code signer.failed.
  [[nodiscard]] Result<untp::StatusEntry> entry(facts::Ordinal entry) const;
  // The same for whoever issues. These outlive it.
  [[nodiscard]] StatusEntryOf entries() const;
  // A list, signed. The same log size and day give the same octets. Codes: status-list.unknown (no
  // such list), status-list.future (a moment that has not come), status-list.before (a moment at
  // which it was not there yet), signer.failed, deflate.failed.
  [[nodiscard]] Result<SignedList> list(const ListOrder& order, Instant now) const;

  // What stands at a place, and on which log entry that hangs. The same codes, and
  // status.index-range.
  struct Place {
    std::uint64_t number = 0;
    std::uint64_t index = 0;
    facts::Ordinal entry = 0;
    untp::IssuedStatus status = untp::IssuedStatus::kValid;
    std::uint64_t size = 0;  // of the log that was read
  };
  [[nodiscard]] Result<Place> at_place(const ListOrder& order, std::uint64_t index,
                                       Instant now) const;

  // Lists that there are: every log entry has a place on one.
  [[nodiscard]] std::uint64_t count() const;
  // Where a list is found, "/v1/status-lists/<places>/<number>/<form>", and its whole address.
  [[nodiscard]] std::string path(std::uint64_t number, ListForm form) const;
  [[nodiscard]] std::string address(std::uint64_t number, ListForm form) const;
  // The name of the places: a list under another one is not from this key.
  [[nodiscard]] const std::string& places() const { return places_->name(); }

 private:
  // What a list says depends on nothing else.
  struct View {
    std::uint64_t number = 0;
    ListForm form = ListForm::kSuspension;
    facts::Ordinal size = 0;
    Date day;
    bool final = false;
    Instant from;
    Instant until;
    [[nodiscard]] bool same_as(const View& other) const {
      return number == other.number && form == other.form && size == other.size && day == other.day;
    }
  };
  struct Kept {
    View view;
    std::shared_ptr<const std::string> token;
  };

  StatusLists(const Sources& sources, std::unique_ptr<StatusPlaces> places)
      : sources_(sources), places_(std::move(places)) {}
  [[nodiscard]] Result<View> view_of(const ListOrder& order, Instant now,
                                     const facts::State& state) const;
  [[nodiscard]] Result<Bytes> bits_of(const View& view, const facts::State& state) const;
  [[nodiscard]] Result<std::string> made(const View& view, const facts::State& state) const;
  [[nodiscard]] Result<std::string> made_credential(const View& view, ByteView bits) const;
  [[nodiscard]] Result<std::string> made_token(const View& view, ByteView bits) const;

  Sources sources_;
  std::unique_ptr<StatusPlaces> places_;
  mutable std::mutex mutex_;  // guards recent_
  mutable std::list<Kept> recent_;
};

}  // namespace concordat::registry
