#include "core/log/checkpoint.hpp"

#include <doctest/doctest.h>

namespace concordat::log {
namespace {

constexpr std::string_view kRoot = "R9VYTgYFVVPUyPYyaiBZqNmlLQ5YeZ7WMFMwfUYBmcE=";

std::string code(std::string_view text) {
  const auto checkpoint = parse_checkpoint(text);
  return checkpoint ? "" : checkpoint.error().code;
}

std::string with_size(std::string_view size) {
  return "example.org/log\n" + std::string(size) + "\n" + std::string(kRoot) + "\n";
}

TEST_CASE("a checkpoint is read and printed as it was, extension lines too") {
  for (const std::string& text :
       {with_size("1"), with_size("18446744073709551615"), with_size("7") + "ext 1\next 2\n"}) {
    const auto checkpoint = parse_checkpoint(text);
    REQUIRE(checkpoint);
    CHECK(checkpoint->origin == "example.org/log");
    CHECK(to_string(*checkpoint) == text);
  }
  CHECK(parse_checkpoint(with_size("7") + "ext 1\next 2\n")->extensions ==
        std::vector<std::string>{"ext 1", "ext 2"});
}

TEST_CASE("the empty log has the empty root and no other") {
  const Checkpoint empty{"example.org/log", 0, merkle::empty_root(), {}};
  CHECK(to_string(empty) == "example.org/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
  CHECK(parse_checkpoint(to_string(empty)) == empty);
  CHECK(code(with_size("0")) == "checkpoint.root");
}

TEST_CASE("what is no checkpoint is refused") {
  CHECK(code("") == "checkpoint.form");
  CHECK(code("example.org/log\n") == "checkpoint.form");
  CHECK(code("example.org/log\n1\n") == "checkpoint.form");
  CHECK(code("\n1\n" + std::string(kRoot) + "\n") == "checkpoint.form");
  CHECK(code("example.org/log\n1\n" + std::string(kRoot)) == "checkpoint.form");
  CHECK(code(with_size("1") + "\n") == "checkpoint.form");
  CHECK(code(with_size("1") + "ext") == "checkpoint.form");
  for (const std::string_view size :
       {"01", "00", "-1", "+1", " 1", "1 ", "1.0", "0x1", "x", "18446744073709551616"}) {
    CAPTURE(size);
    CHECK(code(with_size(size)) == "checkpoint.size");
  }
  for (const std::string_view root : {"x", "R9VYTgYFVVPUyPYyaiBZqNmlLQ5YeZ7WMFMwfUYBmcE", "AAAA",
                                      "R9VYTgYFVVPUyPYyaiBZqNmlLQ5YeZ7WMFMwfUYBmcF=",
                                      "R9VYTgYFVVPUyPYyaiBZqNmlLQ5YeZ7WMFMwfUYBmcE= ",
                                      "R9VYTgYFVVPUyPYyaiBZqNmlLQ5YeZ7WMFMwfUYBmcE=\r"}) {
    CAPTURE(root);
    CHECK(code("example.org/log\n1\n" + std::string(root) + "\n") == "checkpoint.root");
  }
}

TEST_CASE("a checkpoint is the log's only with the log's signature") {
  LogTrust trust{
      *parse_vkey("example.org/log+1c66b9ea+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea"), {}};
  VerifierKey witness = trust.log;
  witness.name = "witness.example";
  witness.type = NoteKeyType::kEd25519Cosignature;
  trust.witnesses = {witness};
  const Checkpoint checkpoint{"example.org/log", 7, merkle::empty_root(), {}};
  Note note{to_string(checkpoint),
            {note_cosignature(witness, 99, Bytes(64, 2)), note_signature(trust.log, Bytes(64, 1))}};
  const auto parsed = parse_signed_checkpoint(to_string(note));
  REQUIRE(parsed);
  CHECK(parsed->checkpoint == checkpoint);
  const auto signatures = signatures_of(*parsed, trust);
  REQUIRE(signatures);
  CHECK(signatures->obligations.size() == 2);
  REQUIRE(signatures->cosigned.size() == 1);
  CHECK(signatures->cosigned[0].witness == 0);
  CHECK(signatures->cosigned[0].time_s == 99);

  note.signatures.pop_back();
  CHECK(signatures_of({checkpoint, note}, trust).error().code == "checkpoint.unsigned");
  note.signatures.clear();
  CHECK(signatures_of({checkpoint, note}, trust).error().code == "note.no-known-signature");
  LogTrust other = trust;
  other.log.name = "example.org/other";
  CHECK(signatures_of(*parsed, other).error().code == "checkpoint.origin");
  // A log's key is that of no witness: it tells no time.
  other = trust;
  other.witnesses[0].type = NoteKeyType::kEd25519;
  const Note by_logs{
      to_string(checkpoint),
      {note_signature(trust.log, Bytes(64, 1)), note_signature(other.witnesses[0], Bytes(64, 2))}};
  const auto uncosigned = signatures_of({checkpoint, by_logs}, other);
  REQUIRE(uncosigned);
  CHECK(uncosigned->obligations.size() == 2);
  CHECK(uncosigned->cosigned.empty());
  // A cosigner's key cannot speak for a log.
  other = trust;
  other.log.type = NoteKeyType::kEd25519Cosignature;
  CHECK(signatures_of(*parsed, other).error().code == "note.key-type");
}

}  // namespace
}  // namespace concordat::log
