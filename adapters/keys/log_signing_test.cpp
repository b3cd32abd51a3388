// A log signed for real: the worked texts of spec/formats/{checkpoint,proof}.md, made and verified.
#include <string>

#include <doctest/doctest.h>

#include "adapters/keys/software_signer.hpp"
#include "adapters/keys/verify.hpp"
#include "core/base/base64url.hpp"
#include "core/log/entry.hpp"
#include "core/log/proof.hpp"

namespace concordat::keys {
namespace {

// RFC 8037 appendix A.1 for the log; the witness has a seed of its own.
std::unique_ptr<Signer> log_signer() {
  return *make_signer(
      *ed25519_from_seed(*decode_base64url("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A")));
}
std::unique_ptr<Signer> witness_signer() { return *make_signer(*ed25519_from_seed(Bytes(32, 7))); }

log::LogTrust trust() {
  return {
      {"example.org/log", log::NoteKeyType::kEd25519, log_signer()->public_key()},
      {{"witness.example", log::NoteKeyType::kEd25519Cosignature, witness_signer()->public_key()}}};
}

Bytes entry(int number) {
  return *log::encode_entry(
      {{1'714'566'896'789 + number}, false, "ab.cd.e" + std::to_string(number)});
}

// Three entries, signed by the log and cosigned by one witness at 2024-05-01T12:35:00Z.
std::string signed_checkpoint(merkle::Tree& tree) {
  for (int i = 0; i < 3; ++i) tree.append(merkle::leaf_hash(entry(i)));
  const std::string text =
      log::to_string(log::Checkpoint{"example.org/log", 3, *merkle::range_root(tree, 0, 3), {}});
  constexpr std::uint64_t kTime = 1'714'566'900;
  const std::string cosigned = log::cosignature_message(kTime, text);
  const log::LogTrust keys = trust();
  return log::to_string(
      log::Note{text,
                {log::note_signature(keys.log, *log_signer()->sign(bytes_of(text))),
                 log::note_cosignature(keys.witnesses[0], kTime,
                                       *witness_signer()->sign(bytes_of(cosigned)))}});
}

constexpr std::string_view kProof =
    "c2sp.org/tlog-proof@v1\n"
    "extra AQAAAY80JpyWAGFiLmNkLmUx\n"
    "index 1\n"
    "pTGW7oMnMaiC1v00NZy4F1slhzspUO33jJ4NcgThR+M=\n"
    "Awk1U9D+rlkf2+H4lYQIJTEFLjXYKWfEwFSs48fgfV8=\n"
    "\n"
    "example.org/log\n"
    "3\n"
    "05SENf5nyUsEAvys9I7DtuHrQITBQ0YWfJnp1KAoruU=\n"
    "\n"
    "\xe2\x80\x94 example.org/log HGa56kuOKXQNPt2DThRvHvFr6Z2weNztfBRBrrOAY0Rjel2771+"
    "6plLt2zkj14CfiKpVBc3gOelFbCf0S6e6gI8HDQQ=\n"
    "\xe2\x80\x94 witness.example 2DG88QAAAABmMjb0WjBJp423ZLLBnuwVIRtqssuW9q163FXRzmy"
    "6eaRHjp1zs6CbYEs3ZfigJP0dYIrpK08BI70rtQzn8WiwHgkTBg==\n";

TEST_CASE("the worked proof is what is made, and it holds") {
  merkle::Tree tree;
  const std::string checkpoint = signed_checkpoint(tree);
  const log::ProofFile proof{entry(1), 1, *merkle::prove_inclusion(tree, 1, 3), checkpoint};
  REQUIRE(log::to_string(proof) == std::string(kProof));

  const auto proven = log::check_proof(*log::parse_proof(kProof), trust());
  REQUIRE(proven);
  CHECK(proven->signatures.obligations.size() == 2);
  CHECK(verify_all(proven->signatures.obligations));
  REQUIRE(proven->signatures.cosigned.size() == 1);
  CHECK(proven->signatures.cosigned[0].time_s == 1'714'566'900);
  CHECK(log::decode_entry(proven->entry)->statement == "ab.cd.e1");
}

TEST_CASE("no single changed character of a proof still holds") {
  for (std::size_t at = 0; at < kProof.size(); ++at) {
    for (const char other : {'A', 'b', '0', '\n'}) {
      std::string text(kProof);
      if (text[at] == other) continue;
      text[at] = other;
      const auto proof = log::parse_proof(text);
      if (!proof) continue;
      const auto proven = log::check_proof(*proof, trust());
      if (!proven || !verify_all(proven->signatures.obligations)) continue;
      // Only a witness who is no longer recognised may drop out; the log's word stays the same.
      CAPTURE(at);
      CHECK(proven->signatures.cosigned.empty());
      CHECK(proven->entry == entry(1));
      CHECK(proven->checkpoint.size == 3);
    }
  }
}

}  // namespace
}  // namespace concordat::keys
