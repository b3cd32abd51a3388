#include "registry/vc_api/test_lists.hpp"

#include <algorithm>
#include <array>

#include "core/base/base64url.hpp"
#include "core/credential/status/list.hpp"

namespace concordat::registry::vc_api {
namespace {

constexpr std::array<std::string_view, 2> kPurposes = {"revocation", "suspension"};

}  // namespace

bool TestLists::is_purpose(std::string_view purpose) {
  return std::ranges::find(kPurposes, purpose) != kPurposes.end();
}

Result<std::uint64_t> TestLists::take(const ListName& name, std::string_view credential_id) {
  const auto [at, made] = lists_.try_emplace(name);
  List& list = at->second;
  if (made) list.bits.resize(static_cast<std::size_t>(credential::kFewestEntries / 8), 0);
  const std::uint64_t place = list.places.size();
  if (place >= credential::kFewestEntries) return fail({.code = "vc-api.full"});
  if (!list.places.try_emplace(std::string(credential_id), place).second) {
    return fail({.code = "vc-api.id-used",
                 .place = "/credential/id",
                 .expected = "an identifier that no other credential has"});
  }
  return place;
}

Status TestLists::set(std::string_view credential_id, std::string_view purpose, bool value) {
  bool found = false;
  for (auto& [name, list] : lists_) {
    if (name.purpose != purpose) continue;
    const auto place = list.places.find(credential_id);
    if (place == list.places.end()) continue;
    found = true;
    // The first index is the left-most bit (section 2.2).
    Byte& octet = list.bits[static_cast<std::size_t>(place->second / 8)];
    const auto bit = static_cast<Byte>(0x80U >> (place->second % 8));
    octet = static_cast<Byte>(value ? octet | bit : octet & ~bit);
  }
  if (found) return {};
  return fail({.code = "vc-api.unknown-credential",
               .place = "/credentialId",
               .expected = "the id of a credential that was issued here with a status"});
}

std::vector<ListName> TestLists::names() const {
  std::vector<ListName> names;
  for (const auto& [name, list] : lists_) names.push_back(name);
  return names;
}

Result<std::string> TestLists::encoded(const ListName& name) const {
  const auto found = lists_.find(name);
  if (found == lists_.end()) return fail({.code = "vc-api.no-such-list"});
  CONCORDAT_TRY(octets, deflater_.deflate(credential::Compression::kGzip, found->second.bits));
  return "u" + encode_base64url(octets);
}

}  // namespace concordat::registry::vc_api
