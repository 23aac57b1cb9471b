// SPDX-License-Identifier: GPL-2.0-or-later
//
// Holds back the beginning of what a program prints, so that an answer that fails before its end
// can be begun anew as if nothing had been said. Long answers are let go: they are in constant
// memory.
#pragma once

#include <ostream>
#include <streambuf>
#include <string>

namespace dateline {

class HeldOutput : private std::streambuf {
 public:
  explicit HeldOutput(std::ostream& out) : out_(out), real_(out.rdbuf(this)) {}
  HeldOutput(const HeldOutput&) = delete;
  HeldOutput& operator=(const HeldOutput&) = delete;
  ~HeldOutput() override {
    release();
    out_.rdbuf(real_);
    out_.flush();
  }

  /// Forgets what is held; false where it is too late.
  bool drop() {
    held_.clear();
    return !released_;
  }

 private:
  static constexpr std::size_t kMostHeld = std::size_t{1} << 20;

  bool release() {
    released_ = true;
    const auto size = static_cast<std::streamsize>(held_.size());
    const bool written = real_->sputn(held_.data(), size) == size;
    held_ = {};
    if (!written) out_.setstate(std::ios::badbit);
    return written;
  }

  std::streamsize xsputn(const char* text, std::streamsize size) override {
    if (released_) return real_->sputn(text, size);
    held_.append(text, static_cast<std::size_t>(size));
    if (held_.size() > kMostHeld && !release()) return 0;
    return size;
  }
  int_type overflow(int_type c) override {
    if (traits_type::eq_int_type(c, traits_type::eof())) return traits_type::not_eof(c);
    const char one = traits_type::to_char_type(c);
    return xsputn(&one, 1) == 1 ? c : traits_type::eof();
  }
  int sync() override { return released_ ? real_->pubsync() : 0; }

  std::ostream& out_;
  std::streambuf* const real_;
  std::string held_;
  bool released_ = false;
};

}  // namespace dateline
