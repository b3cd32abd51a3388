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

// Words that lie next to each other.
class IdRuns {
 public:
  // Writer only. Where the words begin; `at` leads there again.
  std::uint32_t keep(std::span<const std::uint32_t> words);
  [[nodiscard]] const std::uint32_t* at(std::uint32_t place) const { return &words_[place]; }

 private:
  Chunked<std::uint32_t> words_;
};

// A list that a row holds in one pointer: the length, and the ids behind it.
class IdList {
 public:
  IdList() = default;
  [[nodiscard]] static IdList keep(IdRuns& runs, const Ids& ids);

  [[nodiscard]] const Id* begin() const { return length_ ? length_ + 1 : nullptr; }
  [[nodiscard]] const Id* end() const { return begin() + size(); }
  [[nodiscard]] std::size_t size() const { return length_ ? *length_ : 0; }
  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] Id operator[](std::size_t at) const { return begin()[at]; }

 private:
  const std::uint32_t* length_ = nullptr;  // null: empty
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

 private:
  [[nodiscard]] std::uint32_t intern(const json::Object& attributes);

  IdRuns runs_;
  Chunked<json::Object> attributes_;  // thousands share them
  HashIndex by_attributes_;           // the writer's alone
};

}  // namespace concordat::facts
