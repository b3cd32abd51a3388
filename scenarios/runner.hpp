// Runs scenarios on one way and says legibly what did not come out as expected.
#pragma once

#include <filesystem>
#include <ostream>

#include "scenarios/parse.hpp"
#include "scenarios/way.hpp"

namespace concordat::scenarios {

struct Report {
  std::size_t scenarios = 0;
  std::size_t questions = 0;
  std::size_t failed = 0;  // scenarios
};

class Runner {
 public:
  // `examples` is the folder of the demonstration registry.
  Runner(MakeWay make, std::filesystem::path examples, std::ostream& out)
      : make_(std::move(make)), examples_(std::move(examples)), out_(out) {}

  // Every scenario of the file. A file that cannot be read counts as one failed scenario.
  [[nodiscard]] Report run(const std::filesystem::path& file);
  // Only scenarios whose title contains this text.
  void only(std::string text) { only_ = std::move(text); }
  // Hold every answer against a catalogue of sentences (`locales/en.json`): none may show a hole.
  void sentences(json::Value catalogue) { sentences_ = std::move(catalogue); }
  // Print every answer, also of scenarios that hold.
  void verbose(bool on) { is_verbose_ = on; }

 private:
  class Play;
  MakeWay make_;
  std::filesystem::path examples_;
  std::ostream& out_;
  std::string only_;
  json::Value sentences_;
  bool is_verbose_ = false;
};

}  // namespace concordat::scenarios
