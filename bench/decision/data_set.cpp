#include "bench/decision/data_set.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "core/json/read.hpp"

namespace concordat::bench {
namespace {

using facts::Id;
using facts::Ordinal;
using Kind = Record::Kind;

constexpr std::int64_t kDay_s = 86'400;
// The workload is one array of 100,000 rows.
constexpr json::Limits kLimits{.size_bytes = std::size_t{256} << 20};

Result<json::Value> read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail({.code = "bench.file", .place = path.string()});
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  return json::read(text, kLimits);
}

Date day(std::int64_t seconds) { return {static_cast<std::int32_t>(seconds / kDay_s)}; }

class Loader {
 public:
  Loader(const json::Value& json, DataSet& data) : json_(json), data_(data), to_(*data.tables) {}

  void load() {
    const json::Value& meta = *json_.find("meta");
    data_.today = day(meta.integer("NOW"));
    open_end_ = day(meta.integer("FAR"));
    frame(meta);
    norms();
    competence();
    agreements();
    decisions();
    certificates();
    suspensions();
  }

 private:
  Id id(std::string_view kind, std::int64_t number) {
    return to_.names.intern(std::string(kind) + std::to_string(number));
  }
  // The next ordinal, which is the evidence for that record.
  Ordinal record(Kind kind, std::int64_t number) {
    data_.records.push_back({kind, number});
    return data_.size() - 1;
  }
  template <class T>
  T row(Ordinal ordinal, const json::Value& from) {
    T row;
    row.since = row.origin = ordinal;
    const Date until = day(from.integer("to"));
    row.certain = {day(from.integer("from")), until == open_end_ ? kForever : until};
    row.possible = row.certain;
    return row;
  }
  template <class T>
  T always(Ordinal ordinal) {
    T row;
    row.since = row.origin = ordinal;
    return row;
  }
  // Where the suspensions of a kind find the ordinals of the records.
  void remember(std::int64_t kind, std::int64_t number, Ordinal ordinal) {
    auto& ordinals = ordinals_[static_cast<std::size_t>(kind)];
    ordinals.resize(std::max(ordinals.size(), static_cast<std::size_t>(number) + 1));
    ordinals[static_cast<std::size_t>(number)] = ordinal;
  }

  void frame(const json::Value& meta) {
    const std::int64_t economies = meta.find("N")->integer("economies");
    for (std::int64_t number = 0; number < economies; ++number) {
      auto economy = always<facts::Economy>(record(Kind::kOther, number));
      economy.code = id("economy-", number);
      data_.economies.push_back(economy.code);
      to_.economies.add(economy.code, std::move(economy));
      organisation(id("manufacturer-", number), number);
    }
    for (const json::Value& body : json_.array("bodies")) {
      const std::int64_t number = body.integer("id");
      remember(kBody, number, organisation(id("body-", number), body.integer("economy")));
    }
  }

  Ordinal organisation(Id name, std::int64_t economy) {
    const Ordinal ordinal = record(Kind::kOther, economy);
    auto row = always<facts::Organisation>(ordinal);
    row.organisation = name;
    row.economy = id("economy-", economy);
    to_.organisations.add(name, std::move(row));
    return ordinal;
  }

  Id edition_name(std::int64_t edition) { return id("edition-", edition); }
  Id standard_name(std::int64_t standard) { return id("standard-", standard); }
  Id sector_name(std::int64_t heading) { return id("sector-", sectors_[index(heading)]); }
  static std::size_t index(std::int64_t number) { return static_cast<std::size_t>(number); }

