#include "scenarios/parse.hpp"

#include "scenarios/question_line.hpp"
#include "scenarios/statement_line.hpp"

namespace concordat::scenarios {
namespace {

enum class Section : std::uint8_t { kNone, kGiven, kWhen, kThen };

// A line of the file with what its continuations added.
struct Raw {
  std::string text;
  std::size_t indent = 0;
  std::size_t number = 0;
};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r' || text.back() == '\t')) {
    text.remove_suffix(1);
  }
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  return text;
}

// A comment begins with # at the start of a line or after a space, outside quotation marks.
std::string_view without_comment(std::string_view text) {
  bool in_string = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '"') in_string = !in_string;
    if (text[at] == '#' && !in_string && (at == 0 || text[at - 1] == ' ')) {
      return text.substr(0, at);
    }
  }
  return text;
}

bool is_heading(std::string_view text) {
  return text == "Given" || text == "When" || text == "Then" || text == "Background:" ||
         text.starts_with("Scenario:");
}

// Joins continuations: lines indented deeper than the first line of their section.
std::vector<Raw> join(std::string_view text) {
  std::vector<Raw> lines;
  std::size_t base = 0;  // indentation of the section's first line; 0: not known yet
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view whole = without_comment(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    ++number;
    const std::string_view content = trimmed(whole);
    if (content.empty()) continue;
    const auto indent = static_cast<std::size_t>(content.data() - whole.data());
    if (is_heading(content)) {
      base = 0;
      lines.push_back({.text = std::string(content), .indent = indent, .number = number});
      continue;
    }
    if (base == 0) base = indent;
    if (indent > base && !lines.empty()) {
      lines.back().text += ' ';
      lines.back().text += content;
    } else {
      lines.push_back({.text = std::string(content), .indent = indent, .number = number});
    }
  }
  return lines;
}

class Parser {
 public:
  Result<std::vector<Scenario>> parse(std::string_view text) {
    for (const Raw& raw : join(text)) {
      if (is_heading(raw.text)) {
        CONCORDAT_CHECK(heading(raw));
      } else {
        CONCORDAT_TRY(line, read_line(raw.text, raw.number));
        CONCORDAT_CHECK(content(line));
      }
    }
    CONCORDAT_CHECK(finish_question());
    return std::move(scenarios_);
  }

 private:
  static std::unexpected<Error> refuse(std::size_t number, std::string_view expected) {
    return fail({.code = "scenario.form",
                 .place = "line " + std::to_string(number),
                 .expected = std::string(expected)});
  }

  Status heading(const Raw& raw) {
    if (raw.text == "Then") {
      if (section_ != Section::kWhen) return refuse(raw.number, "When before Then");
      section_ = Section::kThen;
      return {};
    }
    CONCORDAT_CHECK(finish_question());
    if (raw.text == "Given") {
      section_ = Section::kGiven;
    } else if (raw.text == "When") {
      section_ = Section::kWhen;
      question_ = Ask{.line = raw.number};
    } else if (raw.text == "Background:") {
      if (!scenarios_.empty()) return refuse(raw.number, "Background before every scenario");
      section_ = Section::kNone;
    } else {
      const std::string_view title = trimmed(std::string_view(raw.text).substr(9));
      scenarios_.push_back({.title = std::string(title), .line = raw.number, .steps = background_});
      section_ = Section::kNone;
    }
    return {};
  }

  Status finish_question() {
    if (!question_) return {};
    if (question_->expectations.empty()) return refuse(question_->line, "Then after When");
    if (scenarios_.empty()) return refuse(question_->line, "questions within a scenario");
    scenarios_.back().steps.emplace_back(std::move(*question_));
    question_.reset();
    return {};
  }

  Status content(const Line& line) {
    switch (section_) {
      case Section::kGiven:
        return given(line);
      case Section::kWhen:
        return read_question_line(line, question_->question, question_->as_of);
      case Section::kThen:
        question_->expectations.push_back(line);
        return {};
      case Section::kNone:
        break;
    }
    return refuse(line.number, "Given, When or Then first");
  }

  Status given(const Line& line) {
    std::vector<Step>& steps = scenarios_.empty() ? background_ : scenarios_.back().steps;
    if (line.word(0) == "load") {
      steps.emplace_back(Load{.name = std::string(line.word(1))});
      return {};
    }
    if (line.word(0) == "mark") {
      steps.emplace_back(Mark{.name = std::string(line.word(1))});
      return {};
    }
    Line statement = line;
    std::string refused;
    if (line.word(0) == "refused") {
      if (line.words.size() < 3) return refuse(line.number, "refused CODE and a statement");
      refused = line.word(1);
      statement.words.erase(statement.words.begin(), statement.words.begin() + 2);
    }
    CONCORDAT_TRY(draft, draft_of(statement, ++sequence_));
    steps.emplace_back(
        State{.draft = std::move(draft), .refused = std::move(refused), .line = line.number});
    return {};
  }

  std::vector<Step> background_;
  std::vector<Scenario> scenarios_;
  std::optional<Ask> question_;
  Section section_ = Section::kNone;
  std::size_t sequence_ = 0;
};

}  // namespace

Result<std::vector<Scenario>> parse(std::string_view text) { return Parser().parse(text); }

}  // namespace concordat::scenarios
