// Lists of ids and coverages of certificates, packed: of millions, nearly all name a model or two.
//
// One writer, any number of readers without locks. What is handed out stays valid and unchanged as
// long as the keeper lives.
#pragma once

#include <span>
#include <vector>

#include "core/base/chunked.hpp"
#include "core/base/hash_index.hpp"
#include "core/facts/row.hpp"
#include "core/json/value.hpp"

namespace concordat::facts {

using Ids = std::vector<Id>;

// A list of ids that IdRuns keeps: where it begins.
struct IdList {
  std::uint32_t place = kNoId;  // kNoId: empty
  [[nodiscard]] bool empty() const { return place == kNoId; }
};

// Words that lie next to each other.
class IdRuns {
 public:
  // Writer only. A list, and the list again.
  [[nodiscard]] IdList keep_list(std::span<const Id> ids);
  [[nodiscard]] std::span<const Id> operator[](IdList list) const {
    if (list.empty()) return {};
    const std::uint32_t* const length = at(list.place);
    return {length + 1, *length};
  }

  // Writer only. Where the words begin; `at` leads there again.
  std::uint32_t keep(std::span<const std::uint32_t> words);
  [[nodiscard]] const std::uint32_t* at(std::uint32_t place) const { return &words_[place]; }

  // As they lie in memory. The writer only, or nobody writes.
  void save(OctetWriter& out) const { words_.save(out); }
  void load(OctetReader& in) { words_.load(in); }

 private:
  Chunked<std::uint32_t> words_;
};

// What a certificate covers, when it says more than "the product named". Views of what is kept.
struct Coverage {
  std::span<const Id> models;
  std::span<const Id> families;
  std::span<const Id> gtins;
  std::span<const Id> software_versions;
  std::span<const Id> batches;
  std::span<const Id> factories;
  Id serial_from = kNoId;
  Id serial_to = kNoId;
  std::int64_t quantity = 0;                 // 0: no limit
  const json::Object* attributes = nullptr;  // null: none stated
};

class Coverages {
 public:
  // Writer only. Copies what the views show; the number by which it is found again.
  std::uint32_t store(const Coverage& coverage);
  [[nodiscard]] Coverage operator[](std::uint32_t number) const;

  // The writer only, or nobody writes; into one in which nothing was stored.
  void save(OctetWriter& out) const;
  void load(OctetReader& in);

 private:
  [[nodiscard]] std::uint32_t intern(const json::Object& attributes);

  IdRuns runs_;
  Chunked<json::Object> attributes_;  // thousands share them
  HashIndex by_attributes_;           // the writer's alone
};

}  // namespace concordat::facts
