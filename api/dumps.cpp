// Everything in bulk: a kind of resource, or the log itself, as NDJSON or CSV, as it stood at a log
// size; and the catalogue that says what there is (DCAT 3).
//
// The same size gives the same octets, so a dump never changes and its checksum is worth keeping.
#include <algorithm>
#include <optional>

#include "api/identified.hpp"
#include "api/negotiation.hpp"
#include "api/routes.hpp"
#include "api/table.hpp"
#include "core/base/hex.hpp"
#include "core/crypto/portable_digest.hpp"
#include "core/json/write.hpp"
#include "core/untp/catalogue.hpp"
#include "core/untp/vocabulary.hpp"
#include "registry/resources.hpp"

namespace concordat::api {
namespace {

// Records read for one piece: some 100 kB, so that a slow reader holds little.
constexpr std::uint32_t kAtOnce = 64;
constexpr std::string_view kCsv = "text/csv; charset=utf-8; header=present";
constexpr std::string_view kChecksum = ".sha256";
constexpr std::string_view kStatementsKind = "statements";

enum class Format : std::uint8_t { kNdjson, kCsv };

// What one address of a dump names.
struct Named {
  std::string kind;
  Format format = Format::kNdjson;
  bool checksum = false;
  [[nodiscard]] std::string file() const {
    return kind + (format == Format::kNdjson ? ".ndjson" : ".csv");
  }
};

Result<Named> named(std::string_view rest) {
  Named dump;
  dump.checksum = rest.ends_with(kChecksum);
  if (dump.checksum) rest.remove_suffix(kChecksum.size());
  const auto dot = std::min(rest.rfind('.'), rest.size());
  dump.kind = rest.substr(0, dot);
  const std::string_view ending = rest.substr(dot);
  const bool known = dump.kind == kStatementsKind || registry::find_kind(dump.kind) != nullptr;
  if (!known || (ending != ".ndjson" && ending != ".csv")) {
    return fail({.code = "resource.no-such-dump", .arguments = {{"dump", std::string(rest)}}});
  }
  dump.format = ending == ".csv" ? Format::kCsv : Format::kNdjson;
  return dump;
}

std::string line_of(const Named& dump, const registry::BulkRecord& record) {
  json::Object line{{"kind", dump.kind}};
  if (dump.kind != kStatementsKind) line.set("id", record.id);
  line.set("index", record.index);
  line.set("recorded", to_string(record.recorded));
  line.set("digest", crypto::to_string(record.digest));
  line.set("statement", record.payload);
  if (dump.kind == kStatementsKind) line.set("signed", record.jws);
  return json::compact(line) + "\n";
}

// The octets of a dump, records after records.
class DumpStream final : public http::Stream {
 public:
  DumpStream(registry::Bulk bulk, Named dump) : bulk_(std::move(bulk)), dump_(std::move(dump)) {}

  Step next(std::string& piece) override {
    if (dump_.format == Format::kCsv && !begun_) piece = table_head(dump_.kind);
    begun_ = true;
    const auto records = bulk_.next(kAtOnce);
    if (!records) return Step::kBroken;
    if (records->empty()) {
      const bool over = piece.empty();
      return over ? Step::kEnd : Step::kPiece;
    }
    for (const registry::BulkRecord& record : *records) {
      piece +=
          dump_.format == Format::kCsv ? table_row(dump_.kind, record) : line_of(dump_, record);
    }
    return Step::kPiece;
  }

 private:
  registry::Bulk bulk_;
  Named dump_;
  bool begun_ = false;
};

// The checksum of another stream, as sha256sum writes and checks it.
class ChecksumStream final : public http::Stream {
 public:
  ChecksumStream(std::unique_ptr<http::Stream> inner, std::string file)
      : inner_(std::move(inner)), file_(std::move(file)) {}

  Step next(std::string& piece) override {
    if (told_) return Step::kEnd;
    const Step step = inner_->next(piece);
    if (step != Step::kEnd) {
      digest_.add(bytes_of(piece));
      piece.clear();
      return step;
    }
    piece = encode_hex(ByteView(digest_.finish())) + "  " + file_ + "\n";
    told_ = true;
    return Step::kPiece;
  }

