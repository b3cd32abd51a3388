// The web application as it was built: the files below /assets/, and those that a page names to
// start it. Their names carry a digest of what is in them, so that a file never changes.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace concordat::api {

struct Asset {
  std::string_view type;  // media type, with its charset
  std::string octets;
  std::string gzip = {};    // the same compressed; empty: not to be had that way
  std::string brotli = {};  // RFC 7932
};

class Assets {
 public:
  // `name` is what stands behind "/assets/".
  void add(std::string name, Asset asset);
  // Addresses: "/assets/main-1a2b3c.js".
  void start_with(std::string script, std::vector<std::string> styles);
  // The address of the operator's shapes of markets.
  void draw_with(std::string shapes);

  [[nodiscard]] const Asset* find(std::string_view name) const;
  [[nodiscard]] std::string_view script() const { return script_; }
  [[nodiscard]] const std::vector<std::string>& styles() const { return styles_; }
  [[nodiscard]] std::string_view shapes() const { return shapes_; }  // empty: there are none

 private:
  std::map<std::string, Asset, std::less<>> files_;
  std::string script_;
  std::vector<std::string> styles_;
  std::string shapes_;
};

}  // namespace concordat::api
