#include "core/facts/coverages.hpp"

#include <array>
#include <functional>

#include "core/json/read.hpp"
#include "core/json/write.hpp"

namespace concordat::facts {
namespace {

// The first word of a coverage says which parts follow, in this order; each list behind its length,
// but for the models, whose number is in the first word itself.
constexpr std::array kLists = {&Coverage::models,  &Coverage::families,
                               &Coverage::gtins,   &Coverage::software_versions,
                               &Coverage::batches, &Coverage::factories};
constexpr std::uint32_t kSerialFrom = 1U << 6;
constexpr std::uint32_t kSerialTo = 1U << 7;
constexpr std::uint32_t kQuantity = 1U << 8;
constexpr std::uint32_t kAttributes = 1U << 9;
constexpr unsigned kModelsShift = 16;

std::uint32_t hash_of(const json::Object& attributes) {
  const std::uint64_t hash = std::hash<std::string>{}(json::compact(attributes));
  return static_cast<std::uint32_t>(hash ^ hash >> 32);
}

}  // namespace

std::uint32_t IdRuns::keep(std::span<const std::uint32_t> words) {
  // A run does not straddle chunks; what is left of one too short is left empty.
  while (words_.room() < words.size()) {
    for (std::size_t left = words_.room(); left > 0; --left) words_.push_back(0U);
  }
  const auto place = static_cast<std::uint32_t>(words_.size());
  for (const std::uint32_t word : words) words_.push_back(word);
  return place;
}

IdList IdRuns::keep_list(std::span<const Id> ids) {
  if (ids.empty()) return {};
  std::vector<std::uint32_t> words{static_cast<std::uint32_t>(ids.size())};
  words.insert(words.end(), ids.begin(), ids.end());
  return {.place = keep(words)};
}

std::uint32_t Coverages::intern(const json::Object& attributes) {
  const std::uint32_t hash = hash_of(attributes);
  const std::uint32_t known =
      by_attributes_.find(hash, [&](std::uint32_t at) { return attributes_[at] == attributes; });
  if (known != HashIndex::kNone) return known;
  const auto at = static_cast<std::uint32_t>(attributes_.push_back(attributes));
  by_attributes_.insert(hash, at, [&](std::uint32_t other) { return hash_of(attributes_[other]); });
  return at;
}

std::uint32_t Coverages::store(const Coverage& coverage) {
  std::vector<std::uint32_t> words{0};
  std::uint32_t head = static_cast<std::uint32_t>(coverage.models.size()) << kModelsShift;
  for (std::size_t list = 0; list < kLists.size(); ++list) {
    const std::span<const Id> ids = coverage.*kLists[list];
    if (ids.empty()) continue;
    head |= 1U << list;
    if (list > 0) words.push_back(static_cast<std::uint32_t>(ids.size()));
    words.insert(words.end(), ids.begin(), ids.end());
  }
  const auto add = [&](std::uint32_t part, std::uint32_t word) {
    head |= part;
    words.push_back(word);
  };
  if (coverage.serial_from != kNoId) add(kSerialFrom, coverage.serial_from);
  if (coverage.serial_to != kNoId) add(kSerialTo, coverage.serial_to);
  if (coverage.quantity > 0) {
    const auto quantity = static_cast<std::uint64_t>(coverage.quantity);
    add(kQuantity, static_cast<std::uint32_t>(quantity));
    words.push_back(static_cast<std::uint32_t>(quantity >> 32));
  }
  if (coverage.attributes != nullptr && !coverage.attributes->empty()) {
    add(kAttributes, intern(*coverage.attributes));
  }
  words.front() = head;
  return runs_.keep(words);
}

void Coverages::save(OctetWriter& out) const {
  runs_.save(out);
  out.value(std::uint64_t{attributes_.size()});
  for (std::size_t at = 0; at < attributes_.size(); ++at) {
    out.text(json::compact(attributes_[at]));
  }
  by_attributes_.save(out);
}

void Coverages::load(OctetReader& in) {
  runs_.load(in);
  for (auto left = in.value<std::uint64_t>(); left > 0 && !in.failed(); --left) {
    const Result<json::Value> value = json::read(in.text());
    const json::Object* const object = value ? value->as_object() : nullptr;
    if (object == nullptr) return in.fail();
    attributes_.push_back(*object);
  }
  by_attributes_.load(in);
}

Coverage Coverages::operator[](std::uint32_t number) const {
  Coverage coverage;
  const std::uint32_t* word = runs_.at(number);
  const std::uint32_t head = *word++;
  for (std::size_t list = 0; list < kLists.size(); ++list) {
    if ((head >> list & 1) == 0) continue;
    const std::uint32_t size = list == 0 ? head >> kModelsShift : *word++;
    coverage.*kLists[list] = {word, size};
    word += size;
  }
  if ((head & kSerialFrom) != 0) coverage.serial_from = *word++;
  if ((head & kSerialTo) != 0) coverage.serial_to = *word++;
  if ((head & kQuantity) != 0) {
    coverage.quantity = static_cast<std::int64_t>(pack(word[1], word[0]));
    word += 2;
  }
  if ((head & kAttributes) != 0) coverage.attributes = &attributes_[*word];
  return coverage;
}

}  // namespace concordat::facts
