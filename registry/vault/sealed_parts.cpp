#include "registry/vault/sealed_parts.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "core/json/write.hpp"

namespace concordat::registry::vault {
namespace {

Bytes octets_of(std::string_view text) {
  const ByteView view = bytes_of(text);
  return {view.begin(), view.end()};
}

}  // namespace

Bytes authenticated(const VaultDescription& description) {
  return octets_of(json::canonical(json::Object{{"id", description.id},
                                                {"kind", description.kind},
                                                {"confidentiality", description.confidentiality},
                                                {"basis", description.basis},
                                                {"owner", description.owner},
                                                {"about", description.about},
                                                {"mediaType", description.media_type},
                                                {"keepUntil", to_string(description.keep_until)},
                                                {"kept", to_string(description.kept)},
                                                {"replaces", description.replaces}}));
}

Bytes bound_body(std::string_view id) { return octets_of("body " + std::string(id)); }

Bytes bound_parts(std::string_view id) { return octets_of("parts " + std::string(id)); }

Bytes encode_parts(const disclosure::Record& record) {
  Bytes octets(record.salt().begin(), record.salt().end());
  for (const std::string& disclosure : record.disclosures()) {
    const ByteView text = bytes_of(disclosure);
    octets.insert(octets.end(), text.begin(), text.end());
    octets.push_back('\n');
  }
  return octets;
}

Result<disclosure::Record> decode_parts(ByteView octets) {
  disclosure::RecordSalt salt{};
  if (octets.size() < salt.size()) return fail({.code = "vault.altered"});
  std::ranges::copy(octets.first(salt.size()), salt.begin());
  std::string_view rest = text_of(octets.subspan(salt.size()));
  std::vector<std::string> disclosures;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) return fail({.code = "vault.altered"});
    disclosures.emplace_back(rest.substr(0, end));
    rest.remove_prefix(end + 1);
  }
  if (disclosures.size() < disclosure::kHeaderParts ||
      disclosures.size() > disclosure::kMostParts) {
    return fail({.code = "vault.altered"});
  }
  return disclosure::Record(salt, std::move(disclosures));
}

}  // namespace concordat::registry::vault
