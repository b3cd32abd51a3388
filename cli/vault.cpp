// vault: keeping, looking, reading, erasing.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>

#include <fcntl.h>
#include <unistd.h>

#include "cli/files.hpp"
#include "cli/print.hpp"
#include "cli/vault_site.hpp"
#include "core/json/write.hpp"

namespace concordat::cli {
namespace {

namespace fs = std::filesystem;
using private_file::Opening;

Error cannot_write(const std::string& file) {
  return {.code = "cli.file", .place = file, .expected = "room to write"};
}

// A file, or standard input, a piece at a time.
class FileSource final : public registry::vault::BodySource {
 public:
  [[nodiscard]] static Result<FileSource> open(const std::string& file) {
    FileSource source(file);
    if (file == "-") return source;
    source.stream_.open(file, std::ios::binary);
    if (source.stream_) return source;
    return fail({.code = "cli.file", .place = file, .expected = "a readable file"});
  }

  Result<std::size_t> read(std::span<Byte> into) override {
    std::istream& from = file_ == "-" ? std::cin : stream_;
    from.read(reinterpret_cast<char*>(into.data()), static_cast<std::streamsize>(into.size()));
    if (from.bad()) return fail({.code = "cli.file", .place = file_});
    return static_cast<std::size_t>(from.gcount());
  }

