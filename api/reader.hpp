// Who reads a page: in which language, as of which log size, about which day. Every link within the
// pages keeps what the reader chose, so that an address says all that its page shows.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/call.hpp"
#include "api/page.hpp"

namespace concordat::api {

// The languages of the pages, in the order of the menu, each by its own name.
struct Language {
  std::string_view tag;
  std::string_view name;
};
[[nodiscard]] std::span<const Language> page_languages();

class Reader {
 public:
  // By the parameters `lang` or `language` (over Accept-Language), `asOf` and `on`. Codes
  // request.parameter, question.as-of, and those of parse_date.
  [[nodiscard]] static Result<Reader> of(const Call& call);
  // The same of a request whose parameters may make no sense: what does not is left aside.
  [[nodiscard]] static Reader at_least(const Ports& ports, const http::Request& request);

  [[nodiscard]] const Voice& voice() const { return voice_; }
  [[nodiscard]] std::string_view language() const { return voice_.language; }
  [[nodiscard]] std::string say(std::string_view code,
                                const MessageArguments& arguments = {}) const;
  // As `word` of page.hpp.
  [[nodiscard]] std::string word(std::string_view code, std::string_view otherwise = {}) const {
    return api::word(voice_, code, otherwise);
  }

  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] bool pinned() const { return pinned_; }
  [[nodiscard]] Date day() const { return day_; }

  // A path within this server, with a query and a fragment or not, and what the reader chose.
  [[nodiscard]] std::string to(std::string_view path) const;
  // This page in another language; this page as of now; in a form that a search engine keeps.
  [[nodiscard]] std::string here_in(std::string_view language) const;
  [[nodiscard]] std::string here_now() const;
  [[nodiscard]] std::vector<HeadLink> head_links() const;
  // The parameters that a form has to send along, but those that it asks for itself.
  [[nodiscard]] std::vector<Query::Parameter> kept() const { return kept_; }

 private:
  Reader() = default;
  [[nodiscard]] std::string here(std::string_view left_out, const Query::Parameter& added) const;

  Voice voice_;
  std::string address_;  // of this server; empty where it is not known
  std::string path_;     // as sent
  std::vector<Query::Parameter> parameters_;
  std::vector<Query::Parameter> kept_;
  std::uint64_t size_ = 0;
  bool pinned_ = false;
  Date day_;
};

// The frame of a page in the reader's language, with links to it in the others. <main> is open.
[[nodiscard]] Html begin_page(const Reader& reader, std::string_view title);
// The menu of languages: within a footer.
void show_languages(Html& page, const Reader& reader);
// Closes <main>, writes the footer and makes the page an answer.
[[nodiscard]] http::Response finish_page(Html page, const Reader& reader, const Call& call,
                                         Caching caching);

// A day or an instant as the language writes it, with the value for machines; as it is where it is
// neither.
void show_day(Html& page, const Reader& reader, std::string_view day);
void show_moment(Html& page, const Reader& reader, std::string_view instant);
// Two days of a span and what lies between; the end is exclusive.
void show_span(Html& page, const Reader& reader, const DateSpan& days);
// "#17", to the page of the entry.
void show_entry(Html& page, const Reader& reader, std::uint64_t index);
// A table that may be wider than the page, which then scrolls and takes the keyboard: <table> is
// open within it.
void begin_table(Html& page, std::string_view label);
// Hidden fields of a form for what the reader chose, but for those parameters.
void keep_choices(Html& page, const Reader& reader, std::span<const std::string_view> asked);

}  // namespace concordat::api
