// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/archive_parts.h"

#include <sys/stat.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <utility>

#include "common/schema.h"
#include "common/text.h"
#include "common/unusable_database.h"
#include "common/xapian_error.h"

namespace dateline {
namespace fs = std::filesystem;
namespace {

struct HostAndPort {
  std::string host;
  unsigned port = 0;
};

/// Where a part is.
struct Place {
  std::string name;  ///< as the user has it
  std::optional<HostAndPort> server;
  std::vector<std::string> command;  ///< that speaks for it on its standard streams; may be empty
};

std::optional<HostAndPort> host_and_port(const std::string& name) {
  const std::size_t colon = name.rfind(':');
  if (colon == std::string::npos || colon == 0 || name.find('/') != std::string::npos)
    return std::nullopt;
  HostAndPort found{name.substr(0, colon), 0};
  const char* end = name.data() + name.size();
  const auto [at, error] = std::from_chars(name.data() + colon + 1, end, found.port);
  constexpr unsigned kLastPort = 65535;
  if (error != std::errc{} || at != end || found.port == 0 || found.port > kLastPort)
    return std::nullopt;
  if (found.host.front() == '[' && found.host.back() == ']')
    found.host = found.host.substr(1, found.host.size() - 2);
  return found;
}

[[noreturn]] void refuse_line(const std::string& file, std::size_t number, const std::string& why) {
  throw Error(file + ", line " + std::to_string(number) + ": " + why,
              "a database is a folder; or a file that lists some, each line 'auto FOLDER', "
              "'remote HOST:PORT' or 'remote :PROGRAM ARGUMENTS'");
}

constexpr std::size_t kShownOfLine = 60;  // it may be a file of another kind

Place place_of(const std::string& file, std::size_t number, const std::string& line) {
  const std::size_t space = line.find(' ');
  const std::string type = line.substr(0, space);
  const std::string rest = space == std::string::npos ? "" : line.substr(space + 1);
  if (rest.empty() || (type != "auto" && type != "glass" && type != "remote"))
    refuse_line(file, number,
                "'" + std::string(clip_utf8(line, kShownOfLine)) + "' names no database");
  if (type != "remote") return {(fs::path(file).parent_path() / rest).string(), std::nullopt, {}};
  if (rest[0] != ':') {
    const auto server = host_and_port(rest);
    if (!server) refuse_line(file, number, "'" + rest + "' is no HOST:PORT");
    return {rest, server, {}};
  }
  std::istringstream words(rest.substr(1));
  Place place{rest.substr(1), std::nullopt, {}};
  for (std::string word; words >> word;) place.command.push_back(word);
  if (place.command.empty()) refuse_line(file, number, "no program is named");
  return place;
}

std::vector<Place> places_in(const std::string& file) {
  std::ifstream in(file);
  if (!in) throw Error("cannot read " + file + ": " + system_reason());
  std::vector<Place> places;
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (!line.empty() && line[0] != '#') places.push_back(place_of(file, number, line));
  }
  if (places.empty())
    throw Error(file + " lists no database",
                "write a line 'auto FOLDER' or 'remote HOST:PORT' for each");
  return places;
}

std::vector<Place> places_of(const std::string& name) {
  std::error_code error;  // what cannot be looked at cannot be opened either, which says why
  if (fs::is_regular_file(name, error)) return places_in(name);
  if (!fs::exists(name, error))
    if (const auto server = host_and_port(name)) return {{name, server, {}}};
  return {{name, std::nullopt, {}}};
}

/// What tells a folder from another that takes its place; 0 where there is none.
ino_t folder_at(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 ? status.st_ino : 0;
}

/// An indexer may put another folder in place while the files are being opened, one by one.
Xapian::Database open_folder(const std::string& path) {
  for (;;) {
    const ino_t before = folder_at(path);
    try {
      Xapian::Database database(path);
      if (folder_at(path) == before) return database;
    } catch (const Xapian::DatabaseError&) {
      if (folder_at(path) == before) throw;
    }
  }
}

Xapian::Database open_place(const Place& place, unsigned timeout_ms) {
  if (place.server)
    return Xapian::Remote::open(place.server->host, place.server->port, timeout_ms, timeout_ms);
  if (place.command.empty()) return open_folder(place.name);
  std::string arguments;
  for (std::size_t i = 1; i < place.command.size(); ++i)
    arguments.append(i == 1 ? "" : " ").append(place.command[i]);
  return Xapian::Remote::open(place.command[0], arguments, timeout_ms);
}

/// Of several that Xapian takes for one, the names that facets count would be those of the first.
void check_single(const Part& part) {
  if (part.database.get_uuid().find(':') != std::string::npos)
    throw Error(part.name + " is several databases in one",
                "list each by itself; a server takes one");
}

Part open_part(const Place& place, unsigned timeout_ms) {
  return with_xapian(place.name, [&] {
    Part part{place.name, open_place(place, timeout_ms),
              place.server.has_value() || !place.command.empty(), nullptr};
    check_schema_version(part.database.get_metadata(std::string(keys::kSchema)), part.name,
                         part.remote);
    check_single(part);
    part.full_terms = std::make_shared<FullTerms>(part.database, part.remote);
    return part;
  });
}

void check_apart(const std::vector<Part>& parts) {
  for (std::size_t i = 0; i < parts.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (parts[i].database.get_uuid() == parts[j].database.get_uuid())
        throw Error(parts[j].name + " and " + parts[i].name + " are the same database",
                    "name each part once", ExitCode::kUsage);
}

}  // namespace

std::string ArchiveAddress::name() const {
  std::string all;
  for (const std::string& name : names) all.append(all.empty() ? "" : ", ").append(name);
  return all;
}

std::string note_of_missing(const std::string& part) {
  return "without " + part + ", which does not answer";
}

OpenedParts open_parts(const ArchiveAddress& address) {
  OpenedParts opened;
  for (const std::string& name : address.names) {
    for (const Place& place : places_of(name)) {
      try {
        opened.parts.push_back(open_part(place, address.timeout_ms));
      } catch (const PartLost&) {
        if (!address.partial) throw;
        opened.missing.push_back(place.name);
      }
    }
  }
  if (opened.parts.empty())
    throw Error("no part of the archive answers: " + address.name(), "are the servers running?");
  check_apart(opened.parts);
  return opened;
}

}  // namespace dateline
