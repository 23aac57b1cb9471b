// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/outlets.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <vector>

#include "common/text.h"

namespace dateline {
namespace {

struct Outlet {
  std::string_view name;
  std::string_view others;  ///< folded, parted by bars
  std::string_view hosts;   ///< parted by blanks; hosts below them count too
};

constexpr auto kOutlets = std::to_array<Outlet>({
    {"ABC News", "abcnews", "abcnews.go.com abcnews.com"},
    {"AFP", "agence france-presse|agence france presse|afp news agency", "afp.com"},
    {"AP", "associated press|the associated press|ap news|apnews", "ap.org apnews.com"},
    {"Al Jazeera", "al-jazeera|aljazeera|al jazeera english|al jazeera news|aljazeera.com",
     "aljazeera.com aljazeera.net"},
    {"Al-Monitor", "al monitor|almonitor", "al-monitor.com"},
    {"Anadolu", "anadolu agency|anadolu ajansi|aa news", "aa.com.tr"},
    {"ANSA", "agenzia ansa|ansa.it", "ansa.it"},
    {"Axios", "", "axios.com"},
    {"BBC", "bbc news|bbc world|bbc news world|bbc world news|bbc online|bbc news online",
     "bbc.co.uk bbc.com bbci.co.uk"},
    {"Bloomberg", "bloomberg news|bloomberg.com", "bloomberg.com"},
    {"CBC", "cbc news", "cbc.ca"},
    {"CBS News", "cbsnews", "cbsnews.com"},
    {"CNBC", "", "cnbc.com"},
    {"CNN", "cnn.com|cnn international|cnn world", "cnn.com"},
    {"Corriere della Sera", "corriere.it", "corriere.it"},
    {"Daily Express", "express.co.uk|the daily express", "express.co.uk"},
    {"Daily Mail", "mail online|mailonline|the daily mail", "dailymail.co.uk"},
    {"Dawn", "dawn.com|dawn news", "dawn.com"},
    {"Deccan Herald", "deccanherald", "deccanherald.com"},
    {"Der Spiegel", "spiegel|spiegel online|der spiegel online", "spiegel.de"},
    {"Deutsche Welle", "dw|dw news|dw.com", "dw.com"},
    {"Die Welt", "welt online", "welt.de"},
    {"Die Zeit", "zeit online", "zeit.de"},
    {"dpa", "deutsche presse-agentur|dpa international", "dpa.com dpa-international.com"},
    {"EFE", "agencia efe|efe news", "efe.com"},
    {"El Mundo", "elmundo.es", "elmundo.es"},
    {"El País", "el pais|elpais", "elpais.com"},
    {"Euronews", "", "euronews.com"},
    {"Financial Times", "the financial times|ft|ft.com", "ft.com"},
    {"Forbes", "", "forbes.com"},
    {"Foreign Affairs", "", "foreignaffairs.com"},
    {"Foreign Policy", "", "foreignpolicy.com"},
    {"Fox News", "foxnews", "foxnews.com"},
    {"France 24", "france24", "france24.com"},
    {"Frankfurter Allgemeine Zeitung", "faz|faz.net", "faz.net"},
    {"Global Times", "", "globaltimes.cn"},
    {"Haaretz", "ha'aretz", "haaretz.com haaretz.co.il"},
    {"HuffPost", "huffington post|the huffington post", "huffingtonpost.com huffpost.com"},
    {"Hürriyet Daily News", "hurriyet daily news", "hurriyetdailynews.com"},
    {"Interfax", "", "interfax.ru interfax.com"},
    {"IRNA", "islamic republic news agency", "irna.ir"},
    {"ISNA", "iranian students' news agency", "isna.ir"},
    {"Jakarta Post", "the jakarta post", "thejakartapost.com"},
    {"Jerusalem Post", "the jerusalem post|jpost", "jpost.com"},
    {"KCNA", "korean central news agency", "kcna.kp"},
    {"Kommersant", "", "kommersant.ru"},
    {"Kyodo", "kyodo news", "kyodonews.net"},
    {"La Repubblica", "repubblica.it", "repubblica.it"},
    {"Le Figaro", "lefigaro.fr", "lefigaro.fr"},
    {"Le Monde", "le monde.fr|lemonde", "lemonde.fr"},
    {"Los Angeles Times", "la times|latimes", "latimes.com"},
    {"Mehr", "mehr news agency|mehr news", "mehrnews.com"},
    {"Middle East Eye", "", "middleeasteye.net"},
    {"NBC News", "nbcnews", "nbcnews.com"},
    {"Neue Zürcher Zeitung", "nzz|neue zurcher zeitung", "nzz.ch"},
    {"Newsweek", "", "newsweek.com"},
    {"NHK", "nhk world", "nhk.or.jp"},
    {"NPR", "npr news", "npr.org"},
    {"Politico", "", "politico.com politico.eu"},
    {"Press TV", "presstv", "presstv.ir presstv.com"},
    {"PTI", "press trust of india", "ptinews.com"},
    {"Radio Free Europe/Radio Liberty", "rfe/rl|rferl|radio free europe|radio liberty",
     "rferl.org"},
    {"Reuters",
     "thomson reuters|reuters news|reuters uk|reuters us|reuters india|reuters world|reuters news "
     "agency|reuters.com",
     "reuters.com"},
    {"RFI", "radio france internationale", "rfi.fr"},
    {"RIA Novosti", "ria|ria-novosti", "ria.ru"},
    {"RT", "rt.com|russia today|rt international", "rt.com"},
    {"SANA", "syrian arab news agency", "sana.sy"},
    {"Sky News", "skynews", "news.sky.com"},
    {"South China Morning Post", "scmp|the south china morning post", "scmp.com"},
    {"Sputnik", "sputnik news|sputnik international", "sputniknews.com"},
    {"Süddeutsche Zeitung", "suddeutsche zeitung|sz.de", "sueddeutsche.de"},
    {"TASS", "itar-tass|itar tass|tass russian news agency", "tass.com tass.ru itar-tass.com"},
    {"Tasnim", "tasnim news agency|tasnim news", "tasnimnews.com"},
    {"The Atlantic", "", "theatlantic.com"},
    {"The Economist", "economist", "economist.com"},
    {"The Guardian", "guardian|guardian.co.uk|guardian unlimited",
     "theguardian.com guardian.co.uk"},
    {"The Hindu", "", "thehindu.com"},
    {"The Independent", "", "independent.co.uk"},
    {"The Moscow Times", "moscow times", "themoscowtimes.com"},
    {"The New York Times", "new york times|nyt|nytimes|nyt world|n.y. times", "nytimes.com"},
    {"The Telegraph", "daily telegraph|the daily telegraph", "telegraph.co.uk"},
    {"The Times of India", "times of india", "timesofindia.com timesofindia.indiatimes.com"},
    {"The Times of Israel", "times of israel", "timesofisrael.com"},
    {"Ukrinform", "", "ukrinform.net ukrinform.ua"},
    {"UPI", "united press international", "upi.com"},
    {"USA Today", "usatoday", "usatoday.com"},
    {"Voice of America", "voa|voa news|voanews", "voanews.com"},
    {"Wall Street Journal", "the wall street journal|wsj|wsj.com", "wsj.com"},
    {"Washington Post", "the washington post|washingtonpost", "washingtonpost.com"},
    {"Wikinews", "", "wikinews.org"},
    {"Xinhua", "xinhua news agency|xinhuanet", "xinhuanet.com news.cn"},
    {"Yonhap", "yonhap news agency|yonhap news", "yna.co.kr yonhapnews.co.kr"},
});

/// What programs write where a name should be, and initials of desks.
constexpr std::string_view kNoNames =
    "|hosted|cl|home|news|rss|feed|rss feed|unknown|none|null|n/a|na|admin|editor|staff|untitled|"
    "default|test|";

/// Sections of outlets, as their feeds name them.
constexpr std::string_view kSections =
    "|world|world news|international|international news|news|home|front page|homepage|top stories|"
    "top news|latest|latest news|breaking news|headlines|all news|politics|europe|asia|africa|"
    "americas|middle east|asia pacific|asia-pacific|uk|us|u.s.|usa|business|opinion|rss|rss feed|"
    "feed|en|english|amp|";

constexpr std::string_view kDays = "|monday|tuesday|wednesday|thursday|friday|saturday|sunday|";

bool lists(std::string_view list, std::string_view word) {
  return list.find('|' + std::string(word) + '|') != std::string_view::npos;
}

template <typename Take>
void for_each_in(std::string_view list, char mark, Take take) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(mark), list.size());
    take(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

using Names = std::unordered_map<std::string, std::string_view>;

/// By folded names, and by hosts.
const Names& known_names() {
  static const Names names = [] {
    Names made;
    for (const Outlet& outlet : kOutlets) {
      const auto add = [&](std::string_view name) { made.emplace(name, outlet.name); };
      add(fold(outlet.name));
      for_each_in(outlet.others, '|', add);
      for_each_in(outlet.hosts, ' ', add);
    }
    return made;
  }();
  return names;
}

/// "bbc.co.uk" of "https://www.bbc.co.uk/news"; empty for what is no host.
std::string host_in(std::string_view folded) {
  if (const std::size_t scheme = folded.find("://"); scheme != std::string_view::npos)
    folded.remove_prefix(scheme + 3);
  folded = folded.substr(0, folded.find_first_of("/:?#"));
  if (folded.starts_with("www.")) folded.remove_prefix(4);
  const std::size_t dot = folded.rfind('.');
  const bool host = dot != std::string_view::npos && dot > 0 && folded.size() - dot > 2 &&
                    folded.find(' ') == std::string_view::npos && is_ascii(folded);
  return host ? std::string(folded) : std::string();
}

/// The outlet of a name or host; empty where the table does not hold it.
std::string_view find_outlet(std::string_view folded) {
  const Names& names = known_names();
  if (const auto found = names.find(std::string(folded)); found != names.end())
    return found->second;
  for (std::string host = host_in(folded); host.find('.') != std::string::npos;
       host.erase(0, host.find('.') + 1))
    if (const auto found = names.find(host); found != names.end()) return found->second;
  return {};
}

/// "Reuters on Friday" without the day.
std::string_view without_day(std::string_view name) {
  const std::size_t on = name.rfind(" on ");
  return on != std::string_view::npos && lists(kDays, fold(name.substr(on + 4)))
             ? name.substr(0, on)
             : name;
}

/// What " - ", " | " and the like part.
std::vector<std::string_view> parts_of(std::string_view name) {
  constexpr std::array<std::string_view, 8> kMarks{" - ", " | ", " – ",  " — ",
                                                   " » ", " > ", " :: ", ": "};
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at < name.size();) {
    const auto mark = std::find_if(kMarks.begin(), kMarks.end(), [&](std::string_view each) {
      return name.substr(at, each.size()) == each;
    });
    if (mark == kMarks.end()) {
      ++at;
      continue;
    }
    parts.push_back(name.substr(0, at));
    name.remove_prefix(at + mark->size());
    at = 0;
  }
  parts.push_back(name);
  return parts;
}

}  // namespace

std::string outlet_name(std::string_view written) {
  while (written.ends_with(' ')) written.remove_suffix(1);
  written = without_day(written);
  const std::string folded = fold(written);
  if (const std::string_view known = find_outlet(folded); !known.empty()) return std::string(known);
  if (lists(kNoNames, folded)) return {};
  if (std::string host = host_in(folded); !host.empty()) return host;
  std::vector<std::string_view> parts = parts_of(written);
  if (parts.size() == 1) return std::string(written);
  for (const std::string_view part : parts)
    if (const std::string_view known = find_outlet(fold(part)); !known.empty())
      return std::string(known);
  std::erase_if(parts, [](std::string_view part) { return lists(kSections, fold(part)); });
  return std::string(parts.size() == 1 ? parts[0] : written);
}

bool is_known_outlet(std::string_view written) {
  return !find_outlet(fold(written)).empty();
}

}  // namespace dateline
