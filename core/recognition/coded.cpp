#include "core/recognition/coded.hpp"

#include "core/recognition/desk.hpp"

namespace concordat::recognition {
namespace {

void put_text(std::string_view text, std::vector<std::uint64_t>& words) {
  words.push_back(text.size());
  std::uint64_t word = 0;
  std::size_t filled = 0;
  for (const char each : text) {
    word = word << 8 | static_cast<unsigned char>(each);
    if (++filled % sizeof word == 0) words.push_back(std::exchange(word, 0));
  }
  words.push_back(word);
}

void put_ids(std::span<const Id> ids, std::vector<std::uint64_t>& words) {
  words.push_back(ids.size());
  words.insert(words.end(), ids.begin(), ids.end());
}

void put_argument(const Named& argument, std::vector<std::uint64_t>& words) {
  put_text(argument.name(), words);
  words.push_back(static_cast<std::uint64_t>(argument.kind()));
  words.push_back(argument.number());
  put_text(argument.text(), words);
}

}  // namespace

void put_words(std::span<const TerseFinding> findings, std::vector<std::uint64_t>& words) {
  words.push_back(findings.size());
  for (const TerseFinding& finding : findings) words.push_back(code_word(finding));
}

void put_words(std::span<const TerseCondition> conditions, std::vector<std::uint64_t>& words) {
  words.push_back(conditions.size());
  for (const TerseCondition& condition : conditions) {
    words.push_back(std::uint64_t{condition.code.number()} << 8 |
                    static_cast<std::uint64_t>(condition.leg));
    put_text(condition.timing, words);
    put_text(condition.verified_by, words);
    words.push_back(condition.arguments.size());
    for (const Named& argument : condition.arguments) put_argument(argument, words);
    words.push_back(condition.evidence.size());
    words.insert(words.end(), condition.evidence.begin(), condition.evidence.end());
  }
}

void put_words(const TerseExtent& extent, std::vector<std::uint64_t>& words) {
  words.push_back(extent.whole ? 1 : 0);
  words.push_back(std::uint64_t{extent.scale} << 32 | extent.level);
  words.push_back(extent.at_most);
  words.push_back(static_cast<std::uint64_t>(static_cast<std::uint32_t>(extent.height)) << 32 |
                  static_cast<std::uint32_t>(extent.upper));
  put_text(extent.missing, words);
  put_ids(extent.components, words);
  put_ids(extent.not_recognised, words);
}

Coded coded(Workspace::Desk& desk, Judgement judgement) {
  if (!desk.keeps_outlines) return {std::move(judgement), 0};
  std::vector<std::uint64_t>& words = desk.words;
  words.clear();
  put_words(judgement.findings, words);
  put_words(judgement.conditions, words);
  return {std::move(judgement), desk.codes.number_of(words)};
}

}  // namespace concordat::recognition
