#include "registry/bundle/open.hpp"

#include "core/log/checkpoint.hpp"
#include "core/log/extract.hpp"
#include "registry/bundle/kept_entries.hpp"
#include "registry/bundle/signing.hpp"
#include "registry/ledger.hpp"

namespace concordat::registry::bundle {
namespace {

std::unexpected<Error> at_line(const Lines& lines, Error error) {
  if (!error.place.empty()) error.arguments.emplace_back("within", error.place);
  error.place = lines.place();
  return fail(std::move(error));
}

class Opening {
 public:
  Opening(Lines& lines, const OpeningPorts& ports) : lines_(lines), ports_(ports) {}

  Result<Bundle> run() {
    CONCORDAT_CHECK(read_manifest());
    CONCORDAT_CHECK(read_part(Part::kLog, [this](const std::string& line, std::uint64_t at) {
      return at == 0 ? take_checkpoint(line) : take_piece(line);
    }));
    CONCORDAT_CHECK(check_log());
    CONCORDAT_CHECK(read_texts(Part::kControllers, kControllerMember, bundle_.controllers));
    CONCORDAT_CHECK(read_texts(Part::kStatusLists, kStatusListMember, bundle_.status_lists));
    CONCORDAT_TRY(surplus, lines_.next());
    if (surplus) return fail({.code = "offline.surplus", .place = lines_.place()});
    CONCORDAT_CHECK(check_signer());
    CONCORDAT_CHECK(open_registry());
    return std::move(bundle_);
  }

 private:
  Status read_manifest() {
    CONCORDAT_TRY(line, lines_.next());
    if (!line) return fail({.code = "offline.form", .place = "line 1", .expected = "a manifest"});
    auto read = read_manifest_line(*line);
    if (!read) return at_line(lines_, std::move(read).error());
    if (read->manifest.origin != ports_.log_key.name) {
      return fail({.code = "offline.origin",
                   .place = lines_.place(),
                   .expected = ports_.log_key.name,
                   .arguments = {{"origin", read->manifest.origin}}});
    }
    bundle_.manifest = read->manifest;
    signed_ = std::move(read->jws);
    auto store = std::make_unique<KeptEntries>(bundle_.manifest.size);
    entries_ = store.get();
    registry_ports_.store = std::move(store);
    ledger_ = std::make_shared<Ledger>(*entries_);
    return {};
  }

  // The lines that the manifest says there are, and that they are those.
  template <class Take>
  Status read_part(Part part, Take&& take) {
    const Seal& said = bundle_.manifest.parts[static_cast<std::size_t>(part)];
    const std::string name(kPartNames[static_cast<std::size_t>(part)]);
    merkle::Frontier read;
    while (read.size() < said.lines) {
      CONCORDAT_TRY(line, lines_.next());
      if (!line) {
        return fail({.code = "offline.seal",
                     .place = name,
                     .expected = std::to_string(said.lines) + " lines"});
      }
      const Status taken = take(*line, read.size());
      if (!taken) return at_line(lines_, taken.error());
      read.append(merkle::leaf_hash(bytes_of(*line)));
    }
    if (seal_of(read) == said) return {};
    return fail({.code = "offline.seal", .place = name, .expected = "the lines that were signed"});
  }

  Status read_texts(Part part, std::string_view member, std::vector<std::string>& texts) {
    return read_part(part, [&](const std::string& line, std::uint64_t) -> Status {
      CONCORDAT_TRY(text, read_text_line(member, line));
      texts.push_back(std::move(text));
      return {};
    });
  }

  Status take_checkpoint(const std::string& line) {
    CONCORDAT_TRY(note, read_text_line(kCheckpointMember, line));
    CONCORDAT_TRY(parsed, log::parse_signed_checkpoint(note));
    CONCORDAT_TRY(signatures, log::signatures_of(parsed, {.log = ports_.log_key, .witnesses = {}}));
    for (const crypto::Obligation& obligation : signatures.obligations) {
      if (!ports_.verifier.holds(obligation)) return fail({.code = "checkpoint.signature"});
    }
    const Manifest& manifest = bundle_.manifest;
    if (parsed.checkpoint.size != manifest.size || parsed.checkpoint.root != manifest.root) {
      return fail(
          {.code = "offline.checkpoint", .expected = "that of the manifest's size and root"});
    }
    checkpoint_ = std::move(note);
    return {};
  }

  Status take_piece(const std::string& line) {
    CONCORDAT_TRY(json, read_line(line));
    CONCORDAT_TRY(piece, piece_from_json(json));
    if (auto* const kept = std::get_if<Kept>(&piece)) return take(*kept);
    return leave_out(std::get<Gap>(piece));
  }