  void norms() {
    const std::int64_t a_standard = json_.integer("editionsPer");
    const std::int64_t standards = json_.find("meta")->find("N")->integer("standards");
    for (std::int64_t number = 0; number < standards * a_standard; ++number) {
      auto edition = always<facts::Edition>(record(Kind::kOther, number));
      edition.edition = edition_name(number);
      edition.standard = standard_name(number / a_standard);
      to_.editions.add(edition.edition, std::move(edition));
    }
    for (const json::Value& heading : json_.array("hs4")) {
      sectors_.push_back(heading.integer("sector"));
    }
    for (const json::Value& from : json_.array("requirements")) {
      const std::int64_t number = from.integer("id");
      auto requirement = row<facts::Requirement>(record(Kind::kRequirement, number), from);
      requirement.requirement = id("requirement-", number);
      requirement.market = id("economy-", from.integer("importer"));
      requirement.sector = sector_name(from.integer("hs4"));
      requirement.hs = {id("heading-", from.integer("hs4"))};
      requirement.editions = {edition_name(from.integer("edition"))};
      const facts::Key key = facts::pack(requirement.market, requirement.sector);
      to_.requirements.add(key, std::move(requirement));
    }
  }

  void competence() {
    for (const json::Value& from : json_.array("accreditations")) {
      const std::int64_t number = from.integer("id");
      auto accreditation = row<facts::Accreditation>(record(Kind::kAccreditation, number), from);
      remember(kAccreditation, number, accreditation.since);
      accreditation.accreditor = id("accreditor-", from.integer("ab"));
      accreditation.body = id("body-", from.integer("body"));
      accreditation.standards = {standard_name(from.integer("std"))};
      to_.accreditations.add(accreditation.body, std::move(accreditation));
    }
    for (const json::Value& from : json_.array("acceptance")) {
      const std::int64_t number = from.integer("id");
      auto acceptance = row<facts::AccreditorAcceptance>(record(Kind::kAcceptance, number), from);
      remember(kAcceptance, number, acceptance.since);
      acceptance.market = id("economy-", from.integer("importer"));
      acceptance.accreditor = id("accreditor-", from.integer("ab"));
      to_.accreditor_acceptances.add(acceptance.market, std::move(acceptance));
    }
  }

  void agreements() {
    for (const json::Value& from : json_.array("agreements")) {
      const std::int64_t number = from.integer("id");
      const Ordinal ordinal = record(Kind::kAgreement, number);
      remember(kAgreement, number, ordinal);
      auto agreement = row<facts::Agreement>(ordinal, from);
      agreement.agreement = id("agreement-", number);
      for (const json::Value& party : from.array("parties")) {
        agreement.parties.push_back(id("economy-", *party.as_integer()));
      }
      for (const json::Value& sector : from.array("sectors")) {
        auto annex = row<facts::Annex>(ordinal, from);
        annex.agreement = agreement.agreement;
        annex.annex = id("annex-" + std::to_string(number) + "-", *sector.as_integer());
        annex.sector = id("sector-", *sector.as_integer());
        for (const json::Value& scheme : from.array("schemes")) {
          annex.schemes.push_back(id("scheme-", *scheme.as_integer()));
        }
        const std::uint32_t at = to_.annexes.add(annex.annex, std::move(annex));
        for (const Id party : agreement.parties) to_.annexes_by_party.insert(party, at);
      }
      to_.agreements.add(agreement.agreement, std::move(agreement));
    }
  }

  void decisions() {
    for (const json::Value& from : json_.array("decisions")) {
      const std::int64_t number = from.integer("id");
      auto decision = row<facts::Equivalence>(record(Kind::kDecision, number), from);
      remember(kDecision, number, decision.since);
      decision.decision = id("decision-", number);
      decision.market = id("economy-", from.integer("importer"));
      decision.from_edition = edition_name(from.integer("from_ed"));
      decision.to_edition = edition_name(from.integer("to_ed"));
      for (const json::Value& delta : from.array("deltas")) {
        decision.mapping.push_back({.atom = id("delta-", *delta.as_integer()),
                                    .verdict = facts::MappingVerdict::kMissing});
      }
      const facts::Key key = facts::pack(decision.market, decision.from_edition);
      to_.equivalences.add(key, std::move(decision));
    }
  }

