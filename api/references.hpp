// What identifiers on a page lead to, and what is called so on file.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "api/reader.hpp"
#include "core/statement/descriptor.hpp"

namespace concordat::api {

// What people call a record, in a language, else in English, else as it was first stated; the
// language it is in, and nothing where it has no name but its identifier.
struct Title {
  std::string text;
  std::string language = {};
};
[[nodiscard]] Title title_of(const json::Value& record, std::string_view language);

// "/organisations/anssi"
[[nodiscard]] std::string page_path(std::string_view kind, std::string_view id);
// The kind of resource that an identifier of that target names; empty where it has no pages.
[[nodiscard]] std::string_view kind_of(statement::Target target);

class References {
 public:
  References(const Call& call, const Reader& reader) : call_(call), reader_(reader) {}

  // The identifier, as a link with its name where it is on file at the reader's size.
  void show(Html& page, statement::Target target, std::string_view id);
  // The same of what is known to be of a kind.
  void show(Html& page, std::string_view kind, std::string_view id);

 private:
  struct Place {
    std::string path;  // empty: not on file
    Title title;
  };
  [[nodiscard]] const Place& find(statement::Target target, std::string_view id);
  [[nodiscard]] Place look_up(statement::Target target, const std::string& id) const;
  [[nodiscard]] Place of_kind(std::string_view kind, std::string_view id) const;
  [[nodiscard]] Place of_annex(std::string_view id) const;
  [[nodiscard]] Place of_standard(const std::string& id) const;
  void show(Html& page, const Place& place, std::string_view id) const;

  const Call& call_;
  const Reader& reader_;
  std::map<std::pair<statement::Target, std::string>, Place> known_;
};

// "annex-EU-US-EMC": where a part of a page is.
[[nodiscard]] std::string part_anchor(std::string_view member, std::string_view id);

}  // namespace concordat::api