  [[nodiscard]] Status check_place(std::uint64_t place) const {
    if (place == extract_.size() && place < bundle_.manifest.size) return {};
    return fail({.code = "offline.gap", .expected = "entry " + std::to_string(extract_.size())});
  }

  Status leave_out(const Gap& gap) {
    CONCORDAT_CHECK(check_place(gap.first));
    // The founding comes first, and the last entry tells how far the log had come.
    const std::uint64_t count = gap.level < 63 ? std::uint64_t{1} << gap.level : kMaxLogSize;
    if (gap.first == 0 || count >= bundle_.manifest.size - gap.first) {
      return fail({.code = "offline.last-missing", .expected = "the first entry and the last"});
    }
    CONCORDAT_CHECK(extract_.leave_out(gap.level, gap.root));
    return ledger_->state.leave_out(count);
  }

  Status take(const Kept& kept) {
    CONCORDAT_CHECK(check_place(kept.index));
    CONCORDAT_TRY(octets, log::encode_entry(kept.entry));
    if (kept.entry.recorded < ledger_->last_recorded) return fail({.code = "offline.time"});
    if (const Status folded = fold(kept); !folded) {
      Error error{
          .code = "offline.entry",
          .place = folded.error().place,
          .arguments = {{"entry", std::to_string(kept.index)}, {"cause", folded.error().code}}};
      return fail(std::move(error));
    }
    extract_.entry(octets);
    entries_->keep(kept.index, std::move(octets));
    ledger_->last_recorded = kept.entry.recorded;
    return {};
  }

  // That it was admitted, and by whom it is signed, the registry has looked at; who signs the
  // checkpoint says so.
  Status fold(const Kept& kept) {
    CONCORDAT_TRY(arrived, statement::decode_signed(kept.entry.statement));
    CONCORDAT_CHECK(ledger_->state.apply({.statement = &arrived.statement,
                                          .digest = statement::content_digest(arrived.jws.payload),
                                          .recorded = kept.entry.recorded}));
    ledger_->resources.add(ledger_->state.tables(), arrived.statement,
                           static_cast<facts::Ordinal>(kept.index));
    if (kept.index == 0) bundle_.signer = operator_named_in(arrived.statement);
    return {};
  }

  [[nodiscard]] Status check_log() const {
    if (extract_.size() != bundle_.manifest.size) {
      return fail({.code = "offline.gap",
                   .place = lines_.place(),
                   .expected = "entry " + std::to_string(extract_.size())});
    }
    if (extract_.root() == bundle_.manifest.root) return {};
    return fail({.code = "merkle.root-mismatch", .place = "log"});
  }

  Status check_signer() {
    const Signatory signatory{
        .organisation = bundle_.signer, .key_id = signed_.key_id, .at = bundle_.manifest.made};
    auto key = key_on_file(signatory, ledger_->state.tables(),
                           static_cast<facts::Ordinal>(bundle_.manifest.size));
    const Status checked =
        key ? check_signature(signed_, (*key)->key, ports_.verifier) : Status(fail(key.error()));
    if (checked) return {};
    Error error = checked.error();
    error.place = "line 1";
    return fail(std::move(error));
  }

  Status open_registry() {
    bundle_.kept = entries_->count();
    bundle_.recorded = ledger_->last_recorded;
    Ledger& ledger = *ledger_;
    const auto size = static_cast<facts::Ordinal>(bundle_.manifest.size);
    CONCORDAT_TRY(registry,
                  Registry::over(std::move(registry_ports_),
                                 {.ledger = ledger_,
                                  .origin = bundle_.manifest.origin,
                                  .vkey = log::to_vkey(ports_.log_key),
                                  .checkpoint = checkpoint_,
                                  .size = bundle_.manifest.size,
                                  .root = bundle_.manifest.root,
                                  .covers = [&ledger, size, coverage = bundle_.manifest.coverage](
                                                const recognition::Question& question) {
                                    return inside(coverage, question, ledger.state.tables(), size);
                                  }}));
    bundle_.registry = std::move(registry);
    return {};
  }

  Lines& lines_;
  const OpeningPorts& ports_;
  Bundle bundle_;
  credential::Jws signed_;
  std::string checkpoint_;
  Ports registry_ports_;
  KeptEntries* entries_ = nullptr;  // the store of the ports
  std::shared_ptr<Ledger> ledger_;
  log::Extract extract_;
};

}  // namespace

Result<Bundle> open(Lines& lines, const OpeningPorts& ports) { return Opening(lines, ports).run(); }

}  // namespace concordat::registry::bundle