 private:
  explicit FileSource(std::string file) : file_(std::move(file)) {}
  std::string file_;
  std::ifstream stream_;
};

// A file that has its name only once it is whole, and that its owner alone may read.
class FileSink final : public registry::vault::BodySink {
 public:
  explicit FileSink(std::string file) : file_(std::move(file)), part_(file_ + ".part") {
    descriptor_ = ::open(part_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  }
  ~FileSink() override {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    std::error_code ignored;
    fs::remove(part_, ignored);
  }
  FileSink(const FileSink&) = delete;
  FileSink& operator=(const FileSink&) = delete;

  Status write(ByteView octets) override {
    while (!octets.empty()) {
      const ssize_t written = ::write(descriptor_, octets.data(), octets.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return fail(cannot_write(file_));
      octets = octets.subspan(static_cast<std::size_t>(written));
    }
    return {};
  }
  Status close() {
    const bool synced = descriptor_ >= 0 && ::fsync(descriptor_) == 0;
    std::error_code error;
    if (synced) fs::rename(part_, file_, error);
    if (!synced || error) return fail(cannot_write(file_));
    ::close(descriptor_);
    descriptor_ = -1;
    return {};
  }

 private:
  std::string file_;
  std::string part_;
  int descriptor_ = -1;
};

void show(const json::Object& object, const Output& output) {
  if (output.json) {
    print_json(object);
  } else {
    print_line(resource_text(object));
  }
}

Result<registry::vault::Draft> draft_of(const VaultOptions& options) {
  registry::vault::Draft draft{.kind = options.kind,
                               .confidentiality = options.confidentiality,
                               .basis = options.basis,
                               .owner = options.owner,
                               .about = options.about,
                               .media_type = options.media_type,
                               .keep_until = {},
                               .replaces = options.replaces};
  CONCORDAT_TRY(keep_until, parse_date(options.keep_until));
  draft.keep_until = keep_until;
  if (!options.rows.empty()) {
    CONCORDAT_TRY(text, read_file(options.rows));
    CONCORDAT_TRY(rows, registry::vault::read_rows(text));
    draft.rows = std::move(rows);
  }
  return draft;
}

Result<VaultRecord> kept(const VaultOptions& options) {
  CONCORDAT_TRY(draft, draft_of(options));
  CONCORDAT_TRY(site, VaultSite::open(options, Opening::kExisting));
  CONCORDAT_TRY(vault, site->vault(options));
  CONCORDAT_TRY(source, FileSource::open(options.file));
  return vault.keep(draft, source);
}

Status made(const VaultOptions& options) {
  CONCORDAT_TRY(site, VaultSite::open(options, Opening::kCreate));
  CONCORDAT_TRY(known, site->store().master_keys());
  // Before a key is written that nobody would use.
  if (!known.empty()) return fail({.code = "vault.made"});
  CONCORDAT_TRY(key, site->new_key(options));
  return registry::vault::Vault::make(site->means(), key.key, key.passphrase);
}

Status read_to_file(const VaultOptions& options) {
  CONCORDAT_TRY(site, VaultSite::open(options, Opening::kExisting));
  CONCORDAT_TRY(vault, site->vault(options));
  FileSink sink(options.output);
  CONCORDAT_CHECK(vault.read_body(options.id, sink));
  return sink.close();
}

// The rows with the numbers under which they can be opened.
Result<json::Array> rows_of(const VaultOptions& options) {
  CONCORDAT_TRY(site, VaultSite::open(options, Opening::kExisting));
  CONCORDAT_TRY(vault, site->vault(options));
  CONCORDAT_TRY(parts, vault.read_parts(options.id));
  json::Array rows;
  for (std::uint64_t at = disclosure::kHeaderParts; at < parts.parts(); ++at) {
    CONCORDAT_TRY(part, disclosure::read_disclosure(parts.disclosures()[at]));
    rows.emplace_back(json::Object{{"part", at}, {"name", part.name}, {"value", part.value}});
  }
  return rows;
}

}  // namespace

int vault_make(const VaultOptions& options, const Output& output) {
  const Status done = made(options);
  if (!done) return refuse_vault(done.error(), output);
  if (!output.json) print_line("the vault is made; keep its master key apart from the store");
  return kAnswered;
}

int vault_keep(const VaultOptions& options, const Output& output) {
  const auto record = kept(options);
  if (!record) return refuse_vault(record.error(), output);
  show(printed(*record), output);
  return kAnswered;
}

int vault_show(const VaultOptions& options, const Output& output) {
  const auto site = VaultSite::open(options, Opening::kExisting);
  if (!site) return refuse_vault(site.error(), output);
  const auto record = (*site)->store().find(options.id);
  if (!record) return refuse_vault(record.error(), output);
  if (!*record) return refuse_vault({.code = "vault.not-found", .place = options.id}, output);
  show(printed(**record), output);
  return kAnswered;
}

int vault_list(const VaultOptions& options, const Output& output) {
  const auto site = VaultSite::open(options, Opening::kExisting);
  if (!site) return refuse_vault(site.error(), output);
  const auto records = (*site)->store().list({.owner = options.owner,
                                              .about = options.about,
                                              .kind = options.kind,
                                              .after = options.after,
                                              .limit = options.limit});
  if (!records) return refuse_vault(records.error(), output);
  for (const VaultRecord& record : *records) {
    if (output.json) {
      print_json(printed(record));
    } else {
      const VaultDescription& is = record.description;
      print_line(std::to_string(record.sequence) + "  " + is.id + "  " + is.kind + "  " + is.owner +
                 "  " + (record.erasure ? "erased" : to_string(is.keep_until)));
    }
  }
  return kAnswered;
}

int vault_read(const VaultOptions& options, const Output& output) {
  const Status done = read_to_file(options);
  if (!done) return refuse_vault(done.error(), output);
  return kAnswered;
}

int vault_rows(const VaultOptions& options, const Output& output) {
  const auto rows = rows_of(options);
  if (!rows) return refuse_vault(rows.error(), output);
  for (const json::Value& row : *rows) {
    if (output.json) {
      print_json(row);
    } else {
      print_line(std::to_string(row.integer("part")) + "  " + std::string(row.text("name")) + "  " +
                 json::compact(*row.find("value")));
    }
  }
  return kAnswered;
}

int vault_erase(const VaultOptions& options, const Output& output) {
  const auto erased = [&]() -> Result<VaultRecord> {
    CONCORDAT_TRY(site, VaultSite::open(options, Opening::kExisting));
    CONCORDAT_TRY(vault, site->vault(options));
    CONCORDAT_CHECK(vault.erase(options.id, options.by, options.why));
    return vault.find(options.id);
  }();
  if (!erased) return refuse_vault(erased.error(), output);
  show(printed(*erased), output);
  return kAnswered;
}

}  // namespace concordat::cli
