#include "adapters/text/catalogue_messages.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <optional>
#include <system_error>

#include "adapters/text/negotiation.hpp"
#include "adapters/text/pattern.hpp"
#include "core/json/read.hpp"

namespace concordat::text {
namespace {

// A few thousand sentences in the widest script, with room.
constexpr std::size_t kMaxCatalogueBytes = std::size_t{4} << 20;
// An object of strings, with one level to see what else is there.
constexpr std::size_t kMaxCatalogueDepth = 8;

constexpr std::string_view kFallback = "en";

using Catalogue = std::map<std::string, Pattern, std::less<>>;

std::unexpected<Error> refuse(std::string place, std::string detail) {
  return fail({.code = "messages.catalogue",
               .place = std::move(place),
               .expected = "an object of codes and patterns",
               .arguments = {{"detail", std::move(detail)}}});
}

Result<std::string> read_file(const std::filesystem::path& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error) return refuse(path.string(), error.message());
  if (size > kMaxCatalogueBytes) return refuse(path.string(), "too large");
  std::ifstream file(path, std::ios::binary);
  std::string content(size, '\0');
  file.read(content.data(), static_cast<std::streamsize>(size));
  if (!file) return refuse(path.string(), "cannot be read");
  return content;
}

Result<Catalogue> read_catalogue(const std::filesystem::path& path, std::string_view language) {
  CONCORDAT_TRY(content, read_file(path));
  const auto document =
      json::read(content, {.size_bytes = kMaxCatalogueBytes, .depth = kMaxCatalogueDepth});
  if (!document) {
    return refuse(path.string() + " " + document.error().place, document.error().code);
  }
  const json::Object* object = document->as_object();
  if (object == nullptr) return refuse(path.string(), "not an object");
  // Documents carry ASCII digits, and so do the sentences about them.
  const icu::Locale locale((std::string(language) + "@numbers=latn").c_str());
  Catalogue catalogue;
  for (const auto& [code, value] : *object) {
    const std::string place = path.string() + " " + code;
    const std::string* text = value.as_string();
    if (text == nullptr || text->empty()) return refuse(place, "not a sentence");
    auto pattern = Pattern::parse(*text, locale);
    if (!pattern) {
      pattern.error().place = place + " " + pattern.error().place;
      return std::unexpected(std::move(pattern).error());
    }
    catalogue.emplace(code, *std::move(pattern));
  }
  return catalogue;
}

struct Language {
  Catalogue catalogue;
  mutable std::mutex mutex;  // one sentence that is not plain at a time; see Pattern
};

}  // namespace

struct CatalogueMessages::Parts {
  std::array<Language, kLanguages.size()> languages;

  [[nodiscard]] const Language* find(std::string_view name) const {
    const auto found = std::ranges::find(kLanguages, name);
    if (found == kLanguages.end()) return nullptr;
    return &languages[static_cast<std::size_t>(found - kLanguages.begin())];
  }

  [[nodiscard]] std::optional<std::string> sentence(std::string_view name, std::string_view code,
                                                    const MessageArguments& arguments) const {
    const Language* language = find(name);
    if (language == nullptr) return std::nullopt;
    const auto pattern = language->catalogue.find(code);
    if (pattern == language->catalogue.end()) return std::nullopt;
    if (pattern->second.is_plain()) return pattern->second.format(arguments);
    const std::lock_guard lock(language->mutex);
    return pattern->second.format(arguments);
  }
};

CatalogueMessages::CatalogueMessages(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
CatalogueMessages::~CatalogueMessages() = default;

Result<std::unique_ptr<CatalogueMessages>> CatalogueMessages::load(const std::string& folder) {
  auto parts = std::make_unique<Parts>();
  for (std::size_t i = 0; i < kLanguages.size(); ++i) {
    const auto path = std::filesystem::path(folder) / (std::string(kLanguages[i]) + ".json");
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
      if (kLanguages[i] != kFallback) continue;
      return fail({.code = "messages.missing", .place = path.string(), .expected = "a catalogue"});
    }
    CONCORDAT_TRY(catalogue, read_catalogue(path, kLanguages[i]));
    parts->languages[i].catalogue = std::move(catalogue);
  }
  return std::unique_ptr<CatalogueMessages>(new CatalogueMessages(std::move(parts)));
}

std::string CatalogueMessages::sentence(std::string_view language, std::string_view code,
                                        const MessageArguments& arguments) const {
  if (auto own = parts_->sentence(language, code, arguments)) return *std::move(own);
  if (auto english = parts_->sentence(kFallback, code, arguments)) return *std::move(english);
  return std::string(code);
}

std::string CatalogueMessages::negotiate(std::string_view accept_language) const {
  return std::string(negotiate_language(accept_language));
}

bool CatalogueMessages::has(std::string_view language, std::string_view code) const {
  const Language* found = parts_->find(language);
  return found != nullptr && found->catalogue.contains(code);
}

}  // namespace concordat::text
