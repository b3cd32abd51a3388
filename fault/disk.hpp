// The file layer of this process, seen through: every change made to files below one folder is
// remembered in order, and any call can be told to fail. `interpose.cpp` stands in front of the C
// library, so that SQLite and our own adapters are watched alike.
//
// Threads: every member may be called from any thread.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace concordat::fault {

// One change, as it was asked for. `file` is the identity of a file, which outlives its names.
struct Change {
  enum class Kind {
    kCreate,    // `path` names the new file
    kFolder,    // `path` is a new folder
    kLink,      // `other` names the file as well
    kRename,    // `path` is called `other` from now on
    kRemove,    // `path` names nothing any more
    kWrite,     // `octets` at `offset`
    kTruncate,  // to `offset` octets
    kSync,      // the file's content has reached the platter
    kSyncNames  // the names in folder `path` have
  };
  Kind kind = Kind::kWrite;
  std::uint64_t file = 0;
  std::uint64_t offset = 0;
  std::string path = {};
  std::string other = {};
  std::string octets = {};
};

// What can be made to fail.
enum class Call : unsigned {
  kOpen = 1,
  kRead = 2,
  kWrite = 4,
  kTruncate = 8,
  kSync = 16,
  kName = 32
};
inline constexpr unsigned kEveryCall = 63;

// How it fails: the caller is told `reason` (errno), and the work is undone, done, or half done.
struct Failure {
  enum class Mode { kNotApplied, kApplied, kHalf };
  unsigned calls = kEveryCall;
  std::size_t nth = 1;   // counted from when it was planned, among those calls
  bool lasting = false;  // this call and all after it, until the plan is lifted
  Mode mode = Mode::kNotApplied;
  int reason = 0;
};

class Disk {
 public:
  // Watches everything below `folder` (an absolute path) until the end of its life. One at a time.
  explicit Disk(std::string folder);
  ~Disk();
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;

  [[nodiscard]] std::size_t length() const;
  [[nodiscard]] std::vector<Change> changes() const;

  void plan(const Failure& failure);
  // No more failures. Whether the plan had struck.
  bool lift();
  // Without memory of changes: long runs with failures need none.
  void forget_changes();

  // What interpose.cpp tells and asks. Paths are those of the call.
  enum class Verdict { kGoOn, kFail, kApplyAndFail, kHalfAndFail };
  [[nodiscard]] static Disk* watching(std::string_view path);
  [[nodiscard]] static Disk* watching(int descriptor);
  [[nodiscard]] Verdict ask(Call call);
  [[nodiscard]] int reason() const;
  struct Opening {
    bool created = false;
    bool emptied = false;
    bool folder = false;
  };
  void opened(int descriptor, std::string_view path, const Opening& opening);
  static void closed(int descriptor);
  void wrote(int descriptor, std::uint64_t offset, std::string_view octets);
  void truncated(int descriptor, std::uint64_t size);
  void synced(int descriptor);
  void named(Change::Kind kind, std::string_view path, std::string_view other);

 private:
  struct Opened {
    std::uint64_t file = 0;
    std::string folder;  // of a descriptor of a folder, its path
  };
  // Guarded by mutex_.
  std::uint64_t file_of(const std::string& path);
  [[nodiscard]] const Opened* opened_as(int descriptor) const;
  void add(Change change);

  std::string folder_;
  mutable std::mutex mutex_;  // guards everything below
  std::map<int, Opened> opened_;
  std::map<std::string, std::uint64_t> files_;
  std::vector<Change> changes_;
  std::uint64_t next_file_ = 1;
  bool remembering_ = true;
  std::optional<Failure> failure_;
  std::size_t calls_ = 0;
  bool struck_ = false;
  int reason_ = 0;
};

}  // namespace concordat::fault
