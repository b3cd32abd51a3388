// Files taken away under a registry that runs: it refuses to write into what nobody will find
// again, and writes again when they are back, without a hand. What it still reads meanwhile depends
// on which connections are open, so nothing is asked of that.
#include "fault/session.hpp"
#include <doctest/doctest.h>

namespace concordat::fault {
namespace {

namespace fs = std::filesystem;

struct Taken {
  std::string_view file;
  std::string_view code;
};

// Takes the file aside, tries to write, puts it back, and writes.
void take_away(const Taken& taken) {
  const Scratch scratch;
  Session session(scratch.path());
  REQUIRE(session.found());
  REQUIRE(session.open());
  const std::string statements[] = {session.statement("T1"), session.statement("T2"),
                                    session.statement("T3")};
  REQUIRE(session.submit({statements[0]}).front());
  const fs::path file = fs::path(session.site().store.substr(std::string("sqlite:").size()))
                            .concat(std::string(taken.file));
  const fs::path aside = file.string() + ".aside";
  REQUIRE(fs::exists(file));
  fs::rename(file, aside);
  for (int time = 0; time < 3; ++time) {
    const auto refused = session.submit({statements[1]}).front();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == taken.code);
  }
  if (fs::exists(file)) fs::remove(file);
  fs::rename(aside, file);
  Result<registry::Receipt> receipt = fail({});
  for (int time = 0; time < 3 && !receipt; ++time)
    receipt = session.submit({statements[2]}).front();
  const std::string told = receipt ? "" : receipt.error().code;
  INFO(told);
  CHECK(receipt);
  CHECK(session.registry().show("economies", "T3"));
}

}  // namespace

TEST_CASE("the store's file taken away") { take_away({"", "store.removed"}); }

// Its write-ahead log is not among them: who opens the store while it is away, a replay on its way
// back for one, makes SQLite begin another, and what follows is SQLite's to say.
TEST_CASE("the record of what was signed taken away") {
  take_away({".signed", "signing-record.removed"});
}

}  // namespace concordat::fault
