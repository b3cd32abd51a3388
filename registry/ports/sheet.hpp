// A sheet for people, as values: what it says and in what order, without how it looks. The page and
// the PDF are made from the same one, so that they say the same.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/time/date.hpp"

namespace concordat::paper {

// A piece of a line. A name, number or code of somebody's is an identifier: it keeps its own
// direction whatever stands around it, and is never translated.
struct Span {
  std::string text;
  bool identifier = false;
};
using Line = std::vector<Span>;

struct Row {
  std::string label;
  std::vector<Line> values;  // at least one
};

// Every row has as many cells as the header.
struct Table {
  std::vector<std::string> header;
  std::vector<std::vector<Line>> rows;
};

// A heading with rows, then a table where there is one, then notes.
struct Section {
  std::string heading;
  std::vector<Row> rows = {};
  Table table = {};
  std::vector<Line> notes = {};
};

// The modules of a barcode, row by row, without the quiet zone around it.
struct Modules {
  std::uint32_t width = 0;  // and height
  std::vector<bool> dark;
};

// A file that travels within the PDF, for whoever reads it by a machine; the page links to it.
struct Enclosure {
  std::string name;        // of the file: ASCII, without a folder
  std::string media_type;  // "application/vc+jwt"
  std::string about;       // in words
  std::string octets;      // empty: nothing is enclosed
};

enum class Standing : std::uint8_t { kGood, kOpen, kBad };

struct Sheet {
  std::string language = "en";
  std::string kind;    // "Certificate"
  std::string number;  // the identifier that heads it
  Standing standing = Standing::kGood;
  std::string status;              // in words
  std::string across;              // written across every page; empty where it simply holds
  std::vector<Line> status_notes;  // since when, by which statement, as of which log size
  std::vector<Section> sections;
  std::string address;       // what the code leads to; empty where none is known
  std::string address_note;  // what is found there
  Modules code;              // the address as a barcode; without modules where there is none
  std::vector<Line> closing;
  std::string no_font_note;  // said before characters that no font at hand can draw
  Enclosure enclosed;        // the same said so that it can be verified
  Date day;                  // on which it was made
};

}  // namespace concordat::paper