 private:
  std::unique_ptr<http::Stream> inner_;
  std::string file_;
  crypto::PortableSha256 digest_;
  bool told_ = false;
};

std::string target_of(const Named& dump, std::uint64_t size) {
  return "/v1/dumps/" + dump.file() + (dump.checksum ? std::string(kChecksum) : "") +
         "?asOf=" + std::to_string(size);
}

// To the dump of what is published now, which has an address of its own.
http::Response to_pinned(const Call& call, const Named& dump) {
  http::Response response;
  response.status = 307;
  response.fields.add("Location", target_of(dump, call.ports.registry.size()));
  response.fields.add("Cache-Control", "no-store");
  return response;
}

json::Object distribution(const std::string& address, const Named& dump, std::uint64_t size) {
  const bool csv = dump.format == Format::kCsv;
  Named checksum = dump;
  checksum.checksum = true;
  json::Object shown{
      {"@type", "dcat:Distribution"},
      {"dcterms:title", dump.file()},
      {"dcat:downloadURL", json::Object{{"@id", address + target_of(dump, size)}}},
      {"dcat:accessURL", json::Object{{"@id", address + target_of(dump, size)}}},
      {"dcterms:format", csv ? "CSV (RFC 4180)" : "NDJSON"},
      {"dcterms:relation", json::Object{{"@id", address + target_of(checksum, size)}}}};
  if (csv) {
    shown.set("dcat:mediaType",
              json::Object{{"@id", "https://www.iana.org/assignments/media-types/text/csv"}});
  }
  return shown;
}

json::Object dataset(const std::string& address, const std::string& kind, std::uint64_t size) {
  const registry::ResourceKind* found = registry::find_kind(kind);
  const std::string_view meaning = found == nullptr ? "Every statement of the log as it was signed."
                                                    : statement::find(found->type)->meaning;
  json::Array distributions;
  for (const Format format : {Format::kNdjson, Format::kCsv}) {
    distributions.emplace_back(distribution(address, {.kind = kind, .format = format}, size));
  }
  return json::Object{
      {"@id", address + "/v1/" + kind},
      {"@type", "dcat:Dataset"},
      {"dcterms:identifier", kind},
      {"dcterms:title", json::Object{{"@value", kind}, {"@language", "en"}}},
      {"dcterms:description", json::Object{{"@value", meaning}, {"@language", "en"}}},
      {"dcat:version", std::to_string(size)},
      {"dcat:distribution", std::move(distributions)}};
}

// The catalogue of criteria is made from the records, and has no dump of its own.
json::Object vocabulary(const std::string& address, std::uint64_t size) {
  const std::string target = address + std::string(untp::kVocabularyPath);
  const std::string_view meaning =
      "Schemes, profiles and criteria under the addresses by which claims and assessments match.";
  json::Object distribution{
      {"@type", "dcat:Distribution"},
      {"dcterms:title", "vocabulary"},
      {"dcat:accessURL", json::Object{{"@id", target}}},
      {"dcterms:format", "JSON-LD"},
      {"dcterms:conformsTo",
       json::Object{
           {"@id", untp::find_version(untp::kCurrent, untp::Document::kConformity)->context}}}};
  return json::Object{
      {"@id", target},
      {"@type", "dcat:Dataset"},
      {"dcterms:identifier", "vocabulary"},
      {"dcterms:title", json::Object{{"@value", "vocabulary"}, {"@language", "en"}}},
      {"dcterms:description", json::Object{{"@value", meaning}, {"@language", "en"}}},
      {"dcat:version", std::to_string(size)},
      {"dcat:distribution", json::Array{std::move(distribution)}}};
}

json::Object context() {
  const auto dated = json::Object{{"@type", "http://www.w3.org/2001/XMLSchema#dateTime"}};
  return json::Object{{"dcat", "http://www.w3.org/ns/dcat#"},
                      {"dcterms", "http://purl.org/dc/terms/"},
                      {"foaf", "http://xmlns.com/foaf/0.1/"},
                      {"dcterms:modified", dated}};
}

json::Object service(const std::string& address) {
  return json::Object{
      {"@id", address + "/v1"},
      {"@type", "dcat:DataService"},
      {"dcterms:title", json::Object{{"@value", "HTTP interface"}, {"@language", "en"}}},
      {"dcat:endpointURL", json::Object{{"@id", address + "/v1"}}},
      {"dcat:endpointDescription", json::Object{{"@id", address + "/openapi.json"}}}};
}

}  // namespace

Answer get_dump(const Call& call) {
  CONCORDAT_TRY(dump, named(call.rest));
  for (const auto& [name, value] : call.query.parameters()) {
    if (name == "asOf") continue;
    return fail({.code = "request.parameter", .place = name, .expected = "asOf"});
  }
  if (!call.query.has("asOf")) return to_pinned(call, dump);
  const auto size = decimal(call.query.value("asOf"));
  if (!size) return fail({.code = "request.parameter", .place = "asOf", .expected = "a log size"});
  CONCORDAT_TRY(bulk, call.ports.registry.bulk({.kind = dump.kind, .size = *size}));
  const std::string_view type = dump.format == Format::kCsv ? kCsv : kNdjson;
  CONCORDAT_CHECK(must_accept(call.request, dump.checksum ? kText : type));
  // The address says which octets these are.
  http::Response response =
      reply({.type = dump.checksum ? kText : type, .caching = Caching::kImmutable});
  response.fields.add("ETag", "\"" + std::to_string(*size) + "\"");
  std::unique_ptr<http::Stream> stream = std::make_unique<DumpStream>(std::move(bulk), dump);
  if (dump.checksum) {
    stream = std::make_unique<ChecksumStream>(std::move(stream), dump.file());
  } else {
    response.fields.add("Content-Disposition", "attachment; filename=\"" + dump.file() + "\"");
  }
  response.stream = std::move(stream);
  return response;
}

Answer get_catalogue(const Call& call) {
  const bool plain = !accepts(call.request.header("Accept"), kJsonLd);
  if (plain) CONCORDAT_CHECK(must_accept(call.request, kJson));
  CONCORDAT_TRY(address, address_of(call.ports, call.request));
  const registry::Registry& registry = call.ports.registry;
  const std::uint64_t size = registry.size();
  const auto state = registry.state();
  const facts::Tables& tables = state->tables();
  json::Array datasets;
  for (const std::string& kind : registry::Registry::kinds()) {
    datasets.emplace_back(dataset(address, kind, size));
  }
  datasets.emplace_back(dataset(address, std::string(kStatementsKind), size));
  datasets.emplace_back(vocabulary(address, size));
  json::Object catalogue{
      {"@context", context()},
      {"@id", address + "/v1/catalogue"},
      {"@type", "dcat:Catalog"},
      {"dcterms:title", registry.origin()},
      {"dcterms:publisher", json::Object{{"@id", address + operator_path(call)}}},
      {"dcterms:modified", to_string(tables.statements[size - 1].recorded)},
      {"dcat:version", std::to_string(size)},
      {"dcat:dataset", std::move(datasets)},
      {"dcat:service", service(address)},
      {"foaf:homepage", json::Object{{"@id", address + "/"}}}};
  return reply({.type = plain ? kJson : kJsonLd,
                .body = json::compact(catalogue),
                .caching = Caching::kRevalidate});
}

}  // namespace concordat::api
