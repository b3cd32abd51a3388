// A writer of HTML that cannot forget to escape: text and attribute values are escaped as they are
// written, tags and attribute names are literals of the program, elements close in order.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace concordat::api {

// A name known when the program is compiled: nobody's input.
class Name {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): a literal is a name
  consteval Name(const char* text) : text_(text) {}
  [[nodiscard]] std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

struct Attribute {
  Name name;
  std::string_view value;
};

// A link of the head: canonical, or an alternate in a language.
struct HeadLink {
  std::string relation;
  std::string language = {};
  std::string address;
};

class Html {
 public:
  using Attributes = std::initializer_list<Attribute>;

  // Begins with the document type, <html lang>, and a head with the title and the style sheet. The
  // body is open.
  struct Head {
    std::string_view language = "en";
    std::string_view title = {};
    Name style = "";  // contains no "<"
    std::span<const HeadLink> links = {};
  };
  explicit Html(const Head& head);

  Html& begin(Name tag, Attributes attributes = {});
  // Closes the innermost open element.
  Html& end();
  // An element without content, such as <input>.
  Html& empty(Name tag, Attributes attributes);
  Html& text(std::string_view text);
  Html& element(Name tag, std::string_view text, Attributes attributes = {});
  // A number, name or code of somebody: in <bdi>, so that an Arabic line does not turn it round.
  Html& identifier(std::string_view text);
  // A link within this server. `path` begins with a single "/", or the text is written without one.
  Html& link(std::string_view path, std::string_view text);

  // Closes everything.
  [[nodiscard]] std::string finish() &&;

 private:
  void open(Name tag, Attributes attributes);

  std::string out_;
  std::vector<Name> open_;
};

enum class Scripts : std::uint8_t {
  kNone,
  kOwn,  // the web application of this server, and the WebAssembly that it brings
};

// What keeps a page without foreign content (Content Security Policy level 3): everything is
// refused but the one inline style sheet, by its digest, forms to this server, and where the
// application runs what comes from this server, pictures it draws and what the camera sees.
[[nodiscard]] std::string content_security_policy(Name style, Scripts scripts);

}  // namespace concordat::api
