#include "core/recognition/as_of.hpp"

namespace concordat::recognition {
namespace {

// Two routes and a dozen findings.
constexpr std::size_t kUsualAnswer_bytes = 8192;

}  // namespace

std::string to_text(const Question& question, const Answer& answer, const AsOf& as_of) {
  std::string text;
  text.reserve(kUsualAnswer_bytes);
  json::Printer printer(text);
  printer.begin_object();
  print_members(printer, answer);
  printer.name("asOf");
  printer.begin_object();
  printer.member("origin", as_of.origin);
  printer.member("size", as_of.size);
  printer.member("root", as_of.root);
  printer.member("time", as_of.time);
  printer.member("semanticsVersion", as_of.semantics_version);
  printer.end_object();
  printer.name("question");
  print(printer, question);
  printer.end_object();
  return text;
}

}  // namespace concordat::recognition
