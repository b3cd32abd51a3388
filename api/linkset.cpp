#include "api/linkset.hpp"

#include <algorithm>

namespace concordat::api {
namespace {

// A field beyond this is refused by common proxies.
constexpr std::size_t kMaxLinkField_bytes = 4096;

std::string absolute(std::string_view address, std::string_view path) {
  return std::string(address).append(path);
}

json::Object link_json(const Link& link, std::string_view address) {
  json::Object shown{{"href", absolute(address, link.target)}, {"title", link.title}};
  if (!link.type.empty()) shown.set("type", link.type);
  if (!link.languages.empty()) {
    shown.set("hreflang", json::Array(link.languages.begin(), link.languages.end()));
  }
  return shown;
}

// A link as RFC 8288, 3, writes it. Titles are left out: most are not ASCII, and the JSON has them.
std::string link_value(const Link& link, std::string_view anchor, std::string_view address) {
  std::string text = "<" + absolute(address, link.target) + ">; rel=\"" + link.relation + "\"";
  if (!anchor.empty()) text += "; anchor=\"" + absolute(address, anchor) + "\"";
  if (!link.type.empty()) text += "; type=\"" + link.type + "\"";
  for (const std::string& language : link.languages) text += "; hreflang=\"" + language + "\"";
  return text;
}

// What the vocabulary has been called.
constexpr std::string_view kGs1Prefixes[] = {"gs1:", "https://gs1.org/voc/", "http://gs1.org/voc/",
                                             "https://www.gs1.org/voc/",
                                             "https://ref.gs1.org/voc/"};
constexpr std::string_view kUntpPrefix = "untp:";

}  // namespace

json::Value linkset_json(const Linkset& set, std::string_view address) {
  json::Array contexts;
  for (const LinkContext& context : set) {
    json::Object shown{{"anchor", absolute(address, context.anchor)}};
    for (const Link& link : context.links) {
      json::Value* links = shown.find(link.relation);
      if (links == nullptr) links = &shown.set(link.relation, json::Array());
      links->as_array()->emplace_back(link_json(link, address));
    }
    contexts.emplace_back(std::move(shown));
  }
  return json::Object{{"linkset", std::move(contexts)}};
}

std::string linkset_text(const Linkset& set, std::string_view address) {
  std::string text;
  for (const LinkContext& context : set) {
    for (const Link& link : context.links) {
      if (!text.empty()) text += ",\n";
      text += link_value(link, context.anchor, address);
    }
  }
  return text.empty() ? text : text + "\n";
}

std::string link_field(const Linkset& set, std::string_view whole, std::string_view address) {
  std::string text = "<" + absolute(address, whole) + ">; rel=\"linkset\"; type=\"" +
                     std::string(kLinksetJson) + "\"";
  int highest = 0;
  for (const LinkContext& context : set) highest = std::max(highest, context.rank);
  for (const LinkContext& context : set) {
    if (context.rank != highest) continue;
    for (const Link& link : context.links) {
      const std::string value = link_value(link, context.anchor, address);
      if (text.size() + value.size() + 2 <= kMaxLinkField_bytes) text += ", " + value;
    }
  }
  return text;
}

std::string whole_relation(std::string_view link_type) {
  for (const std::string_view prefix : kGs1Prefixes) {
    if (link_type.starts_with(prefix)) {
      return std::string(kGs1Vocabulary).append(link_type.substr(prefix.size()));
    }
  }
  if (link_type.starts_with(kUntpPrefix)) link_type.remove_prefix(kUntpPrefix.size());
  return std::string(link_type);
}

}  // namespace concordat::api
