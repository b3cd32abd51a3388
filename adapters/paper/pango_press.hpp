// PDFs by Pango and Cairo, with the fonts of the system.
#pragma once

#include <memory>

#include "registry/ports/press.hpp"

namespace concordat::paper {

class PangoPress final : public Press {
 public:
  PangoPress();
  ~PangoPress() override;
  PangoPress(const PangoPress&) = delete;
  PangoPress& operator=(const PangoPress&) = delete;

  [[nodiscard]] Result<Printed> print(const Sheet& sheet, Size size) const override;

 private:
  struct Fonts;
  // Without what is enclosed.
  [[nodiscard]] Result<Printed> pages(const Sheet& sheet, Size size) const;

  std::unique_ptr<Fonts> fonts_;
};

}  // namespace concordat::paper
