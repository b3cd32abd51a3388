// Sets of links (RFC 9264), as JSON, as text and as the Link field (RFC 8288).
//
// The JSON keeps within the schemas of GS1-Conformant Resolver 1.2 and of the UNTP identity
// resolver 0.7: relations are registered words or whole addresses, every link has a title, language
// tags have two letters.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/json/value.hpp"

namespace concordat::api {

inline constexpr std::string_view kLinksetJson = "application/linkset+json";
inline constexpr std::string_view kLinksetText = "application/linkset";

// The GS1 Web Vocabulary, in which relations of trade items are named.
inline constexpr std::string_view kGs1Vocabulary = "https://ref.gs1.org/voc/";
inline constexpr std::string_view kDefaultLink = "https://ref.gs1.org/voc/defaultLink";
inline constexpr std::string_view kDefaultLinkMulti = "https://ref.gs1.org/voc/defaultLinkMulti";

struct Link {
  std::string relation;  // a word registered with IANA, or an address
  std::string target;    // within this server: begins with "/"
  std::string title;
  std::string type = {};                    // media type; empty: not said, as of default links
  std::vector<std::string> languages = {};  // of the target; empty: none or any
  friend bool operator==(const Link&, const Link&) = default;
};

// Links of one thing. `rank` says how closely it is what was asked for: of several things the
// highest has the first word.
struct LinkContext {
  std::string anchor;  // within this server
  std::vector<Link> links = {};
  int rank = 0;
};
using Linkset = std::vector<LinkContext>;

// `address` is what absolute addresses of this server begin with.
[[nodiscard]] json::Value linkset_json(const Linkset& set, std::string_view address);
// RFC 9264, 4.1: links as in the Link field, one a line, anchors written out.
[[nodiscard]] std::string linkset_text(const Linkset& set, std::string_view address);
// The value of a Link field with the links of the contexts of the highest rank, and the one to the
// whole set first. More than fit are left out: the set has them.
[[nodiscard]] std::string link_field(const Linkset& set, std::string_view whole,
                                     std::string_view address);

// The relation as the set names it: "gs1:pip", and the vocabulary under the addresses it has had,
// become the one of `kGs1Vocabulary`; "untp:dcc" the word that UNTP registers, "dcc".
[[nodiscard]] std::string whole_relation(std::string_view link_type);

}  // namespace concordat::api
