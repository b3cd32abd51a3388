#include "core/log/proof.hpp"

#include <algorithm>

#include "core/base/base64.hpp"
#include "core/log/decimal.hpp"

namespace concordat::log {
namespace {

constexpr std::string_view kFirstLine = "c2sp.org/tlog-proof@v1";
constexpr std::string_view kExtra = "extra ";
constexpr std::string_view kIndex = "index ";
// Its note, its extra line and its hashes, each with room.
constexpr std::size_t kMaxProofSize = kMaxNoteSize + 2 * kMaxExtraSize + 64 * kMaxProofHashes;

std::unexpected<Error> bad_line(std::size_t line, std::string expected) {
  return fail({.code = "proof.form",
               .place = "line " + std::to_string(line),
               .expected = std::move(expected)});
}

// Lines one after another, each ended by LF.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}

  // The next line without its LF; nothing when none is left that is ended.
  std::optional<std::string_view> next() {
    const std::size_t end = rest_.find('\n');
    if (end == rest_.npos) return std::nullopt;
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    ++number_;
    return line;
  }
  [[nodiscard]] std::size_t number() const { return number_; }
  [[nodiscard]] std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
  std::size_t number_ = 0;
};

Result<merkle::Hash> parse_hash(std::string_view line, std::size_t number) {
  const auto bytes = decode_base64(line);
  merkle::Hash hash;
  if (!bytes || bytes->size() != hash.size()) {
    return bad_line(number, "canonical base64 of 32 bytes, or an empty line");
  }
  std::ranges::copy(*bytes, hash.begin());
  return hash;
}

}  // namespace

Result<ProofFile> parse_proof(std::string_view text) {
  if (text.size() > kMaxProofSize) {
    return fail({.code = "proof.too-large",
                 .expected = "at most " + std::to_string(kMaxProofSize) + " bytes"});
  }
  Lines lines(text);
  ProofFile proof;
  if (lines.next() != kFirstLine) return bad_line(1, std::string(kFirstLine));
  auto line = lines.next();
  if (line && line->starts_with(kExtra)) {
    auto extra = decode_base64(line->substr(kExtra.size()));
    if (!extra) return bad_line(lines.number(), "canonical base64");
    if (extra->size() > kMaxExtraSize) return fail({.code = "proof.too-large", .place = "line 2"});
    proof.extra = std::move(*extra);
    line = lines.next();
  }
  if (!line || !line->starts_with(kIndex)) return bad_line(lines.number(), "index");
  const auto index = parse_decimal(line->substr(kIndex.size()));
  if (!index) return bad_line(lines.number(), "decimal digits without leading zero");
  proof.index = *index;
  for (line = lines.next(); line && !line->empty(); line = lines.next()) {
    if (proof.hashes.size() == kMaxProofHashes) {
      return bad_line(lines.number(), "at most " + std::to_string(kMaxProofHashes) + " hashes");
    }
    CONCORDAT_TRY(hash, parse_hash(*line, lines.number()));
    proof.hashes.push_back(hash);
  }
  if (!line || lines.rest().empty()) return bad_line(lines.number() + 1, "a signed checkpoint");
  proof.checkpoint = lines.rest();
  return proof;
}

std::string to_string(const ProofFile& proof) {
  std::string text = std::string(kFirstLine) + "\n";
  if (proof.extra) text += std::string(kExtra) + encode_base64(*proof.extra) + "\n";
  text += std::string(kIndex) + std::to_string(proof.index) + "\n";
  for (const merkle::Hash& hash : proof.hashes) text += encode_base64(hash) + "\n";
  return text + "\n" + proof.checkpoint;
}

Result<Proven> check_proof(const ProofFile& proof, const LogTrust& trust, ByteView entry) {
  CONCORDAT_TRY(signed_checkpoint, parse_signed_checkpoint(proof.checkpoint));
  CONCORDAT_TRY(signatures, signatures_of(signed_checkpoint, trust));
  const Checkpoint& checkpoint = signed_checkpoint.checkpoint;
  CONCORDAT_CHECK(merkle::verify_inclusion({proof.index, checkpoint.size, merkle::leaf_hash(entry)},
                                           proof.hashes, checkpoint.root));
  return Proven{checkpoint, std::move(signatures), proof.index, Bytes(entry.begin(), entry.end())};
}

Result<Proven> check_proof(const ProofFile& proof, const LogTrust& trust) {
  if (!proof.extra) {
    return fail({.code = "proof.entry-missing", .expected = "the entry, or an extra line with it"});
  }
  return check_proof(proof, trust, *proof.extra);
}

}  // namespace concordat::log
