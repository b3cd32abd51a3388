#include "registry/ports/conformance/store_conformance.hpp"

namespace concordat::conformance {

void check_store(const MakePlace& make) {
  check_log(make);
  check_search(make);
}

}  // namespace concordat::conformance
