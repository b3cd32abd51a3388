// For tests: reads a page as strictly as XML would have it, and tells what is wrong.
#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace concordat::api::testing {

class ReadPage {
 public:
  explicit ReadPage(std::string_view html) : rest_(html) {
    take("<!doctype html>\n");
    while (!rest_.empty() && faults.size() < kMostFaults) {
      if (rest_.front() == '<') {
        tag();
      } else {
        text();
      }
    }
    if (!open_.empty()) fault("not closed: " + open_.back());
    if (count("html") != 1 || count("main") != 1 || count("h1") != 1) fault("not one of each");
  }

  std::vector<std::string> faults;
  std::vector<std::string> links;  // targets of <a>
  std::set<std::string> ids;
  std::string plain;  // text that stands neither in <bdi> nor in the head
  std::string isolated;
  std::string language;
  std::string direction;

  [[nodiscard]] std::size_t count(std::string_view name) const {
    return static_cast<std::size_t>(std::ranges::count(seen_, name));
  }

 private:
  static constexpr std::size_t kMostFaults = 5;

  void fault(std::string what) { faults.push_back(std::move(what)); }

  void take(std::string_view expected) {
    if (!rest_.starts_with(expected)) fault("expected " + std::string(expected));
    rest_.remove_prefix(std::min(expected.size(), rest_.size()));
  }

  std::string name() {
    const auto end = std::min(
        rest_.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"),
        rest_.size());
    std::string found(rest_.substr(0, end));
    if (found.empty()) fault("a name is missing before " + std::string(rest_.substr(0, 20)));
    rest_.remove_prefix(end);
    return found;
  }

  // Entities undone. What is still one then was escaped twice.
  std::string unescaped(std::string_view raw) {
    static constexpr std::pair<std::string_view, char> kEntities[] = {
        {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
    std::string text;
    while (!raw.empty()) {
      if (raw.front() != '&') {
        text.push_back(raw.front());
        raw.remove_prefix(1);
        continue;
      }
      const auto* const entity = std::ranges::find_if(
          kEntities, [&](const auto& one) { return raw.starts_with(one.first); });
      if (entity == std::end(kEntities)) {
        fault("a bare ampersand: " + std::string(raw.substr(0, 20)));
        return text;
      }
      text.push_back(entity->second);
      raw.remove_prefix(entity->first.size());
    }
    for (const auto& [entity, letter] : kEntities) {
      if (text.find(entity) != std::string::npos) fault("escaped twice: " + text);
    }
    return text;
  }

  void attribute(const std::string& tag_name, std::set<std::string>& known) {
    take(" ");
    const std::string key = name();
    take("=\"");
    const auto end = std::min(rest_.find('"'), rest_.size());
    const std::string_view raw = rest_.substr(0, end);
    if (raw.find('<') != std::string_view::npos) fault("a tag within an attribute");
    const std::string value = unescaped(raw);
    rest_.remove_prefix(end);
    take("\"");
    if (!known.insert(key).second) fault("an attribute twice: " + key);
    if (key == "href" && tag_name == "a") links.push_back(value);
    if (key == "id" && !ids.insert(value).second) fault("an id twice: " + value);
    if (key.starts_with("on")) fault("an event handler: " + key);
    if (key == "lang" && tag_name == "html") language = value;
    if (key == "dir" && tag_name == "html") direction = value;
  }

  void tag() {
    take("<");
    if (rest_.starts_with('/')) {
      take("/");
      const std::string closed = name();
      take(">");
      if (open_.empty() || open_.back() != closed) fault("closes what is not open: " + closed);
      if (!open_.empty()) open_.pop_back();
      return;
    }
    const std::string opened = name();
    seen_.push_back(opened);
    std::set<std::string> known;
    while (rest_.starts_with(' ') && faults.size() < kMostFaults) attribute(opened, known);
    take(">");
    if (opened == "script" || opened == "iframe" || opened == "object") fault("holds " + opened);
    static constexpr std::string_view kEmpty[] = {"meta", "link", "input", "br", "img"};
    if (std::ranges::find(kEmpty, opened) != std::end(kEmpty)) return;
    open_.push_back(opened);
    if (opened != "style") return;
    rest_.remove_prefix(std::min(rest_.find("</style>"), rest_.size()));
  }

  void text() {
    const auto end = std::min(rest_.find('<'), rest_.size());
    const std::string found = unescaped(rest_.substr(0, end));
    rest_.remove_prefix(end);
    const bool isolates = within("bdi") || within("option");
    if (within("head")) return;
    (isolates ? isolated : plain).append(found).append("\n");
  }

  [[nodiscard]] bool within(std::string_view element) const {
    return std::ranges::find(open_, element) != open_.end();
  }

  std::string_view rest_;
  std::vector<std::string> open_;
  std::vector<std::string> seen_;
};

}  // namespace concordat::api::testing