  void certificates() {
    for (const json::Value& from : json_.array("certs")) {
      const std::int64_t number = from.integer("id");
      const Ordinal ordinal = record(Kind::kCertificate, number);
      remember(kCertificate, number, ordinal);
      auto certificate = always<facts::Certificate>(ordinal);
      certificate.issued = day(from.integer("issued"));
      certificate.certain = {certificate.issued, day(from.integer("expires"))};
      certificate.possible = certificate.certain;
      certificate.certificate = certificate.number = id("certificate-", number);
      certificate.manufacturer = id("manufacturer-", from.integer("origin"));
      certificate.profile = profile(from);
      data_.certificates.push_back(certificate.certificate);
      if (from.text("status") != "valid") withdrawn_.push_back(certificate.certificate);
      to_.certificates.add(certificate.certificate, std::move(certificate));
    }
    for (const Id certificate : withdrawn_) {
      auto state = always<facts::CertificateState>(record(Kind::kOther, -1));
      state.certificate = certificate;
      state.change = facts::CertificateChange::kWithdrawn;
      to_.certificate_states.add(certificate, std::move(state));
    }
  }

  std::uint32_t profile(const json::Value& from) {
    facts::Profile profile;
    profile.body = id("body-", from.integer("body"));
    profile.scheme = id("scheme-", from.integer("scheme"));
    profile.sector = sector_name(from.integer("hs4"));
    profile.category = id("heading-", from.integer("hs4"));
    profile.editions = {edition_name(from.integer("edition"))};
    for (const json::Value& delta : from.array("addenda")) {
      profile.addenda.push_back(id("delta-", *delta.as_integer()));
    }
    return static_cast<std::uint32_t>(to_.profiles.push_back(profile));
  }

  void suspensions() {
    for (const json::Value& from : json_.array("suspensions")) {
      const std::size_t kind = index(from.integer("kind"));
      const std::size_t of = index(from.integer("ref"));
      const Ordinal ordinal = record(Kind::kOther, from.integer("ref"));
      if (kind == kCertificate) {
        auto state = row<facts::CertificateState>(ordinal, from);
        state.certificate = data_.certificates[of];
        state.change = facts::CertificateChange::kSuspended;
        to_.certificate_states.add(state.certificate, std::move(state));
        continue;
      }
      auto interruption = row<facts::Interruption>(ordinal, from);
      interruption.subject = ordinals_[kind][of];
      interruption.opened_by = ordinal;
      const facts::Key key = facts::pack(interruption.subject, facts::kNoId);
      to_.interruptions.add(key, std::move(interruption));
    }
  }

  // The kinds of suspension, as the data set numbers them.
  enum : std::uint8_t { kCertificate, kBody, kAccreditation, kAcceptance, kAgreement, kDecision };

  const json::Value& json_;
  DataSet& data_;
  facts::Tables& to_;
  Date open_end_;
  std::vector<std::int64_t> sectors_;             // by heading
  std::array<std::vector<Ordinal>, 6> ordinals_;  // by kind of suspension
  std::vector<Id> withdrawn_;
};

}  // namespace

Result<DataSet> read_data_set(const std::filesystem::path& folder) {
  CONCORDAT_TRY(json, read_file(folder / "data.json"));
  DataSet data;
  Loader(json, data).load();
  return data;
}

Result<std::vector<WorkloadRow>> read_workload(const std::filesystem::path& folder,
                                               const DataSet& data) {
  CONCORDAT_TRY(json, read_file(folder / "workload.json"));
  const json::Array* const rows = json.as_array();
  if (!rows) return fail({.code = "bench.file", .expected = "a list of rows"});
  std::vector<WorkloadRow> workload;
  for (const json::Value& row : *rows) {
    const json::Array& cells = *row.as_array();
    workload.push_back({
        .certificate = data.certificates[static_cast<std::size_t>(*cells[0].as_integer())],
        .importer = data.economies[static_cast<std::size_t>(*cells[1].as_integer())],
        .date = day(*cells[2].as_integer()),
        .expected = *cells[3].as_string(),
    });
  }
  return workload;
}

}  // namespace concordat::bench
