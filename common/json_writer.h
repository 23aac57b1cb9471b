// SPDX-License-Identifier: GPL-2.0-or-later
//
// JSON text, built in order: RapidJSON's writer with the few calls that our output needs, which
// can be chained. What comes out is valid UTF-8, with U+FFFD for what is not (paths may be any
// bytes); what could steer a terminal is escaped.
#pragma once

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "common/terminal_text.h"

namespace dateline {

class JsonWriter {
 public:
  JsonWriter& start_object() {
    writer_.StartObject();
    return *this;
  }
  JsonWriter& end_object() {
    writer_.EndObject();
    return *this;
  }
  JsonWriter& start_array() {
    writer_.StartArray();
    return *this;
  }
  JsonWriter& end_array() {
    writer_.EndArray();
    return *this;
  }
  JsonWriter& null() {
    writer_.Null();
    return *this;
  }
  JsonWriter& key(std::string_view name) {
    writer_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
    return *this;
  }
  JsonWriter& value(std::string_view text) {
    writer_.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
    return *this;
  }
  JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(bool truth) {
    writer_.Bool(truth);
    return *this;
  }
  JsonWriter& value(std::uint64_t number) {
    writer_.Uint64(number);
    return *this;
  }
  JsonWriter& value(double number) {
    writer_.Double(number);
    return *this;
  }

  template <typename Value>
  JsonWriter& member(std::string_view name, const Value& its_value) {
    return key(name).value(its_value);
  }

  /// The text so far; starts anew.
  std::string take() {
    std::string text = terminal_json({buffer_.GetString(), buffer_.GetSize()});
    buffer_.Clear();
    writer_.Reset(buffer_);
    return text;
  }

 private:
  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> writer_{buffer_};
};

}  // namespace dateline
