#include "api/html.hpp"

#include "core/base/base64.hpp"
#include "core/crypto/digest.hpp"

namespace concordat::api {
namespace {

void append_escaped(std::string& out, std::string_view text) {
  for (const char letter : text) {
    switch (letter) {
      case '&':
        out.append("&amp;");
        break;
      case '<':
        out.append("&lt;");
        break;
      case '>':
        out.append("&gt;");
        break;
      case '"':
        out.append("&quot;");
        break;
      case '\'':
        out.append("&#39;");
        break;
      default:
        out.push_back(letter);
    }
  }
}

}  // namespace

Html::Html(const Head& head) {
  out_ = "<!doctype html>\n";
  const bool right_to_left = head.language == "ar";
  begin("html", {{"lang", head.language}, {"dir", right_to_left ? "rtl" : "ltr"}});
  begin("head");
  empty("meta", {{"charset", "utf-8"}});
  empty("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  element("title", head.title);
  for (const HeadLink& one : head.links) {
    if (one.language.empty()) {
      empty("link", {{"rel", one.relation}, {"href", one.address}});
    } else {
      empty("link", {{"rel", one.relation}, {"hreflang", one.language}, {"href", one.address}});
    }
  }
  begin("style");
  out_.append(head.style.text());
  end();
  end();
  begin("body");
}

void Html::open(Name tag, Attributes attributes) {
  out_.push_back('<');
  out_.append(tag.text());
  for (const Attribute& attribute : attributes) {
    out_.push_back(' ');
    out_.append(attribute.name.text());
    out_.append("=\"");
    append_escaped(out_, attribute.value);
    out_.push_back('"');
  }
  out_.push_back('>');
}

Html& Html::begin(Name tag, Attributes attributes) {
  open(tag, attributes);
  open_.push_back(tag);
  return *this;
}

Html& Html::end() {
  if (open_.empty()) return *this;
  out_.append("</");
  out_.append(open_.back().text());
  out_.append(">");
  open_.pop_back();
  return *this;
}

Html& Html::empty(Name tag, Attributes attributes) {
  open(tag, attributes);
  return *this;
}

Html& Html::text(std::string_view text) {
  append_escaped(out_, text);
  return *this;
}

Html& Html::element(Name tag, std::string_view content, Attributes attributes) {
  return begin(tag, attributes).text(content).end();
}

Html& Html::identifier(std::string_view content) { return element("bdi", content); }

Html& Html::link(std::string_view path, std::string_view content) {
  if (!path.starts_with('/') || path.starts_with("//") || path.starts_with("/\\")) {
    return text(content);
  }
  return begin("a", {{"href", path}}).identifier(content).end();
}

std::string Html::finish() && {
  while (!open_.empty()) end();
  out_.push_back('\n');
  return std::move(out_);
}

std::string content_security_policy(Name style, Scripts scripts) {
  const crypto::Digest digest = crypto::sha256(bytes_of(style.text()));
  const std::string inline_style = "'sha256-" + encode_base64(digest) + "'";
  const std::string ends = "; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  if (scripts == Scripts::kNone) return "default-src 'none'; style-src " + inline_style + ends;
  return "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' " +
         inline_style +
         "; connect-src 'self'; img-src 'self' data: blob:; media-src blob:; worker-src 'self'" +
         ends;
}

}  // namespace concordat::api
