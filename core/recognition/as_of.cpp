#include "core/recognition/as_of.hpp"

namespace concordat::recognition {
namespace {

// Two routes and a dozen findings.
constexpr std::size_t kUsualAnswer_bytes = 8192;

void print_end(json::Printer& printer, const Question& question, const AsOf& as_of,
               std::int64_t semantics_version) {
  printer.name("asOf");
  printer.begin_object();
  printer.member("origin", as_of.origin);
  printer.member("size", as_of.size);
  printer.member("root", as_of.root);
  printer.member("time", as_of.time);
  printer.member("semanticsVersion", semantics_version);
  printer.end_object();
  printer.name("question");
  print(printer, question);
  printer.end_object();
}

}  // namespace

std::string to_text(const Question& question, const Answer& answer, const AsOf& as_of) {
  std::string text;
  text.reserve(kUsualAnswer_bytes);
  json::Printer printer(std::move(text));
  printer.begin_object();
  print_members(printer, answer);
  print_end(printer, question, as_of, as_of.semantics_version);
  return std::move(printer).take();
}

void print(json::Printer& printer, const Question& question, const Determination& determination,
           const AsOf& as_of, const Speaker* speaker) {
  printer.begin_object();
  print_members(printer, determination, speaker);
  print_end(printer, question, as_of, determination.semantics_version);
}

}  // namespace concordat::recognition
