#include "adapters/paper/enclosing.hpp"

// The C interface: nothing is thrown through it.
#include <qpdf/qpdf-c.h>

namespace concordat::paper {
namespace {

class Document {
 public:
  Document() : qpdf_(qpdf_init()) {
    qpdf_silence_errors(qpdf_);
    qpdf_set_suppress_warnings(qpdf_, QPDF_TRUE);
    qpdf_set_attempt_recovery(qpdf_, QPDF_FALSE);
  }
  ~Document() {
    // Told by what is given back; taken here, or it would be printed.
    if (qpdf_has_error(qpdf_) != QPDF_FALSE) qpdf_get_error(qpdf_);
    qpdf_cleanup(&qpdf_);
  }
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  [[nodiscard]] bool read(std::string_view pdf) {
    return sound(qpdf_read_memory(qpdf_, "pages", pdf.data(), pdf.size(), nullptr));
  }

  void embed(const Enclosure& file) {
    const qpdf_oh specification = qpdf_make_indirect_object(qpdf_, specification_of(file));
    const qpdf_oh names = qpdf_oh_new_array(qpdf_);
    qpdf_oh_append_item(qpdf_, names, text(file.name));
    qpdf_oh_append_item(qpdf_, names, specification);
    const qpdf_oh tree = qpdf_oh_new_dictionary(qpdf_);
    qpdf_oh_replace_key(qpdf_, tree, "/Names", names);
    const qpdf_oh trees = qpdf_oh_new_dictionary(qpdf_);
    qpdf_oh_replace_key(qpdf_, trees, "/EmbeddedFiles", tree);
    const qpdf_oh associated = qpdf_oh_new_array(qpdf_);
    qpdf_oh_append_item(qpdf_, associated, specification);
    // Cairo names nothing in a document without links.
    const qpdf_oh root = qpdf_get_root(qpdf_);
    qpdf_oh_replace_key(qpdf_, root, "/Names", trees);
    qpdf_oh_replace_key(qpdf_, root, "/AF", associated);
  }

  // Empty where it could not be written.
  [[nodiscard]] std::string written() {
    if (qpdf_has_error(qpdf_) != QPDF_FALSE) return {};
    if (!sound(qpdf_init_write_memory(qpdf_))) return {};
    // An identifier made of the content, in place of the time and a random number.
    qpdf_set_deterministic_ID(qpdf_, QPDF_TRUE);
    qpdf_set_minimum_pdf_version(qpdf_, "1.7");
    if (!sound(qpdf_write(qpdf_))) return {};
    return {reinterpret_cast<const char*>(qpdf_get_buffer(qpdf_)), qpdf_get_buffer_length(qpdf_)};
  }

 private:
  // A warning is none of ours: Cairo 1.16 leaves the object of a link out, and qpdf says so.
  static bool sound(QPDF_ERROR_CODE code) { return (code & QPDF_ERRORS) == 0; }

  qpdf_oh text(const std::string& utf8) const {
    return qpdf_oh_new_binary_unicode_string(qpdf_, utf8.data(), utf8.size());
  }
  qpdf_oh name(const std::string& name) const { return qpdf_oh_new_name(qpdf_, name.c_str()); }

  // The octets, with what they are (ISO 32000-2, tables 44 and 45).
  qpdf_oh stream_of(const Enclosure& file) {
    const qpdf_oh stream = qpdf_oh_new_stream(qpdf_);
    const qpdf_oh none = qpdf_oh_new_null(qpdf_);
    qpdf_oh_replace_stream_data(qpdf_, stream,
                                reinterpret_cast<const unsigned char*>(file.octets.data()),
                                file.octets.size(), none, none);
    const qpdf_oh size = qpdf_oh_new_dictionary(qpdf_);
    qpdf_oh_replace_key(qpdf_, size, "/Size",
                        qpdf_oh_new_integer(qpdf_, static_cast<long long>(file.octets.size())));
    const qpdf_oh dictionary = qpdf_oh_get_dict(qpdf_, stream);
    qpdf_oh_replace_key(qpdf_, dictionary, "/Type", name("/EmbeddedFile"));
    qpdf_oh_replace_key(qpdf_, dictionary, "/Subtype", name("/" + file.media_type));
    qpdf_oh_replace_key(qpdf_, dictionary, "/Params", size);
    return stream;
  }

  // Table 43. Of the relationships, `Data` is that of what the pages show in part.
  qpdf_oh specification_of(const Enclosure& file) {
    const qpdf_oh stream = stream_of(file);
    const qpdf_oh files = qpdf_oh_new_dictionary(qpdf_);
    qpdf_oh_replace_key(qpdf_, files, "/F", stream);
    qpdf_oh_replace_key(qpdf_, files, "/UF", stream);
    const qpdf_oh specification = qpdf_oh_new_dictionary(qpdf_);
    qpdf_oh_replace_key(qpdf_, specification, "/Type", name("/Filespec"));
    qpdf_oh_replace_key(qpdf_, specification, "/F", text(file.name));
    qpdf_oh_replace_key(qpdf_, specification, "/UF", text(file.name));
    qpdf_oh_replace_key(qpdf_, specification, "/Desc", text(file.about));
    qpdf_oh_replace_key(qpdf_, specification, "/EF", files);
    qpdf_oh_replace_key(qpdf_, specification, "/AFRelationship", name("/Data"));
    return specification;
  }

  qpdf_data qpdf_;
};

}  // namespace

Result<std::string> enclose(std::string_view pdf, const Enclosure& file) {
  Document document;
  std::string whole;
  if (document.read(pdf)) {
    document.embed(file);
    whole = document.written();
  }
  if (whole.empty()) return fail({.code = "press.failed"});
  return whole;
}

}  // namespace concordat::paper
