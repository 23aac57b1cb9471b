// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/date_lines.h"

#include <algorithm>
#include <array>

#include "indexer/date_parser.h"
#include "indexer/date_text.h"
#include "indexer/date_words.h"

namespace dateline {
namespace {

/// Beginnings of words, folded.
struct LabelWords {
  DateLabel label;
  std::string_view stems;
};
constexpr std::array<LabelWords, 3> kLabels{{
    {DateLabel::published,
     "publish posted released created veroffentlich erschienen publiziert erstellt publie paru "
     "parution publicad publicat pubblicat gepubliceerd geplaatst opublikowan publikacj "
     "опубликован публикац размещен опубліковано публікаці публикуван yayinlan yayin giris نشر "
     "انتشار פורסם 发布 发表 發布 發表 發佈 公開 掲載 配信 投稿 입력 등록 게재 발행 publicer "
     "publiser julkaist publikovan zverejnen kozzetet megjelen δημοσιευ diterbitkan objavljen "
     "објављен प्रकाशित"},
    {DateLabel::updated,
     "updat modifi edited revised changed aktualisiert geandert bearbeitet modifie jour actualis "
     "actualizad aggiornat atualizad bijgewerkt gewijzigd aktualizac zaktualizowan обновлен "
     "изменен оновлено обновен guncelle تحديث روزرساني روزرسانی עודכן עדכון 更新 修改 수정 "
     "업데이트 "
     "uppdaterad opdateret oppdatert paivitett frissit actualizat ενημερωθ diperbarui azurirano "
     "अपडेट"},
    {DateLabel::other, "copyright © until expires gultig valid since seit born geboren retrieved"},
}};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

std::vector<std::string_view> split_tokens(std::string_view text) {
  std::vector<std::string_view> tokens;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    const auto same = [&](bool (*kind)(char)) {
      while (kind(text[at]) && end < text.size() && kind(text[end])) ++end;
    };
    same(is_digit);
    same(is_letter);
    if (text[at] != ' ') tokens.push_back(text.substr(at, end - at));
    at = end;
  }
  return tokens;
}

/// Whether a number and a mark without a space between them go on with a number: "192.168".
bool goes_on(std::string_view number, std::string_view mark, std::string_view next) {
  constexpr std::string_view kMarks = "./-";
  return is_digit(number[0]) && is_digit(next[0]) && kMarks.find(mark) != std::string_view::npos &&
         number.data() + number.size() == mark.data() && mark.data() + 1 == next.data();
}

/// Most lines have no four digits together, nor letters that may be digits of other scripts.
bool may_hold_year(std::string_view line) {
  int digits = 0;
  for (const char c : line) {
    if ((c & 0x80) != 0) return true;
    digits = is_digit(c) ? digits + 1 : 0;
    if (digits == 4) return true;
  }
  return false;
}

class LineReader {
 public:
  LineReader(std::string_view line, std::string_view language)
      : line_(plain_date_text(line).text), language_(language), tokens_(split_tokens(line_)) {}

  DateLine read() {
    if (tokens_.empty() || !has_year(0, tokens_.size())) return {};
    std::size_t before = 0;  // where the words before the next date begin
    for (std::size_t i = 0; i < tokens_.size();) {
      const std::size_t length = may_start(i) ? take_date(i) : 0;
      if (length > 0) made_.dates.back().label = words_between(before, i);
      i += std::max<std::size_t>(length, 1);
      if (length > 0) before = i;
    }
    if (made_.dates.empty()) return {};
    const DateLabel after = words_between(before, tokens_.size());
    if (made_.dates.size() == 1 && made_.dates[0].label == DateLabel::none)
      made_.dates[0].label = after;
    return std::move(made_);
  }

 private:
  bool may_start(std::size_t i) const {
    const std::string_view token = tokens_[i];
    if (!is_digit(token[0])) return !months_named(fold_word(token)).empty();
    return token.size() <= 4 && (i < 2 || !goes_on(tokens_[i - 2], tokens_[i - 1], token));
  }

  /// How many tokens the longest date that starts there has; 0 for none.
  std::size_t take_date(std::size_t i) {
    constexpr std::size_t kMostTokens = 10;
    constexpr std::size_t kFewestTokens = 3;
    for (std::size_t length = std::min(kMostTokens, tokens_.size() - i); length >= kFewestTokens;
         --length) {
      const std::string_view last = tokens_[i + length - 1];
      const bool cut = i + length + 1 < tokens_.size() &&
                       goes_on(last, tokens_[i + length], tokens_[i + length + 1]);
      if (cut || (!is_digit(last[0]) && !is_letter(last[0])) || !has_year(i, length)) continue;
      const char* end = last.data() + last.size();
      const std::string_view text(tokens_[i].data(),
                                  static_cast<std::size_t>(end - tokens_[i].data()));
      const bool read = std::holds_alternative<Date>(parse_date(text, DateOrder::none, language_));
      const bool either =
          !read && std::holds_alternative<Date>(parse_date(text, DateOrder::dmy, language_));
      if (!read && !either) continue;
      made_.dates.push_back({std::string(text), DateLabel::none, either});
      return length;
    }
    return 0;
  }

  bool has_year(std::size_t i, std::size_t length) const {
    return std::any_of(
        tokens_.begin() + static_cast<std::ptrdiff_t>(i),
        tokens_.begin() + static_cast<std::ptrdiff_t>(i + length),
        [](std::string_view token) { return is_digit(token[0]) && token.size() == 4; });
  }

  /// The label that tokens give, the last where there are several; others count as rest.
  DateLabel words_between(std::size_t from, std::size_t to) {
    DateLabel label = DateLabel::none;
    for (std::size_t i = from; i < to; ++i) {
      if (!is_letter(tokens_[i][0])) continue;
      const DateLabel found = label_in(tokens_[i]);
      if (found != DateLabel::none)
        label = found;
      else if (!is_filler(fold_word(tokens_[i])))
        made_.rest += tokens_[i].size();
    }
    return label;
  }

  std::string line_;
  std::string_view language_;
  std::vector<std::string_view> tokens_;
  DateLine made_;
};

}  // namespace

DateLabel label_in(std::string_view words) {
  const std::string folded = fold_word(words);
  DateLabel label = DateLabel::none;
  std::size_t last = 0;
  for (const LabelWords& row : kLabels)
    for (std::size_t at = 0; at < row.stems.size();) {
      const std::size_t end = std::min(row.stems.find(' ', at), row.stems.size());
      const std::string_view stem = row.stems.substr(at, end - at);
      at = end + 1;
      const std::size_t found = folded.rfind(stem);
      // Latin letters: at the start of a word only.
      if (found == std::string::npos ||
          (found > 0 && is_letter(folded[found - 1]) && !(stem[0] & 0x80)))
        continue;
      if (label == DateLabel::none || found > last) {
        label = row.label;
        last = found;
      }
    }
  return label;
}

DateLine read_date_line(std::string_view line, std::string_view language) {
  return may_hold_year(line) ? LineReader(line, language).read() : DateLine{};
}

}  // namespace dateline
