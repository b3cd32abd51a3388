#include "registry/vault/vocabulary.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "core/json/read.hpp"
#include "core/json/write.hpp"

namespace concordat::registry::vault {
namespace {

using Words = std::span<const std::string_view>;

// As identifiers in statements are bounded.
constexpr std::size_t kMostLetters = 200;
constexpr std::size_t kMostRowName = 200;

std::unexpected<Error> refuse(std::string_view member, std::string expected) {
  return fail(
      {.code = "vault.member", .place = std::string(member), .expected = std::move(expected)});
}

Status check_word(std::string_view member, std::string_view word, Words words) {
  if (std::ranges::find(words, word) != words.end()) return {};
  std::string expected;
  for (const std::string_view one : words) {
    if (!expected.empty()) expected += ", ";
    expected += one;
  }
  return refuse(member, std::move(expected));
}

bool is_identifier(std::string_view text) {
  constexpr std::string_view kMarks = "._:/+()@#-";
  const auto plain = [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9');
  };
  return !text.empty() && text.size() <= kMostLetters && plain(text.front()) &&
         std::ranges::all_of(text, [&](char letter) {
           return plain(letter) || kMarks.find(letter) != std::string_view::npos;
         });
}

std::unexpected<Error> bad_rows(std::string place) {
  return fail({.code = "vault.rows",
               .place = std::move(place),
               .expected = "an array of {name, value}: at most " + std::to_string(kMostRows) +
                           " rows and " + std::to_string(kMostRowBytes) +
                           " octets, names of 1 to 200 letters"});
}

Status check_rows(const std::vector<disclosure::Part>& rows) {
  if (rows.size() > kMostRows) return bad_rows("");
  std::size_t size = 0;
  for (std::size_t at = 0; at < rows.size(); ++at) {
    const std::string& name = rows[at].name;
    if (name.empty() || name.size() > kMostRowName) return bad_rows("/" + std::to_string(at));
    size += name.size() + json::compact(rows[at].value).size();
    if (size > kMostRowBytes) return bad_rows("/" + std::to_string(at));
  }
  return {};
}

bool begins_with(ByteView body, std::string_view magic) { return text_of(body).starts_with(magic); }

bool is_text(ByteView body) { return std::ranges::find(body, Byte{0}) == body.end(); }

bool begins_like_json(ByteView body) {
  const std::string_view text = text_of(body);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos &&
         std::string_view("{[\"-0123456789tfn").find(text[first]) != std::string_view::npos;
}

bool can_be(std::string_view media_type, ByteView body) {
  if (media_type == "application/pdf") return begins_with(body, "%PDF-");
  if (media_type == "application/zip") return begins_with(body, "PK");
  if (media_type == "image/jpeg") return begins_with(body, "\xFF\xD8\xFF");
  if (media_type == "image/png") return begins_with(body, "\x89PNG\r\n\x1A\n");
  if (media_type == "application/json") return is_text(body) && begins_like_json(body);
  if (media_type.starts_with("text/")) return is_text(body);
  return true;
}

}  // namespace

Status check_draft(const Draft& draft, Date today) {
  CONCORDAT_CHECK(check_word("kind", draft.kind, kKinds));
  CONCORDAT_CHECK(check_word("confidentiality", draft.confidentiality, kConfidentialities));
  CONCORDAT_CHECK(check_word("basis", draft.basis, kBases));
  CONCORDAT_CHECK(check_word("mediaType", draft.media_type, kMediaTypes));
  if (!is_identifier(draft.owner)) return refuse("owner", "the identifier of an organisation");
  if (!draft.about.empty() && !is_identifier(draft.about)) {
    return refuse("about", "the pseudonym of a person");
  }
  if (draft.kind == "contact-data" && draft.confidentiality != "personal") {
    return refuse("confidentiality", "personal, for contact data");
  }
  if (draft.keep_until < today || draft.keep_until == kForever) {
    return refuse("keepUntil", "a day that is not over");
  }
  return check_rows(draft.rows);
}

Status check_content(std::string_view media_type, ByteView beginning) {
  if (can_be(media_type, beginning)) return {};
  return fail({.code = "vault.content",
               .place = "mediaType",
               .expected = "a body that is " + std::string(media_type)});
}

Result<std::vector<disclosure::Part>> read_rows(std::string_view text) {
  CONCORDAT_TRY(read, json::read(text));
  json::Array* array = read.as_array();
  if (array == nullptr) return bad_rows("");
  std::vector<disclosure::Part> rows;
  for (json::Value& row : *array) {
    json::Object* object = row.as_object();
    json::Value* name = object ? object->find("name") : nullptr;
    json::Value* value = object ? object->find("value") : nullptr;
    if (name == nullptr || name->as_string() == nullptr || value == nullptr ||
        object->size() != 2) {
      return bad_rows("/" + std::to_string(rows.size()));
    }
    rows.push_back({*name->as_string(), std::move(*value)});
  }
  CONCORDAT_CHECK(check_rows(rows));
  return rows;
}

Status check_reason(std::string_view why) { return check_word("why", why, kReasons); }

}  // namespace concordat::registry::vault
