// The one file of what is not public: records of the vault, accounts, the audit trail.
//
// The log's file is public and copied whole, so nothing private may ever stand in it; this one lies
// beside it and is never published. It is made readable for its owner alone, and refused when
// anybody else could read it. What is deleted is overwritten in the file.
//
// Each module keeps its own tables here under its own name and version, and opens the file by
// itself; connections belong to one thread at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

#include "adapters/sqlite/database.hpp"

namespace concordat::private_file {

// "Cncp", in the file's header where `file` and other programs look for it.
inline constexpr std::int64_t kApplicationId = 0x436E6370;
// Counts changes of how modules share the file. Each module counts its own tables in its schema.
inline constexpr std::int64_t kFileVersion = 1;

// Statements that bring the tables of a module from one version to the next, the first from
// nothing. A step once published is never changed: files made by it are out there.
using Step = std::span<const std::string_view>;

struct Schema {
  std::string_view name;
  std::span<const Step> steps;

  [[nodiscard]] std::int64_t version() const { return static_cast<std::int64_t>(steps.size()); }
};

// `<store>-private`, beside the log's own file.
[[nodiscard]] std::filesystem::path beside(const std::filesystem::path& store);

enum class Opening {
  kExisting,  // store.not-found where there is none
  kCreate,
};

// The file with the tables of this module up to date: made, or brought there from an earlier
// version in one transaction. Every commit on the connection is on disk when it returns.
//   store.exposed    others than its owner have a right to the file (place: the path)
//   store.foreign    a file of another program
//   store.newer      the file, or the tables of this module, are of a later version
//   store.not-found  store.cannot-open  store.io  store.full  store.busy  store.corrupt
[[nodiscard]] Result<sqlite::Connection> open(const std::filesystem::path& path,
                                              const Schema& schema, Opening opening);

// Moves what was committed into the file and cuts the write-ahead log to nothing, so that what was
// overwritten is not left there. store.busy while a reader stands in the way.
[[nodiscard]] Status settle(sqlite::Connection& connection);

}  // namespace concordat::private_file
