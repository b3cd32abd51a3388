#include "cli/folders.hpp"

#include <algorithm>

#include "cli/files.hpp"
#include "cli/print.hpp"

namespace concordat::cli {
namespace {

void pass_over(const std::filesystem::path& file, Error error, const Output& output) {
  error.place = file.string() + (error.place.empty() ? "" : " " + error.place);
  print_error(error, output, kAnswered);
}

}  // namespace

Result<std::vector<std::filesystem::path>> files_of(const std::string& folder) {
  std::error_code trouble;
  std::vector<std::filesystem::path> files;
  auto at = std::filesystem::directory_iterator(folder, trouble);
  for (; !trouble && at != std::filesystem::directory_iterator(); at.increment(trouble)) {
    if (at->is_regular_file(trouble)) files.push_back(at->path());
  }
  if (trouble) return fail({.code = "cli.file", .place = folder, .expected = "a folder"});
  std::ranges::sort(files);
  return files;
}

Status add_controllers(const std::string& folder, registry::Presented& documents,
                       const Output& output, std::vector<std::string>* taken) {
  if (folder.empty()) return {};
  CONCORDAT_TRY(files, files_of(folder));
  for (const std::filesystem::path& file : files) {
    CONCORDAT_TRY(text, read_file(file.string()));
    auto controller = credential::read_controller(std::string_view(text));
    if (!controller) {
      pass_over(file, std::move(controller).error(), output);
      continue;
    }
    CONCORDAT_CHECK(documents.add_controller(std::move(*controller)));
    if (taken != nullptr) taken->push_back(std::move(text));
  }
  return {};
}

Status add_status_lists(const std::string& folder, registry::Presented& documents,
                        const Output& output, std::vector<std::string>* taken) {
  if (folder.empty()) return {};
  CONCORDAT_TRY(files, files_of(folder));
  for (const std::filesystem::path& file : files) {
    CONCORDAT_TRY(text, read_file(file.string()));
    const Status added = documents.add_status_list(text);
    if (!added) {
      if (added.error().code != "presented.list") return fail(added.error());
      pass_over(file, added.error(), output);
      continue;
    }
    if (taken != nullptr) taken->push_back(std::move(text));
  }
  return {};
}

}  // namespace concordat::cli
