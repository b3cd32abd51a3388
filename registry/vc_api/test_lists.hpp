// The status lists of what was signed for tests: in memory, the smallest size that Bitstring Status
// List 1.0 allows, each place used once, in order. A registry's own lists draw their places at
// random, so that nobody is told by a neighbour; these have nobody to hide.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "registry/ports/deflater.hpp"

namespace concordat::registry::vc_api {

// Of one key and one purpose.
struct ListName {
  std::size_t key = 0;  // number among the keys, from 0
  std::string purpose;  // "revocation", "suspension"
  friend auto operator<=>(const ListName&, const ListName&) = default;
};

// One thread at a time.
class TestLists {
 public:
  // Outlived by the deflater.
  explicit TestLists(const Deflater& deflater) : deflater_(deflater) {}

  [[nodiscard]] static bool is_purpose(std::string_view purpose);

  // A place for a credential that is known by this identifier. Codes: vc-api.full (every place is
  // taken), vc-api.id-used (another has that identifier in this list).
  [[nodiscard]] Result<std::uint64_t> take(const ListName& list, std::string_view credential_id);
  // Sets or clears what the credential of that identifier has for that purpose, in the list of any
  // key. Code vc-api.unknown-credential.
  [[nodiscard]] Status set(std::string_view credential_id, std::string_view purpose, bool value);

  [[nodiscard]] bool has(const ListName& list) const { return lists_.contains(list); }
  [[nodiscard]] std::vector<ListName> names() const;
  // GZIP, base64url and the letter of multibase, as `encodedList` has it (section 3.3). Codes:
  // those of the deflater.
  [[nodiscard]] Result<std::string> encoded(const ListName& list) const;

 private:
  struct List {
    Bytes bits;
    std::map<std::string, std::uint64_t, std::less<>> places;  // by the credential's identifier
  };

  const Deflater& deflater_;
  std::map<ListName, List> lists_;
};

}  // namespace concordat::registry::vc_api
